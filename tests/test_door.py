"""A door lets in who has logged in, and shows a refusal as a page with its sentence."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from tests.cast import Cast
from wushe.ground.kit.doors import FORBIDDEN, NOT_FOUND, door
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentences
from wushe.registers.stations.queries import Viewer


def knock(viewer: Viewer, refused: Refused | None = None) -> HttpResponse:
    """Open a door that answers "in", or refuses."""

    @door
    def view(request: HttpRequest) -> HttpResponse:
        if refused is not None:
            raise refused
        return HttpResponse("in")

    request = RequestFactory().get("/somewhere/")
    request.user, request.viewer = viewer.user, viewer
    request.resolver_match = resolve("/today/")
    return view(request)


def test_who_has_logged_in_comes_in(cast: Cast) -> None:
    assert knock(cast.xiaozhou).content == b"in"


def test_who_has_not_is_sent_to_log_in() -> None:
    visitor = Viewer(AnonymousUser(), "", "", frozenset(), frozenset(), frozenset())
    answer = knock(visitor)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/somewhere/")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("stations-no-station", 403),
        ("workforce-not-a-worker", 403),
        ("ledger-form-reused", 400),
    ],
)
def test_a_refusal_is_a_page_with_the_sentence(cast: Cast, code: str, status: int) -> None:
    answer = knock(cast.xiaozhou, Refused(code))
    assert answer.status_code == status
    assert str(sentences()[code]) in answer.content.decode()


@pytest.mark.parametrize("code", NOT_FOUND)
def test_what_is_not_there_is_always_the_same_page(cast: Cast, code: str) -> None:
    answer = knock(cast.xiaozhou, Refused(code))
    assert answer.status_code == 404
    assert answer.content == knock(cast.xiaozhou, Refused("beneficiaries-unknown-person")).content
    assert str(sentences()["stations-not-here"]) in answer.content.decode()


def test_the_codes_a_door_knows_are_worded() -> None:
    assert {*NOT_FOUND, *FORBIDDEN} <= set(sentences())
