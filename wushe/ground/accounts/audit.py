"""Write an audit line 审计. Called downward by every action; no signal, no middleware."""

from wushe.ground.accounts.models import AuditEntry, User


def record(verb: str, target: str, *, actor: User | None, county_key: str = "", **facts: object) -> AuditEntry:
    """Write one line in the transaction of the action it tells of.

    Takes: ``verb`` (``visits.record_visit``), ``target`` (``ledger.event:460203-17``), who did it, where,
    and small facts without personal data. Gives: the line. Costs: one insert.
    """
    return AuditEntry.objects.create(verb=verb, target=target, actor=actor, county_key=county_key, facts=facts)
