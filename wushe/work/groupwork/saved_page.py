"""What the page of a saved activity shows: what was written, and how it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import reversal_of, workers_of
from wushe.registers.beneficiaries.queries.kept import kept_persons
from wushe.registers.catalog.models import Method
from wushe.registers.stations.queries import Viewer
from wushe.registers.workforce.models import Worker
from wushe.work.groupwork import queries
from wushe.work.groupwork.models import Activity, Part, Partner, Party
from wushe.work.groupwork.pages import theme_label
from wushe.work.groupwork.queries import Attended
from wushe.work.groupwork.rules import parties


class CameLine(NamedTuple):
    """Somebody who came, by name."""

    name: str
    url: str
    part: str


class PartyLine(NamedTuple):
    """One of the five parties, and whether it took part."""

    name: str
    is_there: bool


@dataclass(frozen=True)
class Corrected:
    """The record that a correction stands for, and what is different."""

    number: str
    url: str
    changes: list[str]


@dataclass(frozen=True)
class SavedPage:
    """What was written, and how it counts."""

    form_id: str
    title: str
    day: date
    method_label: str
    line: str
    facts: list[tuple[str, str]]
    people: list[CameLine]
    named: int
    unnamed: int
    person_times: int
    partners: list[tuple[str, str]]
    parties: list[PartyLine]
    saved_number: str
    record_url: str
    state: str
    again_url: str
    correct_url: str
    cancel_url: str
    amended_url: str
    amended_number: str
    corrects: Corrected | None
    back_url: str
    action_url: str


def saved_page(viewer: Viewer, told: Activity) -> SavedPage:
    """The page of a saved activity. Costs: about 9 queries."""
    event = told.event
    came, partners = queries.attended(viewer, told), queries.partners(viewer, told)
    workers = workers_of(viewer, event)
    state, newer = state_of(viewer, event)
    own = reverse("groupwork:saved", args=[told.uuid])
    counts = state == "valid"
    return SavedPage(
        form_id=str(told.uuid),
        title=told.title,
        day=told.day,
        method_label=str(Method(event.method).label),
        line=told.line,
        facts=facts_of(told, workers),
        people=came_lines(viewer, came),
        named=event.named,
        unnamed=event.heads_counted + event.heads_estimated,
        person_times=event.named + event.heads_counted + event.heads_estimated,
        partners=[(row.name, str(row.get_role_display())) for row in partners],
        parties=party_lines(told, came, partners, workers),
        saved_number=event.number,
        record_url=reverse("reports:record", args=[event.number]),
        state=state,
        again_url=reverse("groupwork:again", args=[told.uuid]),
        correct_url=reverse("groupwork:correct", args=[told.uuid]) if counts else "",
        cancel_url=reverse("groupwork:cancel", args=[told.uuid]) if counts else "",
        amended_url=reverse("groupwork:saved", args=[newer.form_id]) if newer else "",
        amended_number=newer.number if newer else "",
        corrects=corrected(viewer, told),
        back_url=own,
        action_url=reverse("groupwork:cancel", args=[told.uuid]),
    )


def facts_of(told: Activity, workers: Iterable[Worker]) -> list[tuple[str, str]]:
    """What the page told, as label and value."""
    event = told.event
    names, by = "、".join(worker.name for worker in workers), str(event.recorded_by or "")
    people = {"n": event.heads_counted}, {"n": event.heads_estimated}, {"n": told.volunteers}
    facts = [
        (_("方式"), _("%(method)s，%(n)s 分钟") % {"method": Method(event.method).label, "n": event.minutes}),
        (_("内容"), theme_label(told)),
        (_("地点"), " ".join(filter(None, (event.unit.short_name, told.venue)))),
        (_("数过的"), _("%(n)s 人") % people[0] if event.heads_counted else ""),
        (_("估计的"), _("约 %(n)s 人") % people[1] if event.heads_estimated else ""),
        (_("志愿者"), _("%(n)s 人") % people[2] if told.volunteers else ""),
        (_("社工"), names),
        (_("领域"), event.field.name),
        (_("记录人"), by if by != names else ""),
        (_("理由"), event.reason),
    ]
    return [(label, value) for label, value in facts if value]


def came_lines(viewer: Viewer, came: Iterable[Attended]) -> list[CameLine]:
    """Who came by name, whoever had a part in it first. Costs: none when no file was merged."""
    rows = list(came)
    kept = kept_persons(viewer, [row.person for row in rows])
    order = {Part.ORGANISER: 0, Part.HELPER: 1, Part.ATTENDEE: 2}
    return [
        CameLine(
            kept[row.person.pk].name,
            kept[row.person.pk].get_absolute_url(),
            "" if row.part == Part.ATTENDEE else str(Part(row.part).label),
        )
        for row in sorted(rows, key=lambda row: order[Part(row.part)])
    ]


def party_lines(
    told: Activity, came: Iterable[Attended], partners: Iterable[Partner], workers: list[Worker]
) -> list[PartyLine]:
    """The five parties 五社, and which of them took part."""
    there = parties(
        {row.part for row in came},
        [(row.kind, row.role) for row in partners],
        workers=len(workers),
        volunteers=told.volunteers,
    )
    return [PartyLine(str(party.label), party.value in there) for party in Party]


def state_of(viewer: Viewer, event: ServiceEvent) -> tuple[str, ServiceEvent | None]:
    """Whether a row still counts: ("valid", None), ("reversed", None) or ("amended", the right one)."""
    if reversal_of(viewer, event) is None:
        return "valid", None
    newer = event.amendments.select_related("county").first()
    return ("amended", newer) if newer else ("reversed", None)


def corrected(viewer: Viewer, told: Activity) -> Corrected | None:
    """What a correction put right. Costs: 4 queries for a correction, none else."""
    before = told.event.amends
    if before is None:
        return None
    old = queries.activity(viewer, before.form_id)
    return Corrected(old.event.number, reverse("groupwork:saved", args=[old.uuid]), changes(viewer, old, told))


def changes(viewer: Viewer, old: Activity, new: Activity) -> list[str]:
    """What is different between two records, in words: 名单 12→11 人."""
    before, after = dict(compared(viewer, old)), dict(compared(viewer, new))
    words = [
        f"{label} {before[label] or _('没有')}→{after[label] or _('没有')}"
        for label in before
        if before[label] != after[label]
    ]
    names = [{(row.person.pk, row.part) for row in queries.attended(viewer, one)} for one in (old, new)]
    words += [_("名单或身份改了")] * (names[0] != names[1] and old.event.named == new.event.named)
    return words + [_("“说一句”改了")] * (old.line != new.line)


def compared(viewer: Viewer, told: Activity) -> list[tuple[str, str]]:
    """What is compared of a record, as label and value."""
    event = told.event
    partners = "、".join(f"{row.name}（{row.get_role_display()}）" for row in queries.partners(viewer, told))
    return [
        (_("日期"), str(told.day)),
        (_("名称"), told.title),
        (_("方式"), str(Method(event.method).label)),
        (_("内容"), theme_label(told)),
        (_("地点"), " ".join(filter(None, (event.unit.short_name, told.venue)))),
        (_("领域"), event.field.name),
        (_("时长（分钟）"), str(event.minutes)),
        (_("有名字的（人）"), str(event.named)),
        (_("数过的（人）"), str(event.heads_counted)),
        (_("估计的（人）"), str(event.heads_estimated)),
        (_("志愿者（人）"), str(told.volunteers)),
        (_("合作单位"), partners),
    ]
