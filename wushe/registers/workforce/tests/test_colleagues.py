"""Who works with whom on a day."""

from datetime import date

import pytest

from tests.cast import TODAY, Cast, worker_id
from wushe.ground.kit.errors import Refused
from wushe.registers.workforce.models import Posting
from wushe.registers.workforce.queries import colleagues, worker_of


def test_colleagues_are_posted_at_the_same_station(cast: Cast) -> None:
    assert [w.name for w in colleagues(cast.xiaozhou, TODAY)] == ["小周", "小林", "老陈"]
    assert [w.name for w in colleagues(cast.stranger, TODAY)] == ["陌生人"]
    assert list(colleagues(cast.wangke, TODAY)) == []


@pytest.mark.parametrize(("day", "is_there"), [(date(2026, 11, 23), True), (date(2026, 11, 24), False)])
def test_a_posting_that_has_ended_makes_no_colleague(cast: Cast, day: date, is_there: bool) -> None:
    posting = Posting.objects.get(worker_id=worker_id(cast.xiaolin))
    posting.ends_on = date(2026, 11, 23)
    posting.save(update_fields=["ends_on"])
    assert ("小林" in [w.name for w in colleagues(cast.xiaozhou, day)]) is is_there


def test_a_worker_posted_twice_is_one_colleague(cast: Cast) -> None:
    Posting.objects.create(worker_id=worker_id(cast.xiaolin), station=cast.station, starts_on=date(2026, 1, 1))
    assert [w.name for w in colleagues(cast.xiaozhou, TODAY)] == ["小周", "小林", "老陈"]


def test_the_viewer_is_a_worker_or_is_refused(cast: Cast) -> None:
    assert worker_of(cast.xiaozhou).name == "小周"
    with pytest.raises(Refused, match="workforce-not-a-worker"):
        worker_of(cast.wangke)
