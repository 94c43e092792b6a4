"""On the desk a child in danger stands above everything else that waits."""

import uuid

from tests.cast import TODAY, Cast, attempt_draft
from wushe.ground.kit.open_items import by_urgency
from wushe.work.safeguarding import queries
from wushe.work.safeguarding.actions import report_child_in_danger
from wushe.work.visits.actions import record_visit
from wushe.work.visits.queries import open_items


def test_an_open_report_is_the_first_line_whatever_waits_longer(cast: Cast) -> None:
    for _ in range(2):
        record_visit(cast.xiaozhou, cast.station, cast.wang, attempt_draft(cast.wang))
    report_child_in_danger(cast.xiaozhou, cast.station, uuid.uuid4(), cast.li_child)
    waiting = open_items(cast.xiaozhou, TODAY)
    assert [item.kind for item in waiting] == ["attempts"]
    assert [item.kind for item in by_urgency(waiting, queries.open_items(cast.xiaozhou))] == ["report", "attempts"]
