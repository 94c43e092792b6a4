"""Doors to file requests."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.paging import page_number
from wushe.registers.beneficiaries.rules.reveals import REVEALED_SECONDS
from wushe.work.disclosures import actions, queries
from wushe.work.disclosures.forms import AskForm, DecideForm, EndForm, RevealForm, SearchForm
from wushe.work.disclosures.models import FileRequest, State
from wushe.work.disclosures.pages import decide_page, file_page, requests_page, search_page

#: Where the session keeps whom the last searches found alone at a station: handle → person id and station id.
FOUND = "disclosures.found"
MOST_KEPT = 60


@door
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """调阅档案: look for somebody (sent by POST, so that no name gets into an address), and one's own requests."""
    form, counts, handles = SearchForm(request.POST or None), None, {}
    if form.is_valid():
        try:
            counts = actions.search_county(request.viewer, form.cleaned_data["q"])
            handles = remember(request, counts)
        except Refused as refused:
            form.refuse(refused)
    page = search_page(request.viewer, page_number(request.GET), counts, handles)
    status = 422 if form.errors else 200
    return render(request, "disclosures/search.html", {"page": page, "form": form}, status=status)


@door
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the file of somebody a search found; the id is a handle of that search, not of the person."""
    found = request.session.get(FOUND, {}).get(str(uuid))
    if found is None:
        raise Refused("disclosures-unknown-person")
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask_for_file(request.viewer, *found, **form.cleaned_data)
            return redirect("disclosures:search")
        except Refused as refused:
            form.refuse(refused)
    return render(request, "disclosures/ask.html", {"form": form}, status=422 if form.errors else 200)


@door
@require_safe
def file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Read a granted file."""
    return show_file(request, opened(request, uuid), RevealForm())


@door
@require_POST
def reveal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one number of a granted file."""
    row = queries.file(request.viewer, uuid, clock.today())
    form = RevealForm(request.POST)
    if not form.is_valid():
        return show_file(request, row, form, status=422)
    try:
        number = actions.reveal_number(request.viewer, row, **form.cleaned_data)
    except Refused as refused:
        form.refuse(refused)
        return show_file(request, row, form, status=422)
    page = show_file(request, row, RevealForm(), {form.cleaned_data["field"]: number})
    page["Refresh"] = f"{REVEALED_SECONDS}; url={reverse('disclosures:file', args=[uuid])}"  # without script too
    return page


@door
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """调阅申请 of the stations one leads."""
    return render(
        request, "disclosures/requests.html", {"page": requests_page(request.viewer, page_number(request.GET))}
    )


@door
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer a request."""
    row = queries.request_to_decide(request.viewer, uuid)
    form = DecideForm(request.POST or None)
    if form.is_valid():
        try:
            answer(request, row, form.cleaned_data)
            return redirect("disclosures:decide", uuid=uuid)
        except Refused as refused:
            form.refuse(refused)
    return show_request(request, row, form, EndForm())


@door
@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End the reading before its last day."""
    row = queries.request_to_decide(request.viewer, uuid)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end_file(request.viewer, row, reason=form.cleaned_data["reason"])
            return redirect("disclosures:decide", uuid=uuid)
        except Refused as refused:
            form.refuse(refused)
    return show_request(request, row, DecideForm(), form)


def remember(request: HttpRequest, counts: list[queries.StationCount]) -> dict[tuple[int, int], str]:
    """Keep in the session whom one may ask for, and where, under handles that mean nothing elsewhere.

    Those of earlier searches stay: they may stand open beside this one.
    """
    alone = [(row.person_id, row.station.pk) for row in counts if row.person_id is not None]
    handles = {found: str(uuid4()) for found in alone}
    kept = request.session.get(FOUND, {}) | {handle: list(found) for found, handle in handles.items()}
    request.session[FOUND] = dict(list(kept.items())[-MOST_KEPT:])
    return handles


def opened(request: HttpRequest, uuid: UUID) -> FileRequest:
    """The granted request; that it was opened is written down."""
    row = queries.file(request.viewer, uuid, clock.today())
    actions.read_file(request.viewer, row)
    return row


def answer(request: HttpRequest, row: FileRequest, told: dict[str, object]) -> None:
    """Grant or refuse as told."""
    if told["answer"] == "grant":
        actions.grant_file(request.viewer, row, days=int(str(told["days"] or 0)))
    else:
        actions.refuse_file(request.viewer, row, reason=str(told["reason"]))


def show_file(
    request: HttpRequest,
    row: FileRequest,
    form: RevealForm,
    revealed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a file."""
    shown = {"page": file_page(request.viewer, row, revealed), "form": form}
    return render(request, "disclosures/file.html", shown, status=status)


def show_request(request: HttpRequest, row: FileRequest, form: DecideForm, ending: EndForm) -> HttpResponse:
    """The page of one request for who decides."""
    is_wrong = form.errors or ending.errors
    page = decide_page(request.viewer, row)
    shown = {"page": page, "form": form, "ending": ending, "waits": row.state == State.WAITING}
    return render(request, "disclosures/decide.html", shown, status=422 if is_wrong else 200)
