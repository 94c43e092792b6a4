"""Tags and filters every page uses 页面标签: figures that open, icons, numbers, Chinese dates."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wushe.ground.ui import charts

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "icons"
NOTHING = "—"
FEW = "＜5"
FIGURE_KINDS = frozenset({"counted", "declared", "target"})
HOURS = frozenset({"小时", "分钟"})


# ---- Icons ---------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """Draw a vendored outline icon inline, hidden from screen readers (the words beside it speak).

    Refuses: a name that set-up did not copy (LookupError); names are listed in `frontend/icons.txt`.
    Costs: one file read per icon and process.
    """
    size = int(size)
    # The shapes come from our own package files, never from a request.
    return format_html(
        '<svg class="ws-icon" width="{}" height="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        "{}</svg>",
        size,
        size,
        _shapes(name),
    )


@cache
def _shapes(name: str) -> SafeString:
    file = ICONS / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not file.is_file():
        raise LookupError(f"icon {name!r} is not vendored: add it to frontend/icons.txt and run the set-up again")
    drawing = file.read_text(encoding="utf-8")
    opened = drawing.index(">", drawing.index("<svg")) + 1
    return mark_safe(drawing[opened : drawing.rindex("</svg>")].strip())  # noqa: S308 (our own package file)


# ---- Figures -------------------------------------------------------------------------------------------------


@register.simple_tag
def figure(fig: Any, show_unit: bool = True) -> SafeString:
    """Show a figure 数字 as a number that opens to its records.

    Takes: an object with `value`, `unit`, `url` (or None) and `kind` (counted, declared, target); None is a dash.
    Gives: a link (or plain text without `url`): solid underline counted, dashed declared, dotted target.
    A figure that is not told (`few`: 1 to 4 of a restricted category; `veiled`: what would give it) is ＜5 or a dash.
    Minutes are shown as hours with one decimal, by whole-number arithmetic.
    """
    if fig is None or getattr(fig, "kind", "") == "veiled":
        return format_html('<span class="ws-muted">{}</span>', NOTHING)
    if getattr(fig, "kind", "") == "few":
        unit_class = "ws-unit" if show_unit else "visually-hidden"
        shown = '<span class="ws-fig"><span class="ws-num">{}</span> <span class="{}">{}</span></span>'
        return format_html(shown, FEW, unit_class, fig.unit)
    unit = str(fig.unit)
    value = hours(fig.value) if unit in HOURS else thousands(fig.value)
    unit = _("小时") if unit in HOURS else unit
    kind = getattr(fig, "kind", "counted")
    kind = kind if kind in FIGURE_KINDS else "counted"
    number = format_html('<span class="ws-num">{}</span>', value)
    unit_class = "ws-unit" if show_unit else "visually-hidden"
    body = format_html('{} <span class="{}">{}</span>', number, unit_class, unit)
    url = getattr(fig, "url", None)
    if not url:
        return format_html('<span class="ws-fig ws-is-{}">{}</span>', kind, body)
    return format_html('<a class="ws-fig ws-is-{}" href="{}">{}</a>', kind, url, body)


@register.filter
def thousands(value: int | None) -> str:
    """1234567 → 1,234,567; nothing → a dash."""
    return NOTHING if value is None else f"{int(value):,}"


@register.filter
def hours(minutes: int | None) -> str:
    """Whole minutes as hours with one decimal, half a tenth rounded up: 222210 → 3,703.5."""
    if minutes is None:
        return NOTHING
    tenths = (int(minutes) * 10 + 30) // 60
    return f"{tenths // 10:,}.{tenths % 10}"


@register.filter
def age_label(age: int | None) -> str:
    """86 → 86 岁; nothing when no birth date is known."""
    return "" if age is None else _("%(n)s 岁") % {"n": age}


@register.filter
def was_filled(form: Any) -> bool:
    """Whether somebody typed or chose anything on a form that was sent."""
    return any(not form[name].is_hidden for name in form.changed_data)


# ---- Dates ---------------------------------------------------------------------------------------------------


@register.filter
def zh_date(day: dt.date | None) -> str:
    """2026-11-24 → 2026年11月24日."""
    return _("%(year)d年%(month)d月%(day)d日") % _parts_of(day) if day else NOTHING


@register.filter
def zh_day(day: dt.date | None) -> str:
    """2026-11-24 → 11月24日, where the year is plain from the place."""
    return _("%(month)d月%(day)d日") % _parts_of(day) if day else NOTHING


@register.filter
def zh_day_from(day: dt.date | None, here: dt.date) -> str:
    """A day as it is said on the day `here`: the year only when it is another one."""
    return zh_day(day) if day and day.year == here.year else zh_date(day)


@register.filter
def zh_month(day: dt.date | None) -> str:
    """2026-11-24 → 2026年11月."""
    return _("%(year)d年%(month)d月") % _parts_of(day) if day else NOTHING


@register.filter
def short_day(day: dt.date | None) -> str:
    """2026-11-24 → 11-24, for narrow columns."""
    return f"{day.month:02d}-{day.day:02d}" if day else NOTHING


@register.filter
def days_label(days: int | None) -> str:
    """Say how a due day stands: 12 → 逾期 12 天, 0 → 今天, -1 → 明天, -5 → 5 天后."""
    if days is None:
        return _("未安排")
    if days > 0:
        return _("逾期 %(days)d 天") % {"days": days}
    if days == 0:
        return _("今天")
    return _("明天") if days == -1 else _("%(days)d 天后") % {"days": -days}


@register.filter
def days_level(days: int | None) -> str:
    """The colour that goes with `days_label`: red overdue, amber today, blue later, plain when unknown."""
    if days is None:
        return "plain"
    return "red" if days > 0 else "amber" if days == 0 else "blue"


@register.filter
def risk_level(risk: str) -> str:
    """The colour of a risk level: high red, key amber, general green."""
    return {"high": "red", "key": "amber", "general": "green"}.get(risk, "plain")


def _parts_of(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


# ---- Charts --------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/month_bars.html")
def month_bars(months: Any) -> dict[str, Any]:
    """Draw 人次 and 人 month by month, with a table twin (`ui/month_bars.html`)."""
    return {"chart": charts.month_chart(months)}


@register.inclusion_tag("ui/parts_bar.html")
def parts_bar(parts: Any) -> dict[str, Any]:
    """Draw what a figure is made of as one bar with its legend (`ui/parts_bar.html`)."""
    return {"slices": charts.slices([(str(label), charts.number(value)) for label, value in parts])}


@register.simple_tag
def share_bar(value: Any, largest: Any) -> SafeString:
    """A thin bar: `value` beside the `largest` of its column. Decoration; the number stands next to it."""
    whole = charts.number(largest)
    width = charts.number(value) * 1000 // whole if whole > 0 else 0
    return format_html(
        '<svg class="ws-share" viewBox="0 0 1000 8" width="100%" height="8" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="{}" height="8"></rect></svg>',
        width,
    )
