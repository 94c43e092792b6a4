"""Write an audit line 审计. Called downward by every action; no signal, no middleware.

Lines of one county form a chain, and the head of the chain is a row that is locked while a line is added. Locks are
taken in one order everywhere: first the county's row (``stations.actions.counties``, where a county is written),
then the head of the chain, then any other row. See docs/decisions/0021-audit-chain-inline.md.
"""

from django.db import transaction
from django.utils import timezone

from wushe.ground.accounts.models import AuditChain, AuditEntry, User
from wushe.ground.accounts.rules import BEGINNING, Line, check_words, hash_of, seal_of
from wushe.ground.kit.keyring import audit_key, begin_key


def record(verb: str, target: str, *, actor: User | None, county_key: str = "", **facts: object) -> AuditEntry:
    """Write one line at the end of its chain, in the transaction of the action it tells of.

    Takes: ``verb`` (``visits.record_visit``), ``target`` (``ledger.event:460203-17``), who did it, the county whose
    chain it is ("" for what belongs to no county), and small facts without personal data (``rules.check_words``).
    Gives: the line. Raises ValueError for facts that are no codes.
    Costs: one read, one insert, one update; holds the head of the chain until commit.
    """
    check_words(verb, target, facts)
    with transaction.atomic(savepoint=False):
        chain = lock_chain(county_key)
        key = audit_key(county_key)
        actor_id = actor.pk if actor is not None else None
        line = Line(county_key, chain.count + 1, timezone.now(), actor_id, verb, target, facts)
        entry = AuditEntry.objects.create(
            county_key=county_key,
            seq=line.seq,
            at=line.at,
            actor=actor,
            verb=verb,
            target=target,
            facts=facts,
            prev=chain.hash,
            hash=hash_of(key, chain.hash, line),
        )
        chain.count, chain.hash = entry.seq, entry.hash
        chain.seal = seal_of(key, county_key, chain.count, chain.hash, chain.chains)
        chain.save(update_fields=["count", "hash", "seal"])
    return entry


def lock_chain(county_key: str) -> AuditChain:
    """Let one writer at a time add to a chain; the head row is held until commit.

    An action that will change a row which another action changes *after* an audit line of its own calls this first,
    or the two may wait for each other. On SQLite the writer lock of the connection does all of this already.
    Gives: the head, made when the chain has none. Costs: 1 query.
    """
    return _held(county_key) or _begin(county_key)


def _held(county_key: str) -> AuditChain | None:
    return AuditChain.objects.select_for_update(no_key=True).filter(pk=county_key).first()


def _begin(county_key: str) -> AuditChain:
    """Make the head of a new chain, and name it on the head of the first. Two at once agree on one."""
    first = lock_chain("") if county_key else None
    begin_key(county_key)
    seal = seal_of(audit_key(county_key), county_key, 0, BEGINNING, "")
    AuditChain.objects.bulk_create([AuditChain(county_key=county_key, seal=seal)], ignore_conflicts=True)
    if first is not None:
        first.chains = " ".join(sorted({*first.chains.split(), county_key}))
        first.seal = seal_of(audit_key(""), "", first.count, first.hash, first.chains)
        first.save(update_fields=["chains", "seal"])
    return AuditChain.objects.select_for_update(no_key=True).get(pk=county_key)
