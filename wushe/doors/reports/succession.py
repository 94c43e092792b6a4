"""What a place came out of and what it became, said beside its figure 区划沿革."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.registers.stations.models import Region, RegionSuccessor
from wushe.statistics.rules import Figure, Query
from wushe.statistics.scopes import history_of


class Area(NamedTuple):
    """Another area, with the address of the same figure there."""

    name: str
    url: str


class Succession(NamedTuple):
    """One change of areas in a sentence, and the areas whose services are not in this figure."""

    sentence: str
    areas: list[Area]


def successions(figure: Figure, query: Query) -> list[Succession]:
    """Every change the place of a figure came out of, or ended in, the latest first. Costs: up to 3 queries.

    The services of an earlier area stay under its name: the figure leaves them out, and says so here.
    """
    came, went = history_of(figure.scope)
    found = [_came(day, [row.region for row in rows], query) for day, rows in groupby(came, _day)]
    return found + [_went(day, [row.successor for row in rows], query) for day, rows in groupby(went, _day)]


def _day(row: RegionSuccessor) -> date:
    return row.day


def _came(day: date, areas: list[Region], query: Query) -> Succession:
    said = _("这里自 %(day)s 起由下列区划调整而来。以前的服务仍记在原来的名下，不在这个数里：")
    return Succession(said % {"day": day}, [_area(area, query) for area in areas])


def _went(day: date, areas: list[Region], query: Query) -> Succession:
    said = _("%(eve)s 以后，这里的全部或一部分改属下列区划。以后的服务记在新的名下，不在这个数里：")
    return Succession(said % {"eve": day - timedelta(days=1)}, [_area(area, query) for area in areas])


def _area(area: Region, query: Query) -> Area:
    return Area(area.name, Figure.url_of(replace(query, scope=area.key).text))
