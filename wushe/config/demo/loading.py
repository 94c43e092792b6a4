"""Load the demo 装载样例: places, staff, people, years."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from random import Random

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from wushe.config.demo.adoptions import adopt
from wushe.config.demo.certificates import certify_deqing, certify_qujing
from wushe.config.demo.deqing import deqing_posts, load_deqing
from wushe.config.demo.disclosures import write_disclosures
from wushe.config.demo.enrol import enrol
from wushe.config.demo.files import agree, happen
from wushe.config.demo.history import Historian, Progress
from wushe.config.demo.lives import Home, known_by
from wushe.config.demo.past import house_on, local, moment
from wushe.config.demo.places import Places, load_liudao
from wushe.config.demo.qujing import VILLAGE_SITES, load_qujing
from wushe.config.demo.roll import Entry
from wushe.config.demo.rounds import Rules, Told
from wushe.config.demo.slips import Clerk, Line, Slip, closings, day_of
from wushe.config.demo.staff import DEQING_POSTS, LIUDAO_POSTS, OPENED, QUJING_POSTS, Post, load_staff
from wushe.config.demo.tales import (
    PERSONS,
    Setting,
    Tale,
    deqing_homes,
    liudao_homes,
    tell_deqing,
    tell_liudao,
    tell_yuezhou,
    yuezhou_homes,
)
from wushe.config.demo.wants import write_needs
from wushe.ground.accounts import audit
from wushe.registers.beneficiaries.models import Person
from wushe.registers.catalog.actions import load_catalog
from wushe.registers.catalog.models import Mode
from wushe.registers.stations.actions.loading import load_divisions
from wushe.work.visits.actions import load_visit_rules
from wushe.work.visits.models import VisitRule
from wushe.work.visits.rules import Duty, Interval

SEED = 1
LIUDAO, DEQING, QUJING = "liudao", "deqing", "qujing"
PLACES = (LIUDAO, DEQING, QUJING)
#: The first day on which each place can be shown. 六道: its list needs three months of history. 德清 opened its
#: stations at the end of August 2021 and needs a month. 曲靖: whom 越州 is printed to serve for long has been by then.
EARLIEST = {LIUDAO: date(2021, 4, 1), DEQING: date(2021, 10, 1), QUJING: date(2021, 10, 1)}
#: The last: newcomers and Spring Festivals are made up until then.
LATEST = date(2030, 12, 31)


@dataclass(frozen=True)
class Loaded:
    """What was loaded."""

    today: date
    seed: int
    homes: int
    persons: int
    services: int
    slips: int
    closed_months: int


@dataclass(frozen=True)
class Plan:
    """How one place comes into the demo: who invents its people, and who tells its years."""

    homes: Callable[[Setting, Fraction], list[Home]]
    tell: Callable[[Setting, list[Home]], Tale]


PLANS = {
    LIUDAO: Plan(liudao_homes, tell_liudao),
    DEQING: Plan(deqing_homes, tell_deqing),
    QUJING: Plan(yuezhou_homes, tell_yuezhou),
}


@dataclass(frozen=True)
class Chapter:
    """All that will be written of one county."""

    key: str
    setting: Setting
    homes: list[Home]
    persons: dict[int, Person]
    tale: Tale
    lines: list[Line]
    slips: list[Slip]
    closed: dict[date, datetime]


def load(
    *,
    today: date,
    seed: int = SEED,
    progress: Progress | None = None,
    persons: int = PERSONS,
    since: date = OPENED,
    places: Sequence[str] = PLACES,
) -> Loaded:
    """Fill an empty, migrated database with the demo, all or nothing.

    Takes: the day (history ends the evening before), the seed, who is told (done, total) from time to time, how many
    persons 六道 looks after at first (the others have as much less as it has), the day before which services are left
    out, and which places (tests have no time for all). The same arguments give the same rows.
    Gives: what was loaded. Refuses (CommandError): a day before the earliest of a place, or after the last made up.
    Costs: about 40 seconds for 60,000 services.
    """
    earliest = max(EARLIEST[key] for key in places)
    if today < earliest:
        raise CommandError(
            _("演示从 2021 年 1 月开始，报道里的数字到 %(day)s 才能数出来。请选 %(day)s 或以后的日子。")
            % {"day": earliest}
        )
    if today > LATEST:
        raise CommandError(_("演示编到 %(day)s 为止。请选这一天或以前的日子。") % {"day": LATEST})
    with transaction.atomic(), house_on(today):
        loaded = _load(today, seed, progress or (lambda done, total: None), Fraction(persons, PERSONS), since, places)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # a database that takes its tables for empty reads them whole, again and again
        return loaded


def _load(today: date, seed: int, progress: Progress, share: Fraction, since: date, places: Sequence[str]) -> Loaded:
    with moment(local(OPENED, 8)):
        load_catalog()
        load_visit_rules()
        load_divisions()
        rules = _rules()
        settings = {key: _setting(key, rules, seed, today, since) for key in places}
    chapters = [_chapter(key, setting, share) for key, setting in settings.items()]
    total = sum(len(chapter.lines) + len(chapter.slips) for chapter in chapters)
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    for chapter in chapters:
        _write(chapter, tell)
    return Loaded(
        today,
        seed,
        homes=sum(len(chapter.homes) for chapter in chapters),
        persons=sum(life.is_served for chapter in chapters for home in chapter.homes for life in home.lives),
        services=sum(len(chapter.lines) for chapter in chapters),
        slips=sum(len(chapter.slips) for chapter in chapters),
        closed_months=sum(len(chapter.closed) for chapter in chapters),
    )


def _setting(key: str, rules: Rules, seed: int, today: date, since: date) -> Setting:
    """The places and the staff of a county, written; its chance is its own."""
    stations, posts = _places_of(key)
    staff = load_staff(posts, {places.station.key: places for places in stations}, today)
    adopt(stations[0].county, today)
    if key == DEQING:
        certify_deqing(staff, seed)
    if key == QUJING:
        certify_qujing(stations, staff, seed)
    told_at = stations[: 1 + len(VILLAGE_SITES)] if key == QUJING else stations
    label = "history" if key == LIUDAO else f"history/{key}"
    rng = Random(f"{label}/{seed}/{today}")  # noqa: S311 - the same seed and day, the same history
    return Setting(told_at, staff, rules, rng, seed, today, since)


def _places_of(key: str) -> tuple[list[Places], Sequence[Post]]:
    if key == LIUDAO:
        return [load_liudao()], LIUDAO_POSTS
    if key == DEQING:
        stations = load_deqing()
        return stations, [*DEQING_POSTS, *deqing_posts(stations)]
    return load_qujing(), QUJING_POSTS


def _chapter(key: str, setting: Setting, share: Fraction) -> Chapter:
    """Invent the people of a county, write them, and make up its years."""
    last = setting.last
    label = f"{setting.seed}" if key == LIUDAO else f"{key}/{setting.seed}"
    with moment(local(OPENED, 8)):
        homes = known_by(PLANS[key].homes(setting, share), last)
        at = {unit: places for places in reversed(setting.stations) for unit in places.units}
        persons = enrol(homes, at, setting.staff, label)
        agree(homes, persons, setting.staff, label)
    tale = PLANS[key].tell(setting, homes)
    tale = replace(tale, told=[visit for visit in tale.told if visit.draft.day >= setting.since])
    services: list[Told | Entry] = [*tale.told, *tale.others]
    first = min((day_of(service.draft) for service in services), default=last)
    closed = closings(max(setting.since, first.replace(day=1)), last)
    lines, slips = Clerk(setting.rng, setting.staff, closed, last).write_down(services)
    return Chapter(key, setting, homes, persons, tale, lines, slips, closed)


def _write(chapter: Chapter, tell: Callable[[int], None]) -> None:
    """The years of a county into the ledger, and what is kept beside it."""
    setting, last = chapter.setting, chapter.setting.last
    places = setting.stations[0]
    historian = Historian(places.county, setting.staff, chapter.persons, tell)
    historian.write(chapter.lines, chapter.slips, chapter.closed, last)
    if chapter.key == LIUDAO:
        happen(chapter.homes, places, setting.staff, last, setting.seed)
    with moment(local(last, 23, 59, 59)):
        write_needs(chapter.tale.told, setting.staff, last, setting.rng)
    if chapter.key == LIUDAO:
        write_disclosures(chapter.homes, places, setting.staff, last, setting.rng)
    with moment(local(last, 23, 59, 59)):
        audit.record("demo.load", f"demo:{setting.today}", actor=None, county_key=places.county.key, seed=setting.seed)


def _rules() -> Rules:
    """The visit rules as loaded, by category and risk."""
    return {
        (row.category.key, row.risk): Duty(
            Interval(row.days, row.months), frozenset(int(Mode[name.upper()]) for name in row.modes), OPENED
        )
        for row in VisitRule.objects.select_related("category").filter(county=None)
    }
