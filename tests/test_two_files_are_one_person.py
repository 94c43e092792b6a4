"""Two files of one person are merged by the lead, with a number of the ledger, and can be parted again."""

import uuid
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.cast import TODAY, Cast, attempt_draft, rows_by_table, visit_draft
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.periods import month, month_of, through
from wushe.ledger.actions import amend, close_period, merge_people, record, reverse, unmerge_people
from wushe.ledger.models import Attendance, IdentityEntry
from wushe.ledger.queries import files_of, last_contacts, last_seq, merges_of, same_people, services_of
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.actions import add_category, assign_responsible, end_category, record_death
from wushe.registers.beneficiaries.models import Person, PersonCategory, Risk, RiskLevel
from wushe.registers.beneficiaries.queries import (
    caseload,
    categories_of,
    heads_of,
    histories,
    home_of,
    members_of,
    merged_files,
    own_files,
    people,
    responsible_for,
    risks_of,
    spells_of,
)
from wushe.registers.beneficiaries.queries.listing import carers_of
from wushe.registers.catalog.models import Method
from wushe.statistics.counting import count, count_all, slice_of
from wushe.statistics.queries import records_of
from wushe.statistics.restated import restated
from wushe.statistics.rules import Figure, read_query
from wushe.statistics.scopes import scope_for
from wushe.statistics.spread import by_unit
from wushe.work.visits.actions import record_visit
from wushe.work.visits.queries import attempts_of, due_list, only, visits_of

Draft = Callable[..., EventDraft]
YEAR = through(date(2026, 1, 1), TODAY)


def merge(cast: Cast, file: Person, into: Person, **told: Any) -> IdentityEntry:
    usual: dict[str, Any] = {"form_id": uuid.uuid4(), "reason": "同一个人，重复建档"}
    return merge_people(cast.laochen, file, into, **usual | told)


def part(cast: Cast, entry: IdentityEntry) -> IdentityEntry:
    return unmerge_people(cast.laochen, entry, form_id=uuid.uuid4(), reason="是两个人")


def refused(action: Any, *told: Any, **more: Any) -> str:
    before = rows_by_table()
    with pytest.raises(Refused) as caught:
        action(*told, **more)
    assert rows_by_table() == before
    return caught.value.code


def persons(cast: Cast, as_of: int | None = None) -> int:
    return count("persons", scope_for("460203"), YEAR, as_of=as_of).value


def both_served(cast: Cast, event_draft: Draft) -> None:
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk,)))
    record(cast.xiaozhou, event_draft(people=(cast.fu.pk,)))


def test_figures_count_the_two_once_from_that_number_on(cast: Cast, event_draft: Draft) -> None:
    both_served(cast, event_draft)
    before = count("persons", scope_for("460203"), YEAR)
    entry = merge(cast, cast.fu, cast.wang)
    assert (before.value, entry.seq, persons(cast), persons(cast, entry.seq)) == (2, 3, 1, 1)
    assert persons(cast, entry.seq - 1) == 2
    parted = part(cast, entry)
    assert (persons(cast), persons(cast, parted.seq), persons(cast, entry.seq)) == (2, 2, 1)


def test_a_figure_says_the_same_again_from_its_own_text(cast: Cast, event_draft: Draft) -> None:
    both_served(cast, event_draft)
    before = count("persons", scope_for("460203"), YEAR)
    merge(cast, cast.fu, cast.wang)
    after = count("persons", scope_for("460203"), YEAR)
    again = [read_query(figure.query) for figure in (before, after)]
    assert [count("persons", scope_for(q.scope), q.period, q.filters, q.as_of).value for q in again] == [2, 1]


def test_what_was_reported_does_not_change(cast: Cast, event_draft: Draft) -> None:
    october = {"occurred_on": date(2026, 10, 9)}
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk,), **october))
    record(cast.xiaozhou, event_draft(people=(cast.fu.pk,), **october))
    closed = close_period(cast.wangke, cast.county, month(2026, 10))
    merge(cast, cast.fu, cast.wang)
    reported = count("persons", scope_for("460203"), closed.period, as_of=closed.last_seq).value
    assert (reported, count("persons", scope_for("460203"), closed.period).value) == (2, 1)


