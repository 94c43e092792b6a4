"""Show one masked thing, for a reason, and write down who looked 查看."""

from django.conf import settings
from django.db import IntegrityError, transaction

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.models import Masked, Person, Reveal, Why
from wushe.registers.beneficiaries.queries import caseload
from wushe.registers.beneficiaries.queries.reveals import reveals_used
from wushe.registers.beneficiaries.queries.sight import may_reveal
from wushe.registers.beneficiaries.rules.reveals import check_left, check_reason
from wushe.registers.stations.queries import Viewer


@transaction.atomic
def reveal(viewer: Viewer, person: Person, field: Masked, reason: Why, words: str = "") -> str:
    """Look at the name, the telephone number or the number of the paper of a person 查看.

    Takes: a person the viewer sees, what to look at, why, and words for 其他 (sealed).
    Gives: the value; it stands in no table, log or address. Refuses: ``beneficiaries-unknown-person``,
    ``beneficiaries-reveal-unexplained``, ``beneficiaries-nothing-to-show``, ``beneficiaries-reveals-used-up``,
    ``beneficiaries-reveal-twice``. Costs: 4 queries; one row, one audit line with codes only.
    """
    said = check_reason(is_other=reason == Why.OTHER, words=words)
    return _look(viewer, person, field, reason, said, is_counted=True)


@transaction.atomic
def call_person(viewer: Viewer, person: Person) -> str:
    """Get the telephone number of a person in order to call 打电话.

    A call to somebody of the viewer's own caseload is written down and does not use up the day's looks: in a typhoon
    a worker calls everybody. Gives: the number. Refuses: as ``reveal`` does. Costs: 5 queries.
    """
    is_own = caseload(viewer, clock.today()).filter(pk=person.pk).exists()
    return _look(viewer, person, Masked.PHONE, Why.CALL, "", is_counted=not is_own)


def _look(viewer: Viewer, person: Person, field: Masked, reason: Why, words: str, *, is_counted: bool) -> str:
    """Write the audit line, then count, then write the row.

    In this order, because writers of one chain of audit lines wait for each other and two counts cannot agree; the
    constraint on (user, day, nth) is what holds even so.
    """
    if viewer.user is None or not may_reveal(viewer):
        raise Refused("beneficiaries-unknown-person")
    value = {Masked.PHONE: person.phone, Masked.ID: person.id_number, Masked.NAME: person.name}[field]
    if not value:
        raise Refused("beneficiaries-nothing-to-show", what=field.label)
    target, county_key = f"beneficiaries.person:{person.uuid}", person.county.key
    codes = {"field": str(field), "reason": str(reason)}
    audit.record("beneficiaries.reveal", target, actor=viewer.user, county_key=county_key, **codes)
    today = clock.today()
    nth = check_left(reveals_used(viewer, today), settings.WUSHE_REVEALS_A_DAY) if is_counted else None
    row = Reveal(user=viewer.user, person=person, field=field, reason=reason, day=today, nth=nth)
    row.words = words
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("beneficiaries-reveal-twice") from None
    return value
