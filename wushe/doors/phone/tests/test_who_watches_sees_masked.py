"""A supervisor and an agency manager see the people of their stations, and of nobody the name."""

import pytest

from tests.browsing import browser, links, text
from tests.cast import Cast

NAMES = ("王阿婆", "符老伯", "陈大爷", "李奶奶", "张梅", "李小雨", "邻站老人", "外县老人")
WATCHERS = ("dudao", "jigou")


@pytest.mark.parametrize("who", WATCHERS)
def test_the_list_is_of_the_station_and_masked(cast: Cast, who: str) -> None:
    answer = browser(getattr(cast, who)).get("/people/")
    assert sorted(row.name for row in answer.context["page"].rows) == sorted(
        ["王＊＊", "符＊＊", "陈＊＊", "李＊＊", "张＊", "李＊＊"]
    )
    assert [name for name in NAMES if name in text(answer)] == []


@pytest.mark.parametrize("who", WATCHERS)
def test_every_page_behind_the_list_is_masked(cast: Cast, who: str) -> None:
    client = browser(getattr(cast, who))
    pages = [client.get(url) for url in links(client.get("/people/")) if url.startswith("/people/")]
    assert len(pages) >= 6
    assert {page.status_code for page in pages} == {200}
    assert [name for page in pages for name in NAMES if name in text(page)] == []


@pytest.mark.parametrize("who", WATCHERS)
def test_a_search_by_name_finds_nothing_out(cast: Cast, who: str) -> None:
    client = browser(getattr(cast, who))
    plain = client.get("/people/").context["page"].rows
    assert client.get("/people/?q=王").context["page"].rows == plain


@pytest.mark.parametrize("who", WATCHERS)
@pytest.mark.parametrize("person", ["neighbour", "far_elder"])
def test_a_person_of_another_station_is_not_there(cast: Cast, who: str, person: str) -> None:
    assert browser(getattr(cast, who)).get(f"/people/{getattr(cast, person).uuid}/").status_code == 404


def test_the_page_says_how_the_care_stands(cast: Cast) -> None:
    page = browser(cast.dudao).get(f"/people/{cast.wang.uuid}/").context["page"]
    assert (page.row.name, page.risk_label, page.worker_name) == ("王＊＊", "重点", "小周")
    assert page.due_on is not None


@pytest.mark.parametrize("who", WATCHERS)
@pytest.mark.parametrize("page", ["visit/", "edit/"])
def test_who_watches_does_not_write(cast: Cast, who: str, page: str) -> None:
    assert browser(getattr(cast, who)).get(f"/people/{cast.wang.uuid}/{page}").status_code == 404
