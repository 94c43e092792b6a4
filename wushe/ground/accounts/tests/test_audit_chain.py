"""The lines of a county hang together: whatever is done to one of them, the check names the first that is wrong."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.environment import lifted_triggers
from wushe.ground.accounts import audit
from wushe.ground.accounts.checking import Verdict, Wrong, check_chain, check_chains
from wushe.ground.accounts.models import AuditChain, AuditEntry, User
from wushe.ground.accounts.rules import Line, canonical, check_words
from wushe.ground.kit.errors import Refused

HERE = "460203"
LINES = 6
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _written() -> None:
    """Six lines of one county, two of another, and one that belongs to none."""
    user = User.objects.create(username="zhou", name="小周")
    audit.record("catalog.load_catalog", "catalog", actor=None, fields=5)
    for number in range(1, LINES + 1):
        audit.record(
            "test.write", f"test:{number}", actor=user, county_key=HERE, number=number, met=True, of=["a", "b"]
        )
    audit.record("test.write", "test:1", actor=user, county_key="530302")
    audit.record("test.write", "test:2", actor=user, county_key="530302")


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tamper(*statements: str) -> None:
    """What somebody does who has the database and not the keys: no trigger and no constraint stops them."""
    with lifted_triggers():
        for statement in statements:
            run(statement)


def update(seq: int, change: str) -> str:
    return f"UPDATE accounts_auditentry SET {change} WHERE county_key = '{HERE}' AND seq = {seq}"


def shift(frm: int, step: int) -> list[str]:
    """Renumber all lines from one on, by way of numbers nobody has, for the sake of the unique constraint."""
    far = f"UPDATE accounts_auditentry SET seq = seq + {1000 + step} WHERE county_key = '{HERE}' AND seq >= {frm}"
    back = f"UPDATE accounts_auditentry SET seq = seq - 1000 WHERE county_key = '{HERE}' AND seq >= 1000"
    return [far, back]


def delete(seq: int) -> str:
    return f"DELETE FROM accounts_auditentry WHERE county_key = '{HERE}' AND seq = {seq}"


def forged(seq: int) -> str:
    """A line nobody wrote, which says it follows the one before."""
    columns = "at, actor_id, verb, target, county_key, facts"
    before = f"(SELECT hash FROM accounts_auditentry WHERE county_key = '{HERE}' AND seq = {seq - 1})"
    return (
        f"INSERT INTO accounts_auditentry ({columns}, seq, prev, hash) SELECT {columns}, {seq}, {before}, "
        f"'{'0' * 64}' FROM accounts_auditentry WHERE county_key = '{HERE}' AND seq = 1"
    )


def head(change: str) -> str:
    return f"UPDATE accounts_auditchain SET {change} WHERE county_key = '{HERE}'"


def test_a_chain_left_alone_is_whole() -> None:
    assert list(check_chains()) == [Verdict("", 1), Verdict(HERE, LINES), Verdict("530302", 2)]


def test_lines_are_numbered_and_each_holds_the_hash_of_the_one_before() -> None:
    lines = list(AuditEntry.objects.filter(county_key=HERE).order_by("seq"))
    assert [line.seq for line in lines] == list(range(1, LINES + 1))
    assert [line.prev for line in lines] == ["", *(line.hash for line in lines[:-1])]
    assert len({line.hash for line in lines}) == LINES
    chain = AuditChain.objects.get(pk=HERE)
    assert (chain.count, chain.hash) == (LINES, lines[-1].hash)


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'test.other'",
        "target = 'test:9'",
        "facts = '{}'",
        "actor_id = NULL",
        "at = '2020-01-01 00:00:00+00:00'",
        f"hash = '{'0' * 64}'",
        f"prev = '{'0' * 64}'",
    ],
)
def test_an_edited_line_is_named(change: str) -> None:
    tamper(update(3, change))
    assert check_chain(HERE) == Verdict(HERE, 2, Wrong.EDITED, 3)


def test_the_last_and_the_first_line_are_watched_too() -> None:
    tamper(update(LINES, "target = 'x'"))
    assert check_chain(HERE) == Verdict(HERE, LINES - 1, Wrong.EDITED, LINES)
    tamper(update(1, "target = 'x'"))
    assert check_chain(HERE) == Verdict(HERE, 0, Wrong.EDITED, 1)


def test_a_microsecond_matters() -> None:
    line = AuditEntry.objects.get(county_key=HERE, seq=2)
    moved = line.at.replace(microsecond=(line.at.microsecond + 1) % 10**6)
    with lifted_triggers():
        AuditEntry.objects.filter(pk=line.pk).update(at=moved)
    assert check_chain(HERE) == Verdict(HERE, 1, Wrong.EDITED, 2)


ATTACKS: dict[str, tuple[Callable[[], list[str]], Wrong, int]] = {
    "deleted": (lambda: [delete(4)], Wrong.MISSING, 4),
    "deleted and renumbered": (lambda: [delete(4), *shift(5, -1), head("count = 5")], Wrong.MISSING, 4),
    "first deleted": (lambda: [delete(1)], Wrong.MISSING, 1),
    "last deleted": (lambda: [delete(LINES)], Wrong.MISSING, LINES),
    "last deleted, head too": (
        lambda: [
            head("count = 5, hash = (SELECT prev FROM accounts_auditentry WHERE county_key = '460203' AND seq = 6)"),
            delete(LINES),
        ],
        Wrong.HEAD,
        LINES,
    ),
    "inserted": (lambda: [*shift(4, 1), forged(4), head("count = 7")], Wrong.INSERTED, 4),
    "appended": (lambda: [forged(7)], Wrong.INSERTED, 7),
    "appended, head too": (lambda: [forged(7), head(f"count = 7, hash = '{'0' * 64}'")], Wrong.INSERTED, 7),
    "swapped": (lambda: [update(2, "seq = 99"), update(5, "seq = 2"), update(99, "seq = 5")], Wrong.ORDER, 2),
    "neighbours swapped": (
        lambda: [update(2, "seq = 99"), update(3, "seq = 2"), update(99, "seq = 3")],
        Wrong.ORDER,
        2,
    ),
    "moved to another county": (lambda: [update(3, "county_key = '530302'")], Wrong.MISSING, 3),
    "head edited": (lambda: [head("seal = 'x'")], Wrong.HEAD, LINES + 1),
    "head lost": (lambda: ["DELETE FROM accounts_auditchain WHERE county_key = '460203'"], Wrong.HEAD, 1),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_was_done_is_named_at_its_place(name: str) -> None:
    statements, wrong, seq = ATTACKS[name]
    tamper(*statements())
    verdict = check_chain(HERE)
    assert (verdict.wrong, verdict.seq) == (wrong, seq)


def test_the_other_chains_stay_whole() -> None:
    tamper(delete(4))
    assert [verdict.wrong for verdict in check_chains()] == [None, Wrong.MISSING, None]


def test_a_chain_taken_away_whole_is_missed() -> None:
    tamper(
        f"DELETE FROM accounts_auditentry WHERE county_key = '{HERE}'",
        f"DELETE FROM accounts_auditchain WHERE county_key = '{HERE}'",
    )
    assert list(check_chains()) == [Verdict("", 1), Verdict(HERE, 0, Wrong.HEAD, 1), Verdict("530302", 2)]


def test_the_list_of_chains_cannot_be_edited_either() -> None:
    tamper("UPDATE accounts_auditchain SET chains = '530302' WHERE county_key = ''")
    assert check_chain("").wrong == Wrong.HEAD


def test_without_the_key_nothing_is_said_of_the_lines(settings, tmp_path) -> None:
    settings.WUSHE_KEYS = tmp_path
    with pytest.raises(Refused, match="keyring-key-missing"):
        list(check_chains())
    assert list(tmp_path.iterdir()) == []


def test_a_lost_key_is_not_made_again_by_another_line(settings, tmp_path) -> None:
    settings.WUSHE_KEYS = tmp_path
    with pytest.raises(Refused, match="keyring-key-missing"):
        audit.record("test.write", "test:1", actor=None, county_key=HERE)
    assert list(tmp_path.iterdir()) == []


def test_a_line_is_the_same_bytes_everywhere() -> None:
    at = datetime(2026, 11, 24, 1, 2, 3, 4, tzinfo=UTC)
    line = Line("460203", 7, at, 3, "visits.record_visit", "visits.visit:1", {"met": True, "b": [1, None]})
    assert canonical(line) == (
        b'{"actor":3,"at":"2026-11-24T01:02:03.000004+00:00","county":"460203","facts":{"b":[1,null],"met":true},'
        b'"seq":7,"target":"visits.visit:1","verb":"visits.record_visit"}'
    )


@pytest.mark.parametrize(
    "fact",
    [
        "王阿婆",
        "13800138000",
        "46020319400501123X",
        "460203194005011234",
        "a b",
        "x" * 121,
        {"a": 1},
        1.5,
        ["王"],
        [1] * 101,
    ],
)
def test_what_may_be_about_a_person_does_not_get_into_a_line(fact: object) -> None:
    with pytest.raises(ValueError, match="fact"):
        audit.record("test.write", "test:1", actor=None, fact=fact)


@pytest.mark.parametrize("fact", [0, True, None, "medicine", "460203198219", "2026-11-24", ["a", "b"], (1, 2)])
def test_codes_counts_and_days_may(fact: object) -> None:
    check_words("test.write", f"visits.visit:{uuid.uuid4()}", {"fact": fact})


def test_a_target_is_no_name() -> None:
    with pytest.raises(ValueError, match="target"):
        audit.record("test.write", "王阿婆", actor=None)
