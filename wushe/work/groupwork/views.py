"""Doors to the pages of activities: parse, act, show."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.forms import form_page
from wushe.ground.kit.paging import page_number
from wushe.ledger.queries import workers_of
from wushe.registers.beneficiaries.queries.kept import kept_persons
from wushe.registers.stations.queries import Viewer, home_station
from wushe.registers.workforce.queries import colleagues, worker_of
from wushe.work.groupwork import actions, queries
from wushe.work.groupwork.beginning import fresh, held_before, parts_before, told_before
from wushe.work.groupwork.forms import ActivityForm, CancelForm, part_of
from wushe.work.groupwork.models import Activity
from wushe.work.groupwork.pages import ActivityPage, activities_page, again_of, asked_of, kinds_to_pick, picks_of
from wushe.work.groupwork.rules import ActivityDraft
from wushe.work.groupwork.saved_page import saved_page

Ticked = Mapping[UUID, str]
Act = Callable[[Viewer, ActivityDraft], Activity]


@door
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """活动, month by month."""
    page = activities_page(request.viewer, request.GET.get("month", ""), page_number(request.GET))
    return render(request, "groupwork/activities.html", {"page": page})


@door
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record an activity."""
    home_station(request.viewer)
    again = () if request.POST else queries.held_again(request.viewer)
    return write(request, fresh(), {}, record, again=again)


@door
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record the next of a kind that was held before: the same title, the same people."""
    told = queries.activity(request.viewer, uuid)
    return write(request, held_before(told), ticked_in(request.viewer, told, all_came=True), record)


@door
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a recorded activity right."""
    viewer = request.viewer
    told = queries.activity(viewer, uuid)
    _main, *along = workers_of(viewer, told.event)
    initial = told_before(told, along, queries.partners(viewer, told))
    return write(
        request,
        initial,
        ticked_in(viewer, told),
        lambda viewer, draft: actions.correct_activity(viewer, told, draft),
        told=told,
    )


def record(viewer: Viewer, draft: ActivityDraft) -> Activity:
    """Write an activity at the station that serves the place."""
    return actions.record_activity(viewer, queries.station_for(viewer, draft.unit_id, draft.day), draft)


def ticked_in(viewer: Viewer, told: Activity, *, all_came: bool = False) -> Ticked:
    """Who came to an activity in which part; of the next one, who still lives."""
    rows = queries.attended(viewer, told)
    kept = kept_persons(viewer, [row.person for row in rows])
    if all_came:
        rows = [row for row in rows if kept[row.person.pk].died_on is None]
    return parts_before(rows, kept)


def write(
    request: HttpRequest,
    initial: Mapping[str, object],
    ticked: Ticked,
    act: Act,
    *,
    told: Activity | None = None,
    again: Iterable[Activity] = (),
) -> HttpResponse:
    """The page as it stands; looked through for people, or sent: whatever was typed and ticked stays."""
    viewer, sent = request.viewer, request.POST
    on = day_of(sent) or (told.day if told else clock.today())
    if sent:
        ticked = ticked_of(sent)
    if "live" in sent:
        asked = asked_of(sent, queries.units_since(viewer, on))
        return render(request, "groupwork/_picks.html", {"picks": picks_of(viewer, ticked, asked, on)})
    if "find" in sent:
        form = form_for(viewer, on, None, typed(sent), told)
    else:
        form = form_for(viewer, on, sent or None, initial, told)
        saved = form.carry_out(lambda _told: act(viewer, form.draft()))
        if saved is not None:
            return redirect("groupwork:saved", uuid=saved.uuid)
    page = page_of(viewer, form, sent, ticked, on, told, again)
    return form_page(request, "groupwork/activity_form.html", form, page=page)


def form_for(
    viewer: Viewer, on: date, sent: QueryDict | None, initial: Mapping[str, object], told: Activity | None
) -> ActivityForm:
    """The form on a day. Costs: 3 queries."""
    main = workers_of(viewer, told.event)[0] if told else worker_of(viewer)
    return ActivityForm(
        sent,
        initial=dict(initial),
        units=queries.units_since(viewer, on),
        known=queries.known_here(viewer).filter(merged_into=None),
        colleagues=colleagues(viewer, on).exclude(pk=main.pk),
        organizations=queries.organizations_on(viewer, on),
        is_correction=told is not None,
    )


def page_of(
    viewer: Viewer,
    form: ActivityForm,
    sent: QueryDict,
    ticked: Ticked,
    on: date,
    told: Activity | None,
    again: Iterable[Activity],
) -> ActivityPage:
    """What stands around the form. Costs: 8 queries."""
    units = queries.units_since(viewer, on)
    asked = asked_of(sent or {"unit": str(form.initial.get("unit", ""))}, units)
    return ActivityPage(
        picks=picks_of(viewer, ticked, asked, on),
        q=asked.text,
        pick_unit=sent.get("pick_unit", ""),
        pick_category=sent.get("pick_category", ""),
        units=units,
        kinds=kinds_to_pick(),
        organizations=list(form.organizations.values()),
        again=again_of(again),
        today=clock.today(),
        back_url=reverse("groupwork:saved", args=[told.uuid]) if told else reverse("groupwork:activities"),
        is_correction=told is not None,
        told_day=told.day if told else None,
    )


def day_of(sent: Mapping[str, str]) -> date | None:
    """The day as typed; None when it is none."""
    try:
        return parse_date(sent.get("day", ""))
    except ValueError:
        return None


def ticked_of(sent: QueryDict) -> Ticked:
    """Who is ticked on a page, and in which part."""
    ticked = {}
    for word in sent.getlist("people"):
        try:
            ticked[UUID(word)] = part_of(sent, UUID(word))
        except ValueError:
            continue  # the form says so when it is saved
    return ticked


def typed(sent: QueryDict) -> dict[str, Any]:
    """What was typed so far, as the beginning of the page that is shown again."""
    several = ("colleagues", "people")
    return {name: sent.getlist(name) if name in several else sent.get(name) for name in sent}


@door
@require_safe
def saved(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was written."""
    page = saved_page(request.viewer, queries.activity(request.viewer, uuid))
    return render(request, "groupwork/activity_saved.html", {"page": page})


@door
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a record back."""
    viewer = request.viewer
    told = queries.activity(viewer, uuid)
    form = CancelForm(request.POST or None, initial={"form_id": uuid4()})

    def take_back(words: Mapping[str, Any]) -> bool:
        actions.cancel_activity(viewer, told, **words)
        return True

    if form.carry_out(take_back):
        return redirect("groupwork:saved", uuid=told.uuid)
    return form_page(request, "groupwork/activity_cancel.html", form, page=saved_page(viewer, told))
