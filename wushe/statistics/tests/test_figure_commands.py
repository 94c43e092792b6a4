"""Count a figure and open it to its records on the command line."""

import json
import uuid

import pytest
from django.core.management import CommandError, call_command

from tests.cast import TODAY
from wushe.ledger.actions import record_many
from wushe.registers.catalog.models import Method, Mode
from wushe.statistics.rules import measures

WHEN = ("--scope", "460203", "--from", "2026-11-24", "--to", "2026-11-24")


@pytest.fixture
def _services(cast, event_draft):
    record_many(cast.xiaozhou, drafts(cast, event_draft))


def drafts(cast, event_draft):
    activity = {"method": Method.ACTIVITY, "mode": Mode.VENUE, "form_id": uuid.uuid4()}
    return [
        event_draft(form_id=uuid.uuid4()),
        event_draft(form_id=uuid.uuid4(), people=(cast.fu.pk,)),
        event_draft(**activity, people=(cast.wang.pk, cast.li_child.pk), heads_counted=7, heads_estimated=20),
        event_draft(form_id=uuid.uuid4(), met=False, people=(), minutes=0),
    ]


def counted(capsys, *words):
    call_command("count_figure", *words, "--json")
    return json.loads(capsys.readouterr().out)


def explained(capsys, query):
    call_command("explain_figure", query, "--json")
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("_services")
def test_a_figure_is_printed_with_all_that_repeats_it(capsys):
    assert counted(capsys, "person-times", *WHEN) == {
        "value": 31,
        "unit": "人次",
        "parts": {"named": 4, "counted": 7, "estimated": 20},
        "measure": "person-times",
        "version": 1,
        "scope": "460203",
        "period": {"from": "2026-11-24", "to": "2026-11-24"},
        "as_of": 4,
        "records": 5,
        "query": "person-times@1?scope=460203&from=2026-11-24&to=2026-11-24&as_of=4",
    }


@pytest.mark.usefixtures("_services")
def test_a_filter_given_twice_means_any_of_them(capsys):
    groups = ("--group", "living-alone-elder", "--group", "left-behind-child")
    assert counted(capsys, "persons", *WHEN, "--group", "left-behind-child")["value"] == 1
    assert counted(capsys, "persons", *WHEN, *groups)["value"] == 3
    assert counted(capsys, "persons", *WHEN, *groups, "--method", "visit")["value"] == 2
    assert counted(capsys, "persons", *WHEN, "--field", "child-care")["value"] == 0


@pytest.mark.usefixtures("_services")
@pytest.mark.parametrize("key", sorted(measures()))
def test_a_figure_opens_to_as_many_records_as_it_says(key, capsys):
    figure = counted(capsys, key, *WHEN)
    records = explained(capsys, figure["query"])
    assert len(records) == len(set(records)) == figure["records"]


@pytest.mark.usefixtures("_services")
def test_the_query_gives_the_same_records_after_more_was_recorded(cast, event_draft, capsys):
    figure = counted(capsys, "person-times", *WHEN)
    records = explained(capsys, figure["query"])

    record_many(cast.xiaozhou, drafts(cast, event_draft))

    assert explained(capsys, figure["query"]) == records
    assert counted(capsys, "person-times", *WHEN)["value"] == 2 * figure["value"]


@pytest.mark.usefixtures("_services")
def test_a_participant_and_a_row_have_different_numbers(capsys):
    figure = counted(capsys, "person-times", *WHEN)
    assert explained(capsys, figure["query"]) == ["460203-1.1", "460203-2.1", "460203-3.1", "460203-3.2", "460203-3"]


@pytest.mark.usefixtures("_services")
def test_without_json_a_figure_is_a_line_and_its_query(capsys):
    call_command("count_figure", "sessions", *WHEN)
    call_command("explain_figure", "sessions@1?scope=460203&from=2026-11-24&to=2026-11-24")
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "吉阳区 活动场次 1 场",
        "sessions@1?scope=460203&from=2026-11-24&to=2026-11-24&as_of=4",
        "460203-3",
    ]


def test_the_list_names_every_measure_with_its_definition(capsys):
    call_command("count_figure", "--list", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert [row["key"] for row in rows] == list(measures())
    assert all(row["name"] and row["unit"] and row["version"] == 1 and row["definition"] for row in rows)
    call_command("count_figure", "--list")
    assert "服务人次 (人次) @1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "缺少 指标"),
        (("persons",), "缺少 --scope"),
        (("nothing", *WHEN), "没有指标“nothing”"),
        (("persons", "--scope", "nowhere", *WHEN[2:]), "没有地方“nowhere”"),
        (("persons", *WHEN, "--group", "nobody"), "没有类别“nobody”"),
        (("persons", *WHEN, "--field", "nothing"), "没有领域“nothing”"),
        (("persons", *WHEN, "--method", "magic"), "没有方式“magic”"),
        (("persons", *WHEN[:3], "2026-11-31", *WHEN[4:]), "“2026-11-31”不是日期"),
        (("persons", *WHEN[:3], "2026-11-25", *WHEN[4:]), "结束日期 2026-11-24 早于开始日期 2026-11-25"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_sentence(cast, words, sentence):
    with pytest.raises(CommandError) as refused:
        call_command("count_figure", *words)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("persons@1?scope=460203", "看不懂查询"),
        ("persons@9?scope=460203&from=2026-11-01&to=2026-11-30", "第 9 版已经不用"),
        ("persons@1?scope=nowhere&from=2026-11-01&to=2026-11-30", "没有地方“nowhere”"),
        ("souls@1?scope=460203&from=2026-11-01&to=2026-11-30", "没有指标“souls”"),
    ],
)
def test_a_query_that_means_nothing_is_refused_in_one_sentence(cast, query, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("explain_figure", query)


def test_both_days_are_included(cast, event_draft, capsys):
    record_many(cast.xiaozhou, [event_draft(occurred_on=TODAY)])
    assert counted(capsys, "persons", "--scope", "460203", "--from", "2026-11-01", "--to", "2026-11-24")["value"] == 1
    assert counted(capsys, "persons", "--scope", "460203", "--from", "2026-11-01", "--to", "2026-11-23")["value"] == 0
