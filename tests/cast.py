"""The frozen cast: the same people in every test, on the same Tuesday.

At 六道大社区社工站 work 小周 and 小林; 老陈 leads it, 督导 watches over it, and 机构负责人, whose
agency runs it and ran the next station until the end of last year; 王科 oversees the county,
专员 reads its audit, 管理员 keeps its accounts; 市局 and 省厅 read the figures of the city and the province, in which
邻县 lies too; 记者 comes from outside and checks numbers of the county. 外县科 oversees the other county,
外县管理员 keeps its accounts. 陌生人 works at the next station of the same county, 外县人 at a station of another
county, 没授权 nowhere. 王阿婆 and 符老伯 live alone and are looked after by 小周, 陈大爷 by 小林; 李家 is 一户三口.
邻站老人 and 外县老人 live where the other stations serve.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tests.keepsake import Keepsake, models_of_the_house
from wushe.ground.accounts.models import AuditChain, AuditEntry, User
from wushe.ledger.rules import EventDraft
from wushe.registers.beneficiaries.actions import draft_household, draft_person, index_names, save_homes
from wushe.registers.beneficiaries.models import (
    Household,
    Membership,
    Person,
    PersonCategory,
    Responsibility,
    Risk,
    RiskLevel,
    Sex,
)
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import Category, Method, Mode, ServiceField
from wushe.registers.stations.middleware import REFUSALS
from wushe.registers.stations.models import (
    Grant,
    OperatingContract,
    Organization,
    Region,
    RegionKind,
    RegionLink,
    Role,
    Station,
    View,
)
from wushe.registers.stations.queries import Viewer, county_of, viewer_for
from wushe.registers.workforce.models import Posting, Worker
from wushe.work.groupwork.rules import ActivityDraft, Aid, Came
from wushe.work.visits.actions import load_visit_rules
from wushe.work.visits.rules import VisitDraft

TODAY = date(2026, 11, 24)  # a Tuesday
LONG_AGO = date(2021, 1, 1)
INVENTED = "test"


@dataclass(frozen=True)
class Cast:
    """Everybody, and where they are. Staff are viewers as of today."""

    county: Region
    coverage: Region
    units: tuple[Region, ...]
    station: Station
    next_station: Station
    far_station: Station
    xiaozhou: Viewer
    xiaolin: Viewer
    laochen: Viewer
    wangke: Viewer
    stranger: Viewer
    outsider: Viewer
    dudao: Viewer
    jigou: Viewer
    zhuanyuan: Viewer
    guanli: Viewer
    shiju: Viewer
    shengting: Viewer
    jizhe: Viewer
    far_keeper: Viewer
    far_officer: Viewer
    nobody: Viewer
    wang: Person
    fu: Person
    chen: Person
    li_grandmother: Person
    li_mother: Person
    li_child: Person
    neighbour: Person
    far_elder: Person

    @property
    def li_family(self) -> tuple[Person, ...]:
        """一户三口."""
        return self.li_grandmother, self.li_mother, self.li_child


@pytest.fixture
def frozen_day(settings: Settings) -> date:
    """Today is 2026-11-24."""
    settings.WUSHE_TODAY = TODAY.isoformat()
    return TODAY


@pytest.fixture
def cast(db: None, frozen_day: date) -> Cast:
    """The cast in an otherwise empty house."""
    REFUSALS.forget()
    return CAST.bring()


def settle() -> Cast:
    """Let everybody move into an empty house."""
    load_catalog()
    load_visit_rules()
    county, far_county = county_named("460203", "吉阳区"), county_named("530302", "外县")
    second_county = county_named("460202", "邻县")
    city, province = region_named("4602", "某市", RegionKind.CITY), region_named("46", "某省", RegionKind.PROVINCE)
    far_city = region_named("5303", "外市", RegionKind.CITY)
    for child, parent in ((county, city), (second_county, city), (city, province), (far_county, far_city)):
        lies_in(child, parent)
    names = ("田独村", "新红村", "六盘村", "博后村", "安罗村", "六道居委会")
    units = tuple(unit_named(f"unit-{number}", name, county) for number, name in enumerate(names, 1))
    station = station_named("liudao", "六道大社区社工站", county, units)
    next_unit, far_unit = unit_named("next-unit", "邻村", county), unit_named("far-unit", "外村", far_county)
    next_station = station_named("next", "邻站", county, (next_unit,))
    far_station = station_named("far", "外县站", far_county, (far_unit,))
    staff = {
        "xiaozhou": staff_member("小周", Role.WORKER, station=station),
        "xiaolin": staff_member("小林", Role.WORKER, station=station),
        "laochen": staff_member("老陈", Role.LEAD, station=station),
        "stranger": staff_member("陌生人", Role.WORKER, station=next_station),
        "outsider": staff_member("外县人", Role.WORKER, station=far_station),
        "wangke": staff_member("王科", Role.COUNTY, county=county),
        "dudao": staff_member("督导", Role.SUPERVISOR, station=station),
        "jigou": staff_member("机构负责人", Role.AGENCY, organization=agency_of(station, next_station)),
        "zhuanyuan": staff_member("专员", Role.PRIVACY, county=county),
        "guanli": staff_member("管理员", Role.ADMIN, county=county),
        "shiju": staff_member("市局", Role.CITY, county=city),
        "shengting": staff_member("省厅", Role.PROVINCE, county=province),
        "jizhe": staff_member("记者", Role.READER, county=county),
        "far_keeper": staff_member("外县管理员", Role.ADMIN, county=far_county),
        "far_officer": staff_member("外县科", Role.COUNTY, county=far_county),
        "nobody": viewer_for(user_named("没授权"), TODAY),
    }
    zhou, lin = staff["xiaozhou"].user, staff["xiaolin"].user
    li = household_in(units[1], "2 组 7 号")
    return Cast(
        county=county,
        coverage=station.coverage,
        units=units,
        station=station,
        next_station=next_station,
        far_station=far_station,
        **staff,
        wang=resident("王阿婆", date(1940, 5, 1), units[0], category="living-alone-elder", risk=Risk.KEY, by=zhou),
        fu=resident(
            "符老伯", date(1938, 3, 9), units[2], sex=Sex.MALE, category="living-alone-elder", risk=Risk.HIGH, by=zhou
        ),
        chen=resident("陈大爷", date(1950, 7, 7), units[0], sex=Sex.MALE, category="living-alone-elder", by=lin),
        li_grandmother=resident("李奶奶", date(1955, 2, 2), household=li, category="left-behind-elder", by=zhou),
        li_mother=resident("张梅", date(1988, 8, 8), household=li, category="left-behind-woman", by=lin),
        li_child=resident("李小雨", date(2015, 6, 1), household=li, category="left-behind-child", by=zhou),
        neighbour=resident("邻站老人", date(1945, 1, 1), next_unit, by=staff["stranger"].user),
        far_elder=resident("外县老人", date(1945, 1, 1), far_unit, by=staff["outsider"].user),
    )


#: Its rows depend on the keys and on the suite that sealed them.
CAST = Keepsake(settle, under=lambda: (str(django_settings.WUSHE_KEYS), django_settings.WUSHE_CRYPTO))


def county_named(key: str, name: str) -> Region:
    """A county."""
    return region_named(key, name, RegionKind.COUNTY)


def unit_named(key: str, name: str, county: Region) -> Region:
    """A village or community of the county."""
    kind = RegionKind.COMMUNITY if name.endswith("居委会") else RegionKind.VILLAGE
    unit = region_named(key, name, kind, name[:2])
    lies_in(unit, county)
    return unit


def region_named(key: str, name: str, kind: RegionKind, short_name: str = "") -> Region:
    """A place of any kind, that lies nowhere yet."""
    return Region.objects.create(key=key, name=name, short_name=short_name or name, kind=kind, source=INVENTED)


def lies_in(child: Region, parent: Region, *views: View) -> None:
    """Tie one place to another: in the state's view and in that of who runs it, unless other views are named."""
    for view in views or (View.STATUTORY, View.MANAGED):
        RegionLink.objects.create(view=view, parent=parent, child=child, source=INVENTED)


