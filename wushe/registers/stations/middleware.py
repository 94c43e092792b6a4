"""Put the viewer on the request, and write down what a door refused."""

import logging
import re
from collections.abc import Callable
from uuid import UUID

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from wushe.ground.accounts import audit
from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.tally import Tally
from wushe.registers.stations.queries import Viewer, chain_of, viewer_for

logger = logging.getLogger(__name__)
FOREIGN = {403: "forbidden", 404: "not-found"}
RECORD_NUMBER = re.compile(r"\d{1,12}-\d{1,18}", re.ASCII)
REFUSALS = Tally(seconds=60)

NOBODY = Viewer(None, "", "", frozenset(), frozenset(), frozenset())


class ViewerMiddleware:
    """``request.viewer``: who is looking, read from the grants of today when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with a viewer on it."""
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request; nobody for a visitor who has not logged in. Costs: 2 queries, once a request."""
    user = request.user
    return viewer_for(user, clock.today()) if isinstance(user, User) else NOBODY


class RefusalMiddleware:
    """One audit line for a page that was refused because it is not the reader's: 403, or 404 at an address we have.

    Stands outside the view and its transaction, so that the line stays when the action is undone. The first refusal
    of a user at a route in a minute is written, then the 10th, the 100th …, each with the count so far: a program that
    tries thousands of addresses leaves four lines a minute, and still shows how many it tried.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write down a refusal. A line that cannot be written never costs the page."""
        answer = self.get_response(request)
        if answer.status_code in FOREIGN and request.resolver_match is not None and request.user.is_authenticated:
            try:
                tell_refusal(request, getattr(answer, "refused_code", FOREIGN[answer.status_code]))
            except (DatabaseError, OSError, Refused, ValueError):
                logger.exception("a refusal at %s was not written down", request.resolver_match.view_name)
        return answer


def tell_refusal(request: HttpRequest, code: str) -> None:
    """Write the line of one refusal, unless it is one of a flood. Costs: 5 queries when it is written."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    assert request.resolver_match is not None  # noqa: S101 - the caller looked
    route = request.resolver_match.view_name
    count = REFUSALS.count((viewer.user.pk if viewer.user else 0, route))
    if str(count).rstrip("0") != "1":
        return
    target = ":".join(filter(None, (route, named_in(request.resolver_match.kwargs))))
    with transaction.atomic():
        audit.record("refused", target, actor=viewer.user, county_key=chain_of(viewer), code=code, count=count)


def named_in(words: dict[str, object]) -> str:
    """What the address named, if it is a record's own id or number; nothing a reader may have typed freely."""
    for word in words.values():
        if isinstance(word, UUID) or (isinstance(word, str) and RECORD_NUMBER.fullmatch(word)):
            return str(word)
    return ""
