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

#: Refusals that mean "there is no such thing for you": answered 404, so that a guess learns nothing.
NOT_FOUND = (
    "accounts-unknown-login",
    "beneficiaries-unknown-person",
    "disclosures-unknown-person",
    "disclosures-unknown-request",
    "ledger-unknown-number",
    "needs-unknown-need",
    "safeguarding-unknown-report",
    "stations-unknown-region",
    "stations-unknown-station",
    "visits-unknown-visit",
)
FORBIDDEN = (
    "beneficiaries-reveals-used-up",
    "reports-not-an-auditor",
    "statistics-foreign-scope",
    "stations-no-county",
    "stations-no-station",
    "stations-not-keeper",
    "workforce-not-a-worker",
)


def door(view: View) -> View:
    """A view for people who have logged in; a refusal becomes a page that says what is wrong."""

    @login_required
    @cache_control(private=True, no_store=True)  # a shared phone must not show a page again after its reader left
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return refusal(request, refused)

    return guarded


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The page of a refusal: 404, 403 or 400, with the Chinese sentence.

    The code stays on the answer as ``refused_code``, for whoever writes the audit line (``stations.middleware``).
    """
    status = 404 if refused.code in NOT_FOUND else 403 if refused.code in FORBIDDEN else 400
    answer = render(request, "ui/refused.html", {"sentence": sentence(refused)}, status=status)
    answer.refused_code = refused.code  # type: ignore[attr-defined]
    return answer