def station_named(
    key: str, name: str, county: Region, units: tuple[Region, ...], *, opening: str = "2021年1月1日"
) -> Station:
    """A station with the coverage unit it serves."""
    coverage = region_named(f"{key}-coverage", f"{name}片", RegionKind.COVERAGE, name[:2])
    lies_in(coverage, county, View.COVERAGE)
    for unit in units:
        lies_in(unit, coverage, View.COVERAGE)
    return Station.objects.create(
        key=f"{key}-station",
        name=name,
        county=county,
        coverage=coverage,
        opening_printed=opening,
        opening_source=INVENTED,
    )


def user_named(name: str) -> User:
    """Somebody who can log in, without any grant."""
    return User.objects.create(username=name, name=name, password="!")


def agency_of(station: Station, left: Station) -> Organization:
    """An agency that runs a station, and ran another until the end of last year."""
    agency = Organization.objects.create(key="agency", name="某社工机构", kind="service", source=INVENTED)
    OperatingContract.objects.bulk_create(
        OperatingContract(organization=agency, station=at, starts_on=LONG_AGO, ends_on=last, source=INVENTED)
        for at, last in ((station, None), (left, date(2025, 12, 31)))
    )
    return agency


def staff_member(
    name: str,
    role: Role,
    *,
    station: Station | None = None,
    organization: Organization | None = None,
    county: Region | None = None,
) -> Viewer:
    """A user with one grant; who works at a station is also a worker posted there."""
    user = user_named(name)
    Grant.objects.create(
        user=user, role=role, station=station, organization=organization, region=county, starts_on=LONG_AGO
    )
    if role in (Role.WORKER, Role.LEAD):
        worker = Worker.objects.create(user=user, name=name, called=name)
        Posting.objects.create(worker=worker, station=station, starts_on=LONG_AGO)
    return viewer_for(user, TODAY)


