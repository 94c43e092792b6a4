"""Doors to the register of persons: parse, act, show."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wushe.ground.kit import clock
from wushe.ground.kit.doors import door
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries import actions, forms, queries
from wushe.registers.beneficiaries.models import Household, Person, Sex
from wushe.registers.beneficiaries.pages import (
    DONE,
    ActPage,
    AlikePage,
    alike_lines,
    change_lines,
    head_of,
)
from wushe.registers.beneficiaries.queries import Alike, Likeness
from wushe.registers.beneficiaries.queries import person as person_of
from wushe.registers.stations.queries import Viewer, home_station

both = require_http_methods(["GET", "POST"])


@door
@both
def new(request: HttpRequest) -> HttpResponse:
    """A person comes into the register."""
    viewer, home = request.viewer, home_asked(request)
    station = home_station(viewer)
    units = queries.own_units(viewer)
    form = forms.NewPersonForm(request.POST or None, initial=forms.fresh(), units=units, home=home)
    if form.is_valid():
        try:
            person = actions.register_person(viewer, form.draft())
            return redirect("beneficiaries:registered", uuid=person.uuid)
        except Refused as refused:
            form.refuse(refused)
    likeness = queries.alike(viewer, station.county, form.facts, form.unit_id, clock.today())
    page = {
        "form": form,
        "alike": alike_page(viewer, likeness, form),
        "home": home,
        "action_url": request.get_full_path(),
    }
    return render(request, "beneficiaries/new.html", page, status=422 if form.errors else 200)


@door
@require_POST
def alike(request: HttpRequest) -> HttpResponse:
    """Who may be the person that is being typed: a piece of the page."""
    viewer, home = request.viewer, home_asked(request)
    form = forms.NewPersonForm(request.POST, units=queries.own_units(viewer), home=home)
    form.is_valid()
    likeness = queries.alike(viewer, home_station(viewer).county, form.facts, form.unit_id, clock.today())
    return render(request, "beneficiaries/_alike.html", {"alike": alike_page(viewer, likeness, form)})


def alike_page(viewer: Viewer, likeness: Likeness, form: forms.FactsForm) -> AlikePage:
    """What is said beside a form while it is filled in."""
    born, sex = form.proposal or (None, 0)
    label = str(Sex(sex).label) if sex else ""
    return AlikePage(alike_lines(viewer, likeness), likeness.elsewhere, form.doubt, born, label)


def home_asked(request: HttpRequest) -> Household | None:
    """The household somebody is to join, when the address names one."""
    asked = request.GET.get("home", "")
    try:
        return queries.household(request.viewer, UUID(asked)) if asked else None
    except ValueError as error:
        raise Refused("beneficiaries-unknown-household") from error


@door
@require_safe
def registered(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was registered, and what comes next."""
    person = person_of(request.viewer, uuid, clock.today())
    home = queries.home_of(request.viewer, person, clock.today())
    page = {"head": head_of(request.viewer, person), "person": person, "home": home, "draft": person.uuid}
    return render(request, "beneficiaries/registered.html", page)