def test_a_reported_month_is_restated_when_two_who_each_stood_for_another_are_one(
    cast: Cast, event_draft: Draft
) -> None:
    october = {"occurred_on": date(2026, 10, 9)}
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk,), **october))
    record(cast.xiaozhou, event_draft(people=(cast.li_mother.pk,), **october))
    merge(cast, cast.wang, cast.fu)
    merge(cast, cast.li_mother, cast.chen)
    close_period(cast.wangke, cast.county, month(2026, 10))
    merge(cast, cast.fu, cast.chen)
    figure = count("persons", scope_for("460203"), YEAR)
    assert restated(cast.wangke, figure) == [("2026-10", 2, 1)]


def test_the_ledger_is_not_rewritten_and_both_files_stay(cast: Cast, event_draft: Draft) -> None:
    both_served(cast, event_draft)
    rows = list(Attendance.objects.order_by("pk").values())
    merge(cast, cast.fu, cast.wang)
    assert list(Attendance.objects.order_by("pk").values()) == rows
    assert Person.objects.select_related("key").get(pk=cast.fu.pk).name == "符老伯"
    assert cast.fu not in people(cast.laochen, TODAY)
    assert count("person-times", scope_for("460203"), YEAR).value == 2


def test_every_figure_of_persons_counts_them_once(cast: Cast, event_draft: Draft) -> None:
    for day, who in ((date(2026, 3, 1), cast.wang), (date(2026, 5, 1), cast.fu), (date(2026, 9, 1), cast.wang)):
        record(cast.xiaozhou, event_draft(occurred_on=day, people=(who.pk,)))
    scope = scope_for(cast.station.key)
    apart = [figure.value for figure in count_all(["persons", "long-term-persons"], scope, YEAR)]
    merge(cast, cast.fu, cast.wang)
    one = count_all(["persons", "long-term-persons"], scope, YEAR)
    assert (apart, [figure.value for figure in one]) == ([2, 0], [1, 1])
    assert [len(list(records(figure))) for figure in one] == [3, 3]


def records(figure: Figure) -> list[str]:
    return list(records_of(read_query(figure.query)).ids(figure.scope.county_key))


def test_they_are_one_in_every_village(cast: Cast, event_draft: Draft) -> None:
    there = {"unit_id": cast.units[2].pk}
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk,)))
    record(cast.xiaozhou, event_draft(people=(cast.wang.pk,), **there))
    record(cast.xiaozhou, event_draft(people=(cast.fu.pk,), **there))
    merge(cast, cast.fu, cast.wang)
    spread = by_unit(slice_of(scope_for("460203"), month_of(TODAY)), cast.units)
    assert [row.persons.value for row in spread] == [1, 0, 1, 0, 0, 0]


def test_chains_are_followed_and_parted_link_by_link(cast: Cast, event_draft: Draft) -> None:
    both_served(cast, event_draft)
    record(cast.xiaozhou, event_draft(people=(cast.chen.pk,)))
    first = merge(cast, cast.fu, cast.wang)
    merge(cast, cast.wang, cast.chen)
    assert same_people(cast.county.pk) == {cast.fu.pk: cast.chen.pk, cast.wang.pk: cast.chen.pk}
    assert files_of(cast.laochen, cast.chen) == [cast.chen.pk, cast.wang.pk, cast.fu.pk]
    assert merged_files(cast.laochen, [cast.chen.pk]) == same_people(cast.county.pk)
    assert persons(cast) == 1
    assert refused(unmerge_people, cast.laochen, first, form_id=uuid.uuid4(), reason="x") == (
        "beneficiaries-unknown-person"
    )


def test_the_kept_file_shows_what_was_done_under_the_other(cast: Cast, event_draft: Draft) -> None:
    record_visit(cast.xiaozhou, cast.station, cast.fu, visit_draft(cast.fu))
    record_visit(cast.xiaozhou, cast.station, cast.fu, attempt_draft(cast.fu))
    record(cast.xiaozhou, event_draft(people=(cast.fu.pk,), method=Method.GROUP))
    merge(cast, cast.fu, cast.wang)
    assert [visit.person_id for visit in visits_of(cast.laochen, cast.wang)] == [cast.fu.pk]
    assert attempts_of(cast.laochen, cast.wang).count() == services_of(cast.laochen, cast.wang.pk).count() == 1
    assert {person for person, _mode, _day in last_contacts(cast.laochen, [cast.wang.pk], TODAY)} == {cast.wang.pk}
    [due] = due_list(cast.laochen, only(cast.laochen, cast.wang, TODAY), TODAY)
    assert not due.is_due(TODAY)


