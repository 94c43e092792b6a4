"""The shell shows each role its own places and a stranger none."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, override_settings

from wushe.ground.ui.context import QUICK, SIDE, TABS, Shell, shell

OPENED = {
    "worker": {"phone:today", "phone:people", "groupwork:activities", "visits:visit", "reports:desk", "me"},
    "lead": {
        *("phone:today", "phone:people", "groupwork:activities", "visits:visit", "reports:desk"),
        *("disclosures:requests", "me"),
    },
    "county": {"reports:county", "me"},
    "admin": {"stations:grants", "me"},
}


def shell_at(path: str, role: str = "worker", **viewer: Any) -> Shell:
    """The shell at a path for somebody logged in."""
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=True, pk=7, name="周晓棠", get_username=lambda: "zhou")  # type: ignore[assignment]
    seen = {"role": role, "place_name": "六道大社区社工站", "opens": OPENED[role].__contains__}
    request.viewer = SimpleNamespace(**seen, **viewer)  # type: ignore[attr-defined]
    return shell(request)["shell"]


@pytest.mark.parametrize(("role", "more", "tabs"), [("worker", [], []), ("lead", ["调阅申请"], ["调阅"])])
def test_station_people_have_their_places_and_tabs(role: str, more: list[str], tabs: list[str]) -> None:
    shown = shell_at("/today/", role)
    assert [str(item.link.label) for item in shown.side] == ["今日", "服务对象", "活动", "工作台", *more]
    assert [str(item.link.short_label) for item in shown.tabs] == ["今日", "对象", "记一笔", "工作台", *tabs, "我的"]


def test_every_place_of_the_menu_is_on_the_phone_too() -> None:
    assert {link.url for link in SIDE} <= {link.url for link in (*TABS, *QUICK)}


def test_the_county_has_its_numbers() -> None:
    assert [str(item.link.label) for item in shell_at("/county/", "county").side] == ["数字", "服务模式"]


def test_the_administrator_has_the_grants_and_no_people() -> None:
    assert [str(item.link.label) for item in shell_at("/grants/", "admin").side] == ["授权"]


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/today/", "今日"),
        ("/visits/x/", "今日"),
        ("/people/x/visit/", "服务对象"),
        ("/records/460203-1/", "工作台"),
        ("/models/", "工作台"),
    ],
)
def test_exactly_one_place_is_where_one_stands(path: str, here: str) -> None:
    assert [str(item.link.label) for item in shell_at(path).side if item.is_current] == [here]


def test_the_name_comes_from_the_post_and_else_from_the_account() -> None:
    assert shell_at("/today/", person_name="小周").person_name == "小周"
    assert shell_at("/today/").person_name == "周晓棠"


def test_a_stranger_sees_no_place() -> None:
    request = RequestFactory().get("/accounts/login/")
    request.user = AnonymousUser()
    assert shell(request)["shell"].side == ()


@override_settings(WUSHE_IS_DEMO=True)
def test_demo_data_say_so() -> None:
    assert shell_at("/today/").is_demo
