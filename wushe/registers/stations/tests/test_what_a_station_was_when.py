"""A station is what it surely was on a day; a printed date that leaves it open is said to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import TODAY, Cast, rows_by_table
from wushe.ground.accounts.models import AuditEntry
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.actions.organizations import open_contract, register_organization
from wushe.registers.stations.actions.stations import record_state
from wushe.registers.stations.models import Organization, OrganizationKind, State, StationState
from wushe.registers.stations.rules.stations import PROOFS, Standing, Step, standing, surely

SHOWN = dict.fromkeys(PROOFS, "有")
HISTORY = [Step("planned", "2021年"), Step("opened", "2021年5月底前"), Step("operating", "2021年8月底")]


@pytest.mark.parametrize(
    ("steps", "on", "found"),
    [
        ([], TODAY, None),
        (HISTORY, date(2020, 12, 31), Standing("opened", is_certain=False)),
        (HISTORY, date(2021, 3, 1), Standing("opened", is_certain=False)),
        (HISTORY, date(2021, 5, 31), Standing("opened", is_certain=True)),
        (HISTORY, date(2021, 8, 20), Standing("opened", is_certain=True)),
        (HISTORY, date(2021, 8, 25), Standing("opened", is_certain=False)),
        (HISTORY, date(2021, 8, 31), Standing("operating", is_certain=True)),
        ([*HISTORY, Step("suspended", "6月24日")], TODAY, Standing("operating", is_certain=False)),
        ([Step("opened", "6月24日")], TODAY, Standing("opened", is_certain=False)),
        ([Step("opened", "2026年11月25日")], TODAY, None),
        ([Step("opened", "2026年11月24日")], TODAY, Standing("opened", is_certain=True)),
    ],
)
def test_a_station_is_what_it_surely_was(steps: list[Step], on: date, found: Standing | None) -> None:
    assert standing(steps, on) == found


@pytest.mark.parametrize(
    ("steps", "on", "states", "is_so"),
    [
        ([], TODAY, {"opened"}, False),
        (HISTORY, date(2021, 5, 31), {"opened"}, True),
        (HISTORY, date(2021, 5, 30), {"opened", "planned"}, False),
        (HISTORY, date(2021, 8, 25), {"opened"}, False),
        (HISTORY, date(2021, 8, 25), {"opened", "operating"}, True),
        (HISTORY, date(2021, 8, 31), {"operating"}, True),
        ([*HISTORY, Step("suspended", "6月24日")], TODAY, {"operating"}, False),
        ([Step("opened", "6月24日")], TODAY, {"opened"}, False),
    ],
)
def test_only_what_is_sure_counts(steps: list[Step], on: date, states: set[str], is_so: bool) -> None:
    assert surely(steps, on, states) is is_so


PRINTED = ("2021年", "2021年5月底前", "2021年8月底", "2021年8月", "2021-06-24", "6月24日", "目前")
STEPS = st.lists(st.builds(Step, st.sampled_from(State.values), st.sampled_from(PRINTED)), max_size=5)
DAYS = st.dates(date(2020, 12, 1), date(2022, 2, 1))


@given(STEPS, DAYS)
def test_what_is_sure_is_what_a_certain_standing_says(steps: list[Step], on: date) -> None:
    now = standing(steps, on)
    if now is not None and now.is_certain:
        assert surely(steps, on, {now.state})
    for state in State.values:
        if surely(steps, on, {state}):
            assert now is not None
            assert now.state == state


@given(STEPS, DAYS, st.sets(st.sampled_from(State.values)), st.sets(st.sampled_from(State.values)))
def test_what_is_surely_one_of_some_is_surely_one_of_more(
    steps: list[Step], on: date, some: set[str], others: set[str]
) -> None:
    if surely(steps, on, some):
        assert surely(steps, on, some | others)


def test_a_state_is_written_down_with_its_proof_and_one_audit_line(cast: Cast) -> None:
    told = {"since": " 2021年8月底 ", "source": "区民政局验收单", "proofs": SHOWN | {"money": " 合同 8 万元 "}}
    row = record_state(cast.wangke, cast.station, State.OPERATING, **told)
    assert (row.since_printed, row.proofs["money"], row.recorded_by) == ("2021年8月底", "合同 8 万元", cast.wangke.user)
    line = AuditEntry.objects.get(verb="stations.record_state")
    assert (line.target, line.county_key, line.facts) == (
        "stations.station:liudao-station",
        "460203",
        {"state": "operating"},
    )


@pytest.mark.parametrize(
    ("who", "changes", "code"),
    [
        ("xiaozhou", {}, "stations-not-keeper"),
        ("far_officer", {}, "stations-not-keeper"),
        ("far_keeper", {}, "stations-not-keeper"),
        ("wangke", {"since": "去年"}, "partial-date-unreadable"),
        ("wangke", {"source": " "}, "stations-state-source"),
        ("wangke", {"source": "文" * 201}, "stations-state-source"),
        ("wangke", {"proofs": {"people": "3 人"}}, "stations-proof-missing"),
        ("wangke", {"proofs": SHOWN | {"rules": " "}}, "stations-proof-missing"),
        ("wangke", {"proofs": SHOWN | {"rules": "文" * 201}}, "stations-proof-too-long"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cast: Cast, who: str, changes: dict[str, object], code: str
) -> None:
    told = {"since": "2021年8月底", "source": "文件", "proofs": SHOWN} | changes
    before = rows_by_table()
    with pytest.raises(Refused) as refused:
        record_state(getattr(cast, who), cast.station, State.OPERATING, **told)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert rows_by_table() == before


def test_only_a_station_said_to_operate_must_show_everything(cast: Cast) -> None:
    record_state(cast.wangke, cast.station, State.OPENED, since="6月24日", source="据南海网", proofs={})
    assert StationState.objects.get().proofs == {}


def organization(cast: Cast, key: str = "chunyu", **changes: str) -> tuple[Organization, tuple[str, ...]]:
    name = "春雨社工服务站" if key == "chunyu" else f"春雨社工服务站（{key}）"
    usual = {"name": name, "kind": OrganizationKind.SERVICE, "source": "据南海网"}
    return register_organization(cast.wangke, key=key, **usual | changes)


def test_an_organization_with_a_strange_code_is_kept_and_the_doubt_is_told(cast: Cast) -> None:
    row, strange = organization(cast, credit_code=" 91350203m0001qay9b ", credit_note="早年发的代码")
    assert row.credit_code == "91350203M0001QAY9B"
    assert strange == ("check", "kind")


def test_two_organizations_may_have_no_code_but_never_the_same(cast: Cast) -> None:
    organization(cast)
    organization(cast, "other")
    organization(cast, "third", credit_code="91350200776049653A")
    with pytest.raises(Refused, match="stations-organization-known"):
        organization(cast, "fourth", credit_code="91350200776049653A")
    with pytest.raises(Refused, match="stations-organization-known"):
        organization(cast, "third")


def test_an_organization_of_the_same_name_kind_and_seat_is_not_written_down_twice(cast: Cast) -> None:
    usual = {"name": "双击社工中心", "kind": OrganizationKind.SERVICE, "source": "登记证书"}
    register_organization(cast.wangke, **usual)
    with pytest.raises(Refused, match="stations-organization-twice"):
        register_organization(cast.wangke, **usual)
    register_organization(cast.wangke, **usual, seat=cast.county)


def test_a_station_is_run_by_one_organization_at_a_time(cast: Cast) -> None:
    one, other = (organization(cast, key)[0] for key in ("one", "other"))
    year = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "source": "合同"}
    contract = open_contract(cast.wangke, one, cast.next_station, **year)
    assert contract.holds(TODAY)
    assert not contract.holds(date(2027, 1, 1))
    with pytest.raises(Refused, match="stations-already-run") as refused:
        open_contract(
            cast.wangke, other, cast.next_station, **year | {"starts_on": date(2026, 12, 31), "ends_on": None}
        )
    assert refused.value.facts["day"] == date(2026, 1, 1)
    open_contract(cast.wangke, other, cast.next_station, **year | {"starts_on": date(2027, 1, 1), "ends_on": None})
    open_contract(cast.far_officer, other, cast.far_station, **year)
    with pytest.raises(Refused, match="stations-not-keeper"):
        open_contract(cast.far_officer, one, cast.station, **year)


def test_a_contract_does_not_end_before_it_starts(cast: Cast) -> None:
    one, _strange = organization(cast)
    days = {"starts_on": TODAY, "ends_on": date(2026, 11, 23)}
    with pytest.raises(Refused, match="stations-contract-backwards"):
        open_contract(cast.wangke, one, cast.station, **days, source="合同")
