"""Put the viewer on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.registers.stations.queries import Viewer, viewer_for

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
