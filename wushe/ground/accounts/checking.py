"""Check the audit chains 核对审计链: read every line once; say of each chain which line is the first that is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import AuditChain, AuditEntry
from wushe.ground.accounts.rules import BEGINNING, Line, hash_of, seal_of
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.keyring import audit_key

CHUNK = 2000
COLUMNS = ("county_key", "seq", "at", "actor_id", "verb", "target", "facts", "prev", "hash")


class Wrong(TextChoices):
    """What can be wrong with a chain, at the first place where it is."""

    EDITED = "edited", _("这一条被改过")
    MISSING = "missing", _("这一条不见了")
    INSERTED = "inserted", _("这一条是后来塞进来的")
    ORDER = "order", _("从这一条起次序被调换")
    HEAD = "head", _("链头对不上，结尾可能被删过")


@dataclass(frozen=True)
class Verdict:
    """One chain: how many lines it has, and what is wrong with the first that is, and where."""

    county_key: str
    lines: int
    wrong: Wrong | None = None
    seq: int | None = None


class Row(NamedTuple):
    """A line as it stands in the table."""

    county_key: str
    seq: int
    at: datetime
    actor_id: int | None
    verb: str
    target: str
    facts: dict[str, object]
    prev: str
    hash: str

    def fits(self, key: Key, before: str, seq: int) -> bool:
        """True if this is the line that once followed ``before`` under the number."""
        line = Line(self.county_key, seq, self.at, self.actor_id, self.verb, self.target, self.facts)
        return self.prev == before and self.hash == hash_of(key, before, line)


def chain_keys() -> list[str]:
    """The county keys of all chains: with a head, with lines, or named on the head of the first. Costs: 3 queries."""
    heads = dict(AuditChain.objects.values_list("pk", "chains"))
    lines = AuditEntry.objects.order_by().values_list("county_key", flat=True).distinct()
    found = {*heads, *lines, *heads.get("", "").split()}
    return sorted({*found, ""} if found else found)


def check_chains() -> Iterator[Verdict]:
    """All chains, one after the other.

    Refuses: ``keyring-key-missing``, ``keyring-key-unreadable``. Costs: reads each line once.
    """
    for key in chain_keys():
        yield check_chain(key)


def check_chain(county: str) -> Verdict:
    """One chain, from its first line to its head.

    A chain is whole if, and only if, its lines are numbered 1, 2, 3 …, the hash of each is the keyed hash of its
    content and of the hash of the line before, and the head holds the number and the hash of the last line under its
    own seal. Lines added while the check runs are left for the next one.
    """
    key = audit_key(county)
    head = AuditChain.objects.filter(pk=county).first()
    if head is None:
        return Verdict(county, 0, Wrong.HEAD, 1)
    last, expected = BEGINNING, 1
    for row in rows(county).filter(seq__lte=head.count).iterator(chunk_size=CHUNK):
        found = Row(*row)
        if found.seq != expected or not found.fits(key, last, expected):
            return verdict_at(key, head, found, last, expected)
        last, expected = found.hash, expected + 1
    lines = expected - 1
    if lines < head.count:
        return Verdict(county, lines, Wrong.MISSING, expected)
    if head.hash != last or head.seal != seal_of(key, county, head.count, last, head.chains):
        return Verdict(county, lines, Wrong.HEAD, expected)
    beyond = first_beyond(county)
    return Verdict(county, lines) if beyond is None else Verdict(county, lines, Wrong.INSERTED, beyond)


def rows(county: str) -> QuerySet[AuditEntry, tuple[Any, ...]]:
    """The lines of a chain in order of number, as ``Row`` takes them."""
    return AuditEntry.objects.filter(county_key=county).order_by("seq", "pk").values_list(*COLUMNS)


def first_beyond(county: str) -> int | None:
    """The number of the first line past the head, both read in one statement. Costs: 1 query."""
    count = AuditChain.objects.filter(pk=county).values("count")[:1]
    beyond = AuditEntry.objects.filter(county_key=county, seq__gt=count)
    return beyond.order_by("seq").values_list("seq", flat=True).first()


def verdict_at(key: Key, head: AuditChain, found: Row, last: str, expected: int) -> Verdict:
    """What is wrong where the chain first breaks. Costs: up to 3 reads of the chain."""
    county, lines = head.pk, expected - 1
    if found.seq < expected or head.seal == seal_of(key, county, lines, last, head.chains):
        return Verdict(county, lines, Wrong.INSERTED, found.seq)
    is_moved = found.seq > expected or is_elsewhere(key, found)
    if any(Row(*row).fits(key, last, expected) for row in rows(county).filter(prev=last)):
        return Verdict(county, lines, Wrong.ORDER if is_moved else Wrong.INSERTED, expected)
    return Verdict(county, lines, Wrong.MISSING if is_moved else Wrong.EDITED, expected)


def is_elsewhere(key: Key, found: Row) -> bool:
    """True if the line is a true one of its chain under another number."""
    before = rows(found.county_key).filter(hash=found.prev).values_list("seq", flat=True)
    numbers = {found.seq - 1, found.seq + 1, *(seq + step for seq in before for step in (1, 2))}
    return any(found.fits(key, found.prev, seq) for seq in numbers if seq > 0 and seq != found.seq)
