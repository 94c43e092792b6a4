"""Doors to the boards, to a figure, to a record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wushe.doors.reports.audit_page import asked_lines, audit_page, audited_counties
from wushe.doors.reports.boards import board_home, county_page
from wushe.doors.reports.choices import Asked, asked
from wushe.doors.reports.counties_page import counties_page
from wushe.doors.reports.desk import desk_page
from wushe.doors.reports.figure_page import figure_page, moved
from wushe.doors.reports.record_page import record_page
from wushe.ground.accounts.actions import check_chain_now
from wushe.ground.accounts.queries import Asked as Lines
from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.paging import page_number
from wushe.ground.kit.periods import month_of
from wushe.ground.kit.wording import sentence
from wushe.ledger.queries import event
from wushe.statistics.rules import Figure, Filters


@door
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """工作台."""
    return render(request, "reports/desk.html", {"page": desk_page(request.viewer)})


@door
@require_safe
def county(request: HttpRequest) -> HttpResponse:
    """数字; a question that cannot be answered shows this month and says why."""
    home = board_home(request.viewer)
    try:
        return board(request, asked(request.GET, clock.today(), home))
    except Refused as refused:
        why = refused
    except ValueError:
        why = Refused("reports-wrong-dates")
    plain = Asked("month", month_of(clock.today()), home, Filters())
    return board(request, plain, error=sentence(why))


def board(request: HttpRequest, wanted: Asked, error: str = "") -> HttpResponse:
    """The page of one place, or of all counties when none is named."""
    status = 422 if error else 200
    if not wanted.scope_key:
        page = counties_page(request.viewer, wanted, error)
        return render(request, "reports/counties.html", {"page": page}, status=status)
    place = county_page(request.viewer, wanted, error)
    return render(request, "reports/county.html", {"page": place}, status=status)


@door
@require_safe
def figure(request: HttpRequest) -> HttpResponse:
    """One figure and its records; other days lead to the figure of those days, days that are none are told."""
    error = ""
    try:
        if text := moved(request.GET, clock.today()):
            return redirect(Figure.url_of(text))
    except Refused as refused:
        error = sentence(refused)
    except ValueError:
        error = sentence(Refused("reports-wrong-dates"))
    page = figure_page(request.viewer, request.GET, error)
    return render(request, "reports/figure.html", {"page": page}, status=422 if error else 200)


@door
@require_safe
def record(request: HttpRequest, number: str) -> HttpResponse:
    """One row of the ledger."""
    county_key, _, seq = number.partition("-")
    if not seq.isdecimal() or len(seq) > 18 or "\x00" in number:
        raise Refused("ledger-unknown-number", number=number)
    row = event(request.viewer, county_key, int(seq))
    return render(request, "reports/record.html", {"page": record_page(request.viewer, row)})


@door
@require_http_methods(["GET", "POST"])
def audit(request: HttpRequest) -> HttpResponse:
    """审计; a POST checks the chains of one's counties now."""
    if request.method == "POST":
        for county in audited_counties(request.viewer):
            check_chain_now(request.viewer.user, county.key)
        return redirect("reports:audit")
    try:
        page = audit_page(request.viewer, asked_lines(request.GET), page_number(request.GET))
    except ValueError:
        page = audit_page(request.viewer, Lines(), 1, error=sentence(Refused("reports-wrong-dates")))
    return render(request, "reports/audit.html", {"page": page}, status=422 if page.error else 200)