def household_in(unit: Region, address: str = "") -> Household:
    """A household that lives there."""
    home = draft_household(county_of(unit), unit, address)
    save_homes([home])
    return home


def resident(
    name: str,
    birth: date | None,
    unit: Region | None = None,
    *,
    household: Household | None = None,
    sex: Sex = Sex.FEMALE,
    category: str = "",
    risk: Risk | None = None,
    by: User | None = None,
) -> Person:
    """Somebody who lives in the unit (in a household of their own) or in the household, since long ago."""
    home = household or household_in(unit)
    person = draft_person(county_of(home.unit), name=name, sex=sex, birth_on=birth)
    save_homes([person])
    index_names([(person, home.unit_id)])
    Membership.objects.create(person=person, household=home, role="本人", starts_on=LONG_AGO)
    if category:
        kind = Category.objects.get(key=category)
        PersonCategory.objects.create(person=person, category=kind, starts_on=LONG_AGO, basis=INVENTED)
    if risk is not None:
        RiskLevel.objects.create(person=person, level=risk, starts_on=LONG_AGO, decided_by=by, reason=INVENTED)
    if by is not None:
        Responsibility.objects.create(person=person, user=by, starts_on=LONG_AGO)
    return person


def worker_id(viewer: Viewer) -> int:
    """The worker a viewer is."""
    return Worker.objects.get(user=viewer.user).pk


def field_id(key: str) -> int:
    """A field of service by key."""
    return ServiceField.objects.get(key=key).pk


def visit_draft(person: Person, **changes: Any) -> VisitDraft:
    """A visit at the door today that met the person, told in full."""
    told: dict[str, Any] = {
        "form_id": uuid.uuid4(),
        "person_id": person.pk,
        "day": TODAY,
        "mode": Mode.DOOR,
        "met": True,
        "minutes": 20,
        "safety": "fine",
        "health": "same",
        "mood": "calm",
        "next_step": "plan",
        "line": "都好",
    }
    return VisitDraft(**told | changes)


def attempt_draft(person: Person, **changes: Any) -> VisitDraft:
    """Somebody went to the door today and met nobody."""
    told: dict[str, Any] = {
        "form_id": uuid.uuid4(),
        "person_id": person.pk,
        "day": TODAY,
        "mode": Mode.DOOR,
        "met": False,
        "absence": "no_answer",
    }
    return VisitDraft(**told | changes)


def activity_draft(cast: Cast, *people: Person, **changes: Any) -> ActivityDraft:
    """反诈宣传 in 田独村 today: who is named came, 12 more were counted; the committee lent the room."""
    told: dict[str, Any] = {
        "form_id": uuid.uuid4(),
        "day": TODAY,
        "unit_id": cast.units[0].pk,
        "method": Method.PUBLICITY,
        "theme": "anti-fraud",
        "title": "反诈宣传",
        "minutes": 90,
        "people": tuple(Came(person.pk) for person in people),
        "heads_counted": 12,
        "partners": (Aid("venue", name="田独村委会", kind="community"),),
        "line": "讲了三个骗局",
    }
    return ActivityDraft(**told | changes)


@pytest.fixture
def event_draft(cast: Cast) -> Callable[..., EventDraft]:
    """Makes the draft of a visit of 小周 to 王阿婆 today; anything can be told otherwise."""
    usual: dict[str, Any] = {
        "station_id": cast.station.pk,
        "unit_id": cast.units[0].pk,
        "occurred_on": TODAY,
        "field_id": field_id("elder-care"),
        "method": Method.VISIT,
        "mode": Mode.DOOR,
        "met": True,
        "minutes": 30,
        "workers": (worker_id(cast.xiaozhou),),
        "people": (cast.wang.pk,),
        "source": INVENTED,
    }
    return lambda **told: EventDraft(**{"form_id": uuid.uuid4()} | usual | told)


def rows_by_table() -> dict[str, int]:
    """How many rows stand in every table of the house: what a refused action must leave as it was.

    Only the line that tells of the refusal itself is not counted, nor the head of the chain it may begin.
    """
    tables = [model for model in models_of_the_house() if model is not AuditChain]
    counts = {model._meta.db_table: model._default_manager.count() for model in tables}
    return counts | {AuditEntry._meta.db_table: AuditEntry.objects.exclude(verb="refused").count()}
