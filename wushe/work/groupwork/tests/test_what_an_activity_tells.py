"""What must be told of an activity, and which of the five parties that shows."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushe.ground.kit.errors import Refused
from wushe.work.groupwork.models import Part, PartnerRole, Party
from wushe.work.groupwork.rules import ActivityDraft, Aid, Came, check_activity, digest, parties, themes

DRAFT = ActivityDraft(
    form_id=uuid.UUID(int=1),
    day=date(2021, 6, 24),
    unit_id=1,
    method=5,
    theme="anti-fraud",
    title="反诈宣传",
    minutes=90,
    people=(Came(1), Came(2, "organiser")),
    heads_counted=46,
    volunteers=8,
    partners=(Aid("volunteers", organization_id=3),),
)
WRONG = [
    ("groupwork-unknown-code", {"method": 1}),
    ("groupwork-unknown-code", {"theme": "dancing"}),
    ("groupwork-unknown-code", {"people": (Came(1, "boss"),)}),
    ("groupwork-untitled", {"title": "  "}),
    ("groupwork-too-long", {"title": "长" * 31}),
    ("groupwork-too-long", {"venue": "长" * 31}),
    ("groupwork-too-long", {"line": "长" * 501}),
    ("groupwork-too-long", {"partners": (Aid("host", name="长" * 61, kind="other"),)}),
    ("groupwork-volunteers-out-of-range", {"volunteers": -1}),
    ("groupwork-volunteers-out-of-range", {"volunteers": 10_001}),
    ("groupwork-partner-unknown", {"partners": (Aid("host", name="某单位"),)}),
    ("groupwork-partner-unknown", {"partners": (Aid("host", kind="other"),)}),
    ("groupwork-partner-twice", {"partners": (Aid("host", 3), Aid("venue", 3))}),
    ("groupwork-partner-twice", {"partners": (Aid("host", name="甲", kind="other"),) * 2}),
]


def test_an_activity_told_in_full_is_taken():
    assert check_activity(DRAFT) is DRAFT


@pytest.mark.parametrize(("code", "change"), WRONG)
def test_what_is_missing_or_wrong_is_refused(code, change):
    with pytest.raises(Refused, match=code):
        check_activity(replace(DRAFT, **change))


def test_it_counts_in_the_field_of_its_theme_unless_one_is_chosen():
    assert DRAFT.field_key == "governance"
    assert replace(DRAFT, field="elder-care").field_key == "elder-care"


def test_every_theme_has_a_name_and_one_is_for_the_rest():
    assert all(theme.name and theme.field for theme in themes().values())
    assert "other" in themes()


def test_the_codes_of_the_rules_are_those_of_the_models():
    assert {"attendee", "organiser", "helper"} == set(Part.values)
    assert {"volunteers", "donor"} < set(PartnerRole.values)


@given(st.sampled_from(["title", "line", "venue"]), st.text(min_size=1, max_size=9))
def test_other_words_have_another_digest_and_another_form_has_not(name, words):
    told = replace(DRAFT, **{name: DRAFT.title + words})
    assert digest(told) != digest(DRAFT)
    assert digest(replace(told, form_id=uuid.uuid4())) == digest(told)


WHO = [
    ((), (), 0, ("workers",)),
    (("attendee",), (), 3, ("workers", "volunteers")),
    (("helper",), (), 0, ("workers", "volunteers")),
    (("organiser",), (), 0, ("community", "workers")),
    ((), (("community", "venue"),), 0, ("community", "workers")),
    ((), (("service", "volunteers"),), 0, ("organizations", "workers", "volunteers")),
    ((), (("company", "donor"),), 0, ("workers", "charity")),
    ((), (("company", "venue"),), 0, ("workers",)),
    ((), (("foundation", "co-host"),), 0, ("organizations", "workers", "charity")),
    ((), (("public", "host"),), 0, ("workers",)),
]


@pytest.mark.parametrize(("parts", "partners", "volunteers", "expected"), WHO)
def test_which_of_the_five_parties_took_part_follows_from_the_records(parts, partners, volunteers, expected):
    assert parties(parts, partners, workers=2, volunteers=volunteers) == expected


kinds = st.sampled_from(["service", "association", "foundation", "community", "company", "public", "other"])
partners = st.lists(st.tuples(kinds, st.sampled_from(PartnerRole.values)), max_size=4)


@given(st.sets(st.sampled_from(Part.values)), partners, st.integers(0, 3), st.integers(0, 3), partners)
def test_more_partners_never_take_a_party_away(parts, some, workers, volunteers, more):
    few = parties(parts, some, workers=workers, volunteers=volunteers)
    many = parties(parts, [*some, *more], workers=workers, volunteers=volunteers)
    assert set(few) <= set(many) <= set(Party.values)
    assert list(many) == [party for party in Party.values if party in many]
