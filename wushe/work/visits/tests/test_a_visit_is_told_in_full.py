"""A visit is told in full, or it is refused; an attempt says why nobody was met."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from wushe.ground.kit.errors import Refused
from wushe.work.visits.rules import VisitDraft, check_visit

MET = VisitDraft(
    form_id=uuid.UUID(int=1),
    person_id=1,
    day=date(2026, 11, 24),
    mode=1,
    met=True,
    minutes=20,
    safety="fine",
    health="same",
    mood="calm",
    next_step="plan",
)
MISSED = VisitDraft(
    form_id=uuid.UUID(int=1), person_id=1, day=date(2026, 11, 24), mode=1, met=False, absence="no_answer"
)


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (MET, {}),
        (MET, {"safety": "same"}),
        (MET, {"safety": "problem", "problems": ("gas", "floor")}),
        (MET, {"line": "字" * 500}),
        (MET, {"line": ""}),
        (MISSED, {}),
        (MISSED, {"again_on": date(2026, 11, 24)}),
        (MISSED, {"again_on": date(2026, 12, 1)}),
        (MISSED, {"line": "字" * 500}),
    ],
)
def test_a_page_told_in_full_is_taken(draft: VisitDraft, told: dict[str, Any]) -> None:
    changed = replace(draft, **told)
    assert check_visit(changed) is changed


@pytest.mark.parametrize(
    ("draft", "told", "code"),
    [
        (MET, {"safety": ""}, "visits-incomplete"),
        (MET, {"health": ""}, "visits-incomplete"),
        (MET, {"mood": ""}, "visits-incomplete"),
        (MET, {"next_step": ""}, "visits-incomplete"),
        (MET, {"minutes": 0}, "visits-incomplete"),
        (MET, {"safety": "problem"}, "visits-problem-unnamed"),
        (MET, {"safety": "fine", "problems": ("gas",)}, "visits-problem-unnamed"),
        (MET, {"line": "字" * 501}, "visits-line-too-long"),
        (MISSED, {"absence": ""}, "visits-absence-missing"),
        (MISSED, {"again_on": date(2026, 11, 23)}, "visits-again-before"),
        (MISSED, {"line": "字" * 501}, "visits-line-too-long"),
    ],
)
def test_what_is_missing_is_refused(draft: VisitDraft, told: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_visit(replace(draft, **told))
    assert refused.value.code == code
