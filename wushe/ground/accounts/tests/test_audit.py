"""One line for each thing done."""

import pytest
from django.db import transaction

from tests.cast import Cast
from wushe.ground.accounts import audit
from wushe.ground.accounts.models import AuditEntry, User


def test_a_line_tells_who_did_what_to_what(cast: Cast) -> None:
    line = audit.record(
        "visits.record_visit", "visits.visit:1", actor=cast.xiaozhou.user, county_key="460203", met=True
    )
    line.refresh_from_db()
    assert (line.actor, line.verb, line.target, line.county_key) == (
        cast.xiaozhou.user,
        "visits.record_visit",
        "visits.visit:1",
        "460203",
    )
    assert line.facts == {"met": True}
    assert "visits.record_visit visits.visit:1" in str(line)


def test_the_house_itself_may_act(db: None) -> None:
    assert audit.record("catalog.load_catalog", "catalog", actor=None).actor is None


@transaction.atomic
def record_and_fail() -> None:
    audit.record("visits.record_visit", "visits.visit:1", actor=None)
    raise RuntimeError("power lost")


def test_the_line_goes_when_the_action_fails(db: None) -> None:
    with pytest.raises(RuntimeError, match="power lost"):
        record_and_fail()
    assert not AuditEntry.objects.exists()


def test_a_user_is_called_by_name() -> None:
    assert str(User(username="zhou", name="小周")) == "小周"
    assert str(User(username="zhou")) == "zhou"
