"""Doors to the boards, to a figure, to a record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from wushe.doors.reports.articles import articles_for
from wushe.doors.reports.articles_page import articles_page, chosen
from wushe.doors.reports.audit_page import asked_lines, audit_page, audited_counties
from wushe.doors.reports.boards import board_home, county_page
from wushe.doors.reports.briefing_page import Briefing
from wushe.doors.reports.briefing_page import briefing as write
from wushe.doors.reports.briefing_word import foot_of, word_of
from wushe.doors.reports.choices import Asked, asked, period_of
from wushe.doors.reports.counties_page import counties_page
from wushe.doors.reports.desk import desk_page
from wushe.doors.reports.drawer import drawer_of
from wushe.doors.reports.figure_page import figure_page, moved
from wushe.doors.reports.models_page import models_page
from wushe.doors.reports.places import places_of
from wushe.doors.reports.record_page import record_page
from wushe.doors.reports.stock_page import day_told, stock_page
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
from wushe.statistics.stocks import is_stock, on_another_day

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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
def models(request: HttpRequest) -> HttpResponse:
    """服务模式."""
    return render(request, "reports/models.html", {"page": models_page(request.viewer, request.GET.get("period", ""))})


@door
@require_safe
def figure(request: HttpRequest) -> HttpResponse:
    """One figure and its records: counted over a period, or as of a day.

    Other days lead to the figure of those days; days that are none are told.
    """
    text = request.GET.get("q", "")
    if is_stock(text):
        if day := day_told(request.GET):
            return redirect(Figure.url_of(on_another_day(text, day)))
        stock = stock_page(request.viewer, text, page_number(request.GET))
        return render(request, "reports/stock.html", {"page": stock})
    error = ""
    try:
        if other := moved(request.GET, clock.today()):
            return redirect(Figure.url_of(other))
    except Refused as refused:
        error = sentence(refused)
    except ValueError:
        error = sentence(Refused("reports-wrong-dates"))
    page = figure_page(request.viewer, request.GET, error)
    return render(request, "reports/figure.html", {"page": page}, status=422 if error else 200)


@door
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """文章对照: the first report one may read."""
    return printed(request, "")


@door
@require_safe
def article(request: HttpRequest, key: str) -> HttpResponse:
    """One report; with ``open`` the drawer of one of its figures, with ``part=drawer`` the drawer alone."""
    return printed(request, key)


def printed(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a report with its drawer, or the drawer alone."""
    readable = articles_for(request.viewer)
    report = chosen(readable, key)
    opened = drawer_of(request.viewer, report, request.GET.get("open", "")) if report else None
    if opened and request.GET.get("part") == "drawer":
        return render(request, "reports/_drawer.html", {"drawer": opened})
    return render(request, "reports/articles.html", {"page": articles_page(readable, report, key), "drawer": opened})


@door
@require_safe
def briefings(request: HttpRequest) -> HttpResponse:
    """简报: the places one may have a briefing of."""
    return render(request, "reports/briefings.html", {"groups": places_of(request.viewer)})


@door
@require_safe
def briefing(request: HttpRequest, key: str) -> HttpResponse:
    """The briefing of a place; a period that cannot be read shows this month and says why."""
    page = briefing_asked(request, key)
    return render(
        request, "reports/briefing.html", {"page": page, "foot": foot_of(page)}, status=422 if page.error else 200
    )


@door
@require_safe
def briefing_word(request: HttpRequest, key: str) -> HttpResponse:
    """The briefing as a Word file."""
    page = briefing_asked(request, key)
    name = f"{page.title}-{page.starts_on:%Y%m%d}-{page.ends_on:%Y%m%d}.docx"
    answer = HttpResponse(word_of(page, request.build_absolute_uri), content_type=WORD)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


def briefing_asked(request: HttpRequest, key: str) -> Briefing:
    """The briefing of a place in the period that the address names."""
    span, today = request.GET.get("period", "month"), clock.today()
    try:
        return write(request.viewer, key, span, period_of(span, request.GET, today))
    except Refused as refused:
        if not refused.code.startswith("period-"):
            raise
        why = refused
    except ValueError:
        why = Refused("reports-wrong-dates")
    return write(request.viewer, key, "month", month_of(today), error=sentence(why))


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