def standing(cast: Cast, person: Person) -> tuple[set[str], Risk | None, set[str], int]:
    """What is read of a person today: categories, risk, who looks after them, and the bits a service would carry."""
    kinds = {row.category.key for row in categories_of(cast.laochen, [person.pk], TODAY).get(person.pk, [])}
    carers = {str(user) for user in responsible_for(cast.laochen, person, TODAY)}
    ids = {user.pk for user in responsible_for(cast.laochen, person, TODAY)}
    assert carers_of(cast.laochen, [person.pk], TODAY).get(person.pk, set()) == ids
    bits = histories(cast.laochen, [person.pk]).facts(person.pk, TODAY)
    return kinds, risks_of(cast.laochen, [person.pk], TODAY).get(person.pk), carers, bits.groups if bits else 0


def test_the_kept_file_is_all_that_the_other_was_until_they_are_parted(cast: Cast) -> None:
    add_category(cast.laochen, cast.chen, "handicapped", date(2025, 1, 1), basis="名单")
    risk = {"level": Risk.HIGH, "decided_by": cast.laochen.user, "starts_on": date(2025, 1, 1)}
    RiskLevel.objects.filter(person__in=(cast.chen, cast.wang)).update(level=Risk.GENERAL)
    RiskLevel.objects.create(person=cast.chen, **risk)
    apart = standing(cast, cast.wang), standing(cast, cast.chen)
    assert cast.wang not in caseload(cast.xiaolin, TODAY)
    entry = merge(cast, cast.chen, cast.wang)
    one, other = apart
    assert standing(cast, cast.wang) == (one[0] | other[0], Risk.HIGH, {"小周", "小林"}, one[3] | other[3])
    assert cast.wang in caseload(cast.xiaolin, TODAY)
    assert cast.wang in caseload(cast.xiaozhou, TODAY)
    part(cast, entry)
    assert (standing(cast, cast.wang), standing(cast, cast.chen)) == apart


def test_duties_of_the_other_file_are_due_for_the_kept_one(cast: Cast) -> None:
    [theirs] = due_list(cast.laochen, only(cast.laochen, cast.fu, TODAY), TODAY)
    merge(cast, cast.fu, cast.li_mother)
    [mine] = due_list(cast.laochen, only(cast.laochen, cast.li_mother, TODAY), TODAY)
    assert (mine.risk, mine.due) == (theirs.risk, theirs.due)


def test_what_the_other_file_held_is_ended_on_the_kept_one(cast: Cast) -> None:
    merge(cast, cast.chen, cast.wang)
    spells = [row for row in spells_of(cast.laochen, cast.wang) if row.person_id == cast.chen.pk]
    end_category(cast.laochen, cast.wang, spells[0].pk, TODAY)
    assign_responsible(cast.laochen, cast.wang, cast.laochen.user, TODAY)
    assert responsible_for(cast.laochen, cast.wang, TODAY) == [cast.laochen.user]
    record_death(cast.laochen, cast.wang, TODAY)
    files = (cast.chen.pk, cast.wang.pk)
    assert not PersonCategory.objects.filter(person__in=files, ends_on=None).exists()


def test_a_merged_file_is_nobody_in_a_household(cast: Cast) -> None:
    merge(cast, cast.li_grandmother, cast.li_mother)
    at_home = [row.person for row in members_of(cast.laochen, cast.li_mother, TODAY)]
    assert at_home == [cast.li_mother, cast.li_child]
    home = home_of(cast.laochen, cast.li_mother, TODAY)
    assert home is not None
    heads = heads_of(cast.laochen, [home.household_id], TODAY).values()
    assert cast.li_grandmother not in heads


def test_a_chain_of_files_is_followed_to_its_end(cast: Cast, event_draft: Draft) -> None:
    files = (cast.chen, cast.fu, cast.wang, cast.li_mother)
    for file, into in pairwise(files):
        merge(cast, file, into)
    assert set(own_files(cast.laochen, cast.li_mother.pk)) == {file.pk for file in files}
    told = event_draft(people=(cast.chen.pk, cast.li_mother.pk), method=Method.GROUP)
    assert refused(record, cast.xiaozhou, told) == "ledger-same-person-twice"


