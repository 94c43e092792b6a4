"""What a person agrees to, and takes back 知情同意."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.files import hold, tell
from wushe.registers.beneficiaries.models import Consent, ConsentWithdrawal, Person
from wushe.registers.beneficiaries.queries import has_consent
from wushe.registers.beneficiaries.rules import CONSENTS_FROM, age_on, check_day, check_reason
from wushe.registers.stations.queries import Viewer


@dataclass(frozen=True)
class ConsentDraft:
    """What was agreed to: for what, how far, how, by whom, and which notice was read out."""

    form_id: UUID
    purpose: str
    reach: str
    given: str
    notice: str
    on: date
    guardian: str = ""


@transaction.atomic
def give_consent(viewer: Viewer, person: Person, draft: ConsentDraft) -> Consent:
    """Write down that a person agreed 登记同意; for a child under fourteen the guardian did.

    Gives: the consent; the same form sent again gives the same one.
    Refuses: as ``check_day``; ``beneficiaries-guardian-needed``, ``beneficiaries-no-notice``,
    ``beneficiaries-has-agreed``, ``beneficiaries-form-reused``. Costs: 6 queries.
    Source: 个人信息保护法 art. 14, 15, 29, 31.
    """
    held = hold(viewer, person)
    known = Consent.objects.filter(uuid=draft.form_id).select_related("person__key").first()
    if known is not None:
        if (known.person_id, known.purpose) != (held.pk, draft.purpose):
            raise Refused("beneficiaries-form-reused")
        return known
    check_day(draft.on, clock.today(), birth_on=held.birth_on)
    age = age_on(held.birth_on, draft.on)
    if age is not None and age < CONSENTS_FROM and not draft.guardian.strip():
        raise Refused("beneficiaries-guardian-needed", age=age)
    if not draft.notice.strip():
        raise Refused("beneficiaries-no-notice")
    if has_consent(viewer, held, draft.purpose, clock.today()):
        raise Refused("beneficiaries-has-agreed")
    row = Consent(
        uuid=draft.form_id,
        person=held,
        purpose=draft.purpose,
        reach=draft.reach,
        given=draft.given,
        notice=draft.notice.strip(),
        starts_on=draft.on,
        taken_by=viewer.user,
    )
    row.guardian = draft.guardian.strip()
    row.save(force_insert=True)
    tell(viewer, "give_consent", held, purpose=draft.purpose, reach=draft.reach)
    return row


@transaction.atomic
def withdraw_consent(viewer: Viewer, person: Person, consent_id: UUID, on: date, reason: str) -> ConsentWithdrawal:
    """A person takes a consent back 撤回同意, from a day on. What was done before stays lawful.

    Refuses: ``beneficiaries-unknown-consent``, ``beneficiaries-consent-withdrawn``, as ``check_day`` and
    ``check_reason``. Costs: 5 queries.
    """
    held = hold(viewer, person)
    told = check_reason(reason)
    consent = Consent.objects.filter(uuid=consent_id, person=held).select_related("person__key").first()
    if consent is None:
        raise Refused("beneficiaries-unknown-consent")
    if ConsentWithdrawal.objects.filter(consent=consent).exists():
        raise Refused("beneficiaries-consent-withdrawn")
    check_day(on, clock.today(), since=consent.starts_on)
    row = ConsentWithdrawal(consent=consent, withdrawn_on=on, by=viewer.user)
    row.reason = told
    row.save(force_insert=True)
    tell(viewer, "withdraw_consent", held, purpose=consent.purpose)
    return row