@door
@require_safe
def done(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was done."""
    person = person_of(request.viewer, uuid, clock.today())
    said = DONE.get(request.GET.get("did", ""), _("保存好了"))
    page = {"head": head_of(request.viewer, person), "said": said, "draft": request.GET.get("form", "")[:36]}
    return render(request, "beneficiaries/done.html", page)


@door
@both
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is written of a person is put right."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    home = queries.home_of(viewer, person, clock.today())
    address = home.household.address if home else ""
    form = forms.EditForm(request.POST or None, person=person, address=address)

    def act() -> object:
        return actions.change_person(viewer, person, form.wanted, address=form.cleaned_data["address"])

    page = {"head": head_of(viewer, person), "alike": alike_page(viewer, Likeness(), form), "is_lead": viewer.led_ids}
    return acted(request, form, act, person, "edit", "beneficiaries/edit.html", page)


@door
@require_safe
def changes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was written before each change, for the lead."""
    person = person_of(request.viewer, uuid, clock.today())
    rows = change_lines(queries.changes_of(request.viewer, person))
    return render(request, "beneficiaries/changes.html", {"head": head_of(request.viewer, person), "rows": rows})


@door
@both
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A person moves."""
    viewer, person, home = request.viewer, person_of(request.viewer, uuid, clock.today()), home_asked(request)
    units = queries.county_units(viewer, person.county, clock.today())
    form = forms.MoveForm(request.POST or None, initial=forms.fresh(), units=units, home=home)

    def act() -> object:
        return actions.move_person(viewer, person, form.draft(), form.cleaned_data["on"])

    note = _("搬到别的站服务的村（居），档案就归那个站，本站以后看不到。")
    page = ActPage(head_of(viewer, person), _("登记搬家"), _("登记搬家"), note)
    return acted(request, form, act, person, "move", page=page)


@door
@both
def death(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A person died, or it is taken back."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    if person.died_on is not None:
        back = forms.ReasonForm(request.POST or None, initial=forms.fresh())
        undo = ActPage(
            head_of(viewer, person), _("撤销去世登记"), _("撤销去世登记"), _("只有站长能撤销。身份和责任人要重新登记。")
        )
        return acted(
            request, back, lambda: actions.take_back_death(viewer, person, back.cleaned_data["reason"]),
            person, "death-undone", page=undo,
        )  # fmt: skip
    form = forms.DeathForm(request.POST or None, initial=forms.fresh())
    note = _("登记后不再提醒走访，身份、风险和责任人在这一天结束。档案和以前的记录都留着。")
    page = ActPage(head_of(viewer, person), _("登记去世"), _("登记去世"), note)
    return acted(
        request, form, lambda: actions.record_death(viewer, person, form.cleaned_data["died_on"]),
        person, "death", page=page,
    )  # fmt: skip


@door
@both
def category(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A person is of a category."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    form = forms.CategoryForm(request.POST or None, initial=forms.fresh())

    def act() -> object:
        told = {name: form.cleaned_data[name] for name in ("basis", "source", "document")}
        key = form.cleaned_data["category"].key
        return actions.add_category(viewer, person, key, form.cleaned_data["starts_on"], **told)

    end = reverse("beneficiaries:category_end", args=[uuid])
    page = ActPage(head_of(viewer, person), _("登记身份"), _("登记身份"), "", _("结束一条身份"), end)
    return acted(request, form, act, person, "category", page=page)


@door
@both
def category_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A category ended."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    spells = queries.spells_of(viewer, person).filter(ends_on=None)
    form = forms.EndCategoryForm(request.POST or None, initial=forms.fresh(), spells=spells)

    def act() -> object:
        return actions.end_category(viewer, person, form.cleaned_data["spell"], form.cleaned_data["on"])

    note = _("以前的数字不变：那时是什么身份，还是什么身份。")
    page = ActPage(head_of(viewer, person), _("结束身份"), _("结束这条身份"), note)
    return acted(request, form, act, person, "category_end", page=page)


@door
@both
def charge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody looks after a person from a day on."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    users = queries.colleagues_at(viewer, clock.today())
    form = forms.ChargeForm(request.POST or None, initial=forms.fresh(), users=users)

    def act() -> object:
        told = form.cleaned_data
        return actions.assign_responsible(viewer, person, told["user"], told["on"], alone=not told["beside"])

    page = ActPage(head_of(viewer, person), _("指定责任人"), _("就交给他/她"))
    return acted(request, form, act, person, "charge", page=page)


@door
@both
def consent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A person agreed to something."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    form = forms.ConsentForm(request.POST or None, initial=forms.fresh())
    states = queries.consents_of(viewer, person)
    withdraw = reverse("beneficiaries:consent_withdraw", args=[uuid]) if any(s.is_open for s in states) else ""
    note = _("先念告知书，再问愿不愿意。不满 14 周岁，由监护人同意。不同意，照样可以得到服务。")
    page = ActPage(head_of(viewer, person), _("登记同意"), _("登记同意"), note, _("撤回一条同意"), withdraw)
    told = {"page": page, "states": states}
    return acted(
        request, form, lambda: actions.give_consent(viewer, person, form.draft()),
        person, "consent", "beneficiaries/consent.html", told,
    )  # fmt: skip


@door
@both
def consent_withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A person takes a consent back."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    consents = [state.consent for state in queries.consents_of(viewer, person) if state.is_open]
    form = forms.WithdrawForm(request.POST or None, initial=forms.fresh(), consents=consents)

    def act() -> object:
        told = form.cleaned_data
        return actions.withdraw_consent(viewer, person, UUID(told["consent"]), told["on"], told["reason"])

    note = _("撤回以后不再用；以前照同意做的，仍然算数。")
    page = ActPage(head_of(viewer, person), _("撤回同意"), _("撤回这条同意"), note)
    return acted(request, form, act, person, "consent_withdraw", page=page)


@door
@both
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Which other file is the same person's: the lead picks one. A name that is looked for stands in no address."""
    viewer, person = request.viewer, person_of(request.viewer, uuid, clock.today())
    if not queries.leads(viewer, person, clock.today()):
        raise Refused("beneficiaries-lead-only")
    home = queries.home_of(viewer, person, clock.today())
    facts, unit_id = forms.facts_of(person), home.household.unit_id if home else None
    likeness = queries.alike(viewer, person.county, facts, unit_id, clock.today(), but=person.pk)
    q = request.POST.get("q", "").replace("\x00", "").strip()[:40]
    others = list(queries.search(viewer, q, clock.today()).exclude(pk=person.pk)[:10]) if q else []
    found = alike_lines(viewer, Likeness(tuple(Alike(one, "") for one in others)), person)
    page = {"head": head_of(viewer, person), "lines": alike_lines(viewer, likeness, person), "found": found, "q": q}
    return render(request, "beneficiaries/merge.html", page | {"elsewhere": likeness.elsewhere, "person": person})


def acted(
    request: HttpRequest,
    form: forms.Refusing,
    act: Callable[[], object],
    person: Person,
    did: str,
    template: str = "beneficiaries/act.html",
    told: dict[str, Any] | None = None,
    *,
    page: ActPage | None = None,
) -> HttpResponse:
    """Do it when the form is right and say so; otherwise show the form with whatever was typed."""
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.refuse(refused)
        else:
            said = urlencode({"did": did, "form": form.cleaned_data["form_id"]})
            stays = queries.people(request.viewer, clock.today()).filter(pk=person.pk).exists()
            return redirect(f"{reverse('beneficiaries:done', args=[person.uuid])}?{said}" if stays else "/people/")
    shown = (told or {"page": page}) | {"form": form, "action_url": request.get_full_path()}
    return render(request, template, shown, status=422 if form.errors else 200)