def test_a_merge_has_its_number_its_reason_and_its_audit_line(cast: Cast) -> None:
    entry = merge(cast, cast.fu, cast.wang)
    assert (entry.number, last_seq(cast.county.pk)) == ("460203-1", 1)
    assert IdentityEntry.objects.select_related("county").get().reason == "同一个人，重复建档"
    line = AuditEntry.objects.latest("pk")
    assert (line.verb, line.target) == ("ledger.merge_people", "ledger.identity:460203-1")
    assert list(merges_of(cast.laochen, cast.wang)) == [entry]
    part(cast, entry)
    assert list(merges_of(cast.laochen, cast.wang)) == []


def test_services_go_on_after_the_number_of_a_merge(cast: Cast, event_draft: Draft) -> None:
    merge(cast, cast.fu, cast.wang)
    row = record(cast.xiaozhou, event_draft())
    reversal = reverse(cast.xiaozhou, row, form_id=uuid.uuid4(), reason="错了")
    assert (row.seq, reversal.seq) == (2, 3)


def test_a_form_sent_twice_merges_once(cast: Cast) -> None:
    form = uuid.uuid4()
    entry = merge(cast, cast.fu, cast.wang, form_id=form)
    assert merge(cast, cast.fu, cast.wang, form_id=form) == entry
    assert refused(merge, cast, cast.chen, cast.wang, form_id=form) == "ledger-merge-form-reused"
    back = uuid.uuid4()
    undo = {"form_id": back, "reason": "x"}
    assert unmerge_people(cast.laochen, entry, **undo) == unmerge_people(cast.laochen, entry, **undo)
    assert refused(unmerge_people, cast.laochen, entry, form_id=form, reason="x") == "ledger-merge-form-reused"
    assert refused(unmerge_people, cast.laochen, entry, form_id=uuid.uuid4(), reason="x") == "ledger-already-reversed"


def test_two_who_stood_in_one_service_are_not_merged(cast: Cast, event_draft: Draft) -> None:
    row = record(cast.xiaozhou, event_draft(people=(cast.wang.pk, cast.fu.pk), method=Method.GROUP))
    assert refused(merge, cast, cast.fu, cast.wang) == "ledger-both-were-there"
    reverse(cast.xiaozhou, row, form_id=uuid.uuid4(), reason="记错了人")
    merge(cast, cast.fu, cast.wang)


def test_nobody_enters_one_service_twice_by_two_files(cast: Cast, event_draft: Draft) -> None:
    merge(cast, cast.fu, cast.wang)
    told = event_draft(people=(cast.wang.pk, cast.fu.pk), method=Method.GROUP)
    assert refused(record, cast.xiaozhou, told) == "ledger-same-person-twice"


def test_an_old_service_under_a_merged_file_can_be_put_right(cast: Cast, event_draft: Draft) -> None:
    row = record(cast.xiaozhou, event_draft(people=(cast.fu.pk,)))
    merge(cast, cast.fu, cast.wang)
    right = event_draft(people=(cast.fu.pk,), minutes=45, reason="时长记错了")
    assert amend(cast.xiaozhou, row, right, reversal_id=uuid.uuid4()).minutes == 45
    assert persons(cast) == 1


@pytest.mark.parametrize("who", ["xiaozhou", "wangke", "stranger", "outsider", "nobody"])
def test_only_the_lead_merges(cast: Cast, who: str) -> None:
    viewer = getattr(cast, who)
    code = refused(merge_people, viewer, cast.fu, cast.wang, form_id=uuid.uuid4(), reason="x")
    assert code in ("beneficiaries-lead-only", "beneficiaries-unknown-person")


def test_what_cannot_be_merged_is_refused(cast: Cast) -> None:
    assert refused(merge, cast, cast.fu, cast.fu) == "beneficiaries-merge-into-itself"
    assert refused(merge, cast, cast.neighbour, cast.wang) == "beneficiaries-unknown-person"
    assert refused(merge, cast, cast.fu, cast.wang, reason=" ") == "ledger-needs-reason"
    assert refused(merge, cast, cast.fu, cast.wang, reason="长" * 201) == "ledger-reason-too-long"
    merge(cast, cast.fu, cast.wang)
    assert refused(merge, cast, cast.fu, cast.chen) == "beneficiaries-unknown-person"
