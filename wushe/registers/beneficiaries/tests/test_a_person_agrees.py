"""What a person agrees to is written down, and can be taken back."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import TODAY, Cast, rows_by_table
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions import ConsentDraft, give_consent, withdraw_consent
from wushe.registers.beneficiaries.models import Consent
from wushe.registers.beneficiaries.queries import consents_of, has_consent

YESTERDAY = TODAY - timedelta(days=1)


def told(**changes: Any) -> ConsentDraft:
    usual = ConsentDraft(uuid.uuid4(), "service", "station", "signed", "2026年版", YESTERDAY)
    return replace(usual, **changes)


def refused(action: Any, *given: Any) -> str:
    before = rows_by_table()
    with pytest.raises(Refused) as caught:
        action(*given)
    assert rows_by_table() == before
    return caught.value.code


def test_a_person_agrees_to_one_purpose(cast: Cast) -> None:
    give_consent(cast.xiaozhou, cast.wang, told())
    assert has_consent(cast.xiaozhou, cast.wang, "service", TODAY)
    assert not has_consent(cast.xiaozhou, cast.wang, "photo", TODAY)
    assert not has_consent(cast.xiaozhou, cast.wang, "service", date(2026, 11, 1))
    [state] = consents_of(cast.xiaozhou, cast.wang)
    assert (state.is_open, state.consent.get_reach_display(), state.consent.taken_by) == (
        True,
        "只在本站",
        cast.xiaozhou.user,
    )


def test_consent_is_taken_back_from_a_day_on_and_stays_readable(cast: Cast) -> None:
    row = give_consent(cast.xiaozhou, cast.wang, told())
    withdraw_consent(cast.xiaolin, cast.wang, row.uuid, TODAY, "不想让人知道")
    assert has_consent(cast.xiaozhou, cast.wang, "service", YESTERDAY)
    assert not has_consent(cast.xiaozhou, cast.wang, "service", TODAY)
    [state] = consents_of(cast.xiaozhou, cast.wang)
    assert (state.is_open, state.withdrawn_on, state.reason) == (False, TODAY, "不想让人知道")
    give_consent(cast.xiaozhou, cast.wang, told(on=TODAY))


def test_for_a_child_under_fourteen_the_guardian_agrees(cast: Cast) -> None:
    assert refused(give_consent, cast.xiaozhou, cast.li_child, told()) == "beneficiaries-guardian-needed"
    row = give_consent(cast.xiaozhou, cast.li_child, told(guardian="张梅，母亲"))
    assert Consent.objects.select_related("person__key").get(pk=row.pk).guardian == "张梅，母亲"


def test_the_same_form_is_one_consent(cast: Cast) -> None:
    form = told()
    assert give_consent(cast.xiaozhou, cast.wang, form) == give_consent(cast.xiaozhou, cast.wang, form)
    assert refused(give_consent, cast.xiaozhou, cast.fu, form) == "beneficiaries-form-reused"


def test_what_cannot_be_agreed_to_is_refused(cast: Cast) -> None:
    give = (give_consent, cast.xiaozhou, cast.wang)
    assert refused(*give, told(on=TODAY + timedelta(1))) == "beneficiaries-day-to-come"
    assert refused(*give, told(notice=" ")) == "beneficiaries-no-notice"
    give_consent(*give[1:], told())
    assert refused(*give, told()) == "beneficiaries-has-agreed"
    assert refused(give_consent, cast.stranger, cast.wang, told()) == "beneficiaries-unknown-person"


def test_what_cannot_be_taken_back_is_refused(cast: Cast) -> None:
    row = give_consent(cast.xiaozhou, cast.wang, told())
    back = (withdraw_consent, cast.xiaozhou, cast.wang)
    assert refused(*back, row.uuid, TODAY, "") == "beneficiaries-needs-reason"
    assert refused(*back, row.uuid, date(2026, 11, 1), "x") == "beneficiaries-before-that"
    assert refused(*back, uuid.uuid4(), TODAY, "x") == "beneficiaries-unknown-consent"
    assert refused(withdraw_consent, cast.xiaozhou, cast.fu, row.uuid, TODAY, "x") == "beneficiaries-unknown-consent"
    withdraw_consent(cast.xiaozhou, cast.wang, row.uuid, TODAY, "x")
    assert refused(*back, row.uuid, TODAY, "x") == "beneficiaries-consent-withdrawn"
