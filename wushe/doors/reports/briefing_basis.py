"""What a briefing cites: policies, and the service models a place has taken up 依据.

The one file of the briefing that speaks to the catalog.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from wushe.ground.ui.templatetags.ui import zh_date
from wushe.registers.catalog.models import ModelAdoption
from wushe.registers.catalog.queries import adopted_models, policies


class Cited(NamedTuple):
    """A policy: its title, who issued it, the day as printed, the words that are cited, where it was found."""

    title: str
    issuer: str
    dated: str
    quote: str
    source: str


class Adopted(NamedTuple):
    """A service model that a place has taken up, as printed, and how far its slots are defined, in words."""

    printed: str
    state: str


def policies_of(keys: Collection[str]) -> list[Cited]:
    """What may be cited in some places: only words that somebody held against the original. Costs: 1 query."""
    return [
        Cited(row.title, row.issuer, row.dated_printed, row.quote, row.source)
        for row in policies(keys)
        if row.is_compared and row.quote
    ]


def models_of(keys: Collection[str], on: date) -> list[Adopted]:
    """The service models that some places have taken up on a day. Costs: 1 query."""
    return [Adopted(row.model.printed, state_of(row)) for row in adopted_models(keys, on)]


def state_of(row: ModelAdoption) -> str:
    """By whom, since when, and how many of the slots nobody has defined."""
    slots = row.model.parts
    undefined = sum(not slot.label for slot in slots)
    facts = {"place": row.region.name, "n": len(slots), "undefined": undefined}
    since = _("，%(day)s起") % {"day": zh_date(row.starts_on)} if row.starts_on else ""
    told = _("%(place)s采用") % facts + since + _("。共 %(n)s 栏") % facts
    if undefined == len(slots):
        return told + _("，原文没有说明各栏是什么，不代填。")
    return told + (_("，其中 %(undefined)s 栏原文没有说明，不代填。") % facts if undefined else _("，原文都有说明。"))
