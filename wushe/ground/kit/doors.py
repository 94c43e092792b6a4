"""What every door does with a request: who may come in, and how a refusal is shown."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence

View = Callable[..., HttpResponse]

#: The one answer for what is not there, is foreign, or is not for this reader: a guess learns nothing from it.
NOT_HERE = Refused("stations-not-here")
#: Refusals that mean "there is no such thing for you": answered 404, always the same page.
NOT_FOUND = (
    "beneficiaries-unknown-person",
    "disclosures-unknown-person",
    "disclosures-unknown-request",
    "groupwork-unknown-activity",
    "ledger-unknown-number",
    "needs-unknown-need",
    "safeguarding-unknown-report",
    "stations-unknown-region",
    "stations-unknown-station",
    "stations-not-here",
    "stations-unknown-account",
    "stations-unknown-contract",
    "stations-unknown-grant",
    "stations-unknown-incubation",
    "stations-unknown-organization",
    "statistics-foreign-scope",
    "statistics-unknown-scope",
    "visits-unknown-visit",
)
#: Things of one's own that are gone: nobody learns anything by hearing so.
OWN_AND_GONE = ("accounts-unknown-login",)
FORBIDDEN = (
    "beneficiaries-lead-only",
    "beneficiaries-reveals-used-up",
    "reports-not-an-auditor",
    "stations-account-elsewhere",
    "stations-grant-to-oneself",
    "stations-no-county",
    "stations-no-station",
    "stations-not-for-you",
    "stations-not-keeper",
    "stations-own-login",
    "workforce-not-a-worker",
)


def door(view: View) -> View:
    """A view for people who have logged in and whom the access table lets in; a refusal becomes a page.

    The table knows the address by its route name (``stations.rules.access``); one it does not know stays shut.
    """

    @login_required
    @cache_control(private=True, no_store=True)  # a shared phone must not show a page again after its reader left
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            request.viewer.enter(route_name(request))  # type: ignore[attr-defined]  # put there by middleware
            return view(request, *args, **kwargs)
        except Refused as refused:
            return refusal(request, refused)

    return guarded


def route_name(request: HttpRequest) -> str:
    """The name by which the access table knows the address; empty for none."""
    return request.resolver_match.view_name if request.resolver_match else ""


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page of a refusal: 404, 403 or 400, with the Chinese sentence.

    The code stays on the answer as ``refused_code``, for whoever writes the audit line (``stations.middleware``).
    """
    if refused.code in NOT_FOUND:
        answer = not_here(request)
    else:
        status = 404 if refused.code in OWN_AND_GONE else 403 if refused.code in FORBIDDEN else 400
        answer = render(request, "ui/refused.html", {"sentence": sentence(refused)}, status=status)
    answer.refused_code = refused.code  # type: ignore[attr-defined]
    return answer


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for everything that is not there for this reader, also for an address that leads nowhere."""
    user = getattr(request, "user", None)  # a request may fail before anybody looks who it is from
    if user is None or not user.is_authenticated:
        return render(request, "404.html", status=404)
    return render(request, "ui/refused.html", {"sentence": sentence(NOT_HERE)}, status=404)
