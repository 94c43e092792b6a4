"""What stands on the page of an activity at first: nothing, the last of its kind, or what was told 起头."""

import uuid
from collections.abc import Iterable, Mapping

from wushe.ground.kit import clock
from wushe.ledger.models import Evidence, Origin
from wushe.registers.beneficiaries.models import Person
from wushe.registers.workforce.models import Worker
from wushe.work.groupwork.models import Activity, Partner
from wushe.work.groupwork.partnering import AS_COMMITTEE, committee_of
from wushe.work.groupwork.queries import Attended
from wushe.work.groupwork.rules import usual_field


def fresh() -> dict[str, object]:
    """What stands on an empty page: today, our own idea; nothing about what was held."""
    return {
        "form_id": uuid.uuid4(),
        "day": clock.today(),
        "origin": "professional",
        "evidence": int(Evidence.E0),
        "committee": "",
    }


def held_before(told: Activity) -> dict[str, object]:
    """An activity as the next of its kind begins: the same in all but the day, who helped and what happened."""
    event = told.event
    return fresh() | {
        "method": str(event.method),
        "theme": told.theme,
        "title": told.title,
        "unit": event.unit.key,
        "venue": told.venue,
        "minutes": str(event.minutes),
        "field": event.field.key if event.field.key != usual_field(told.theme) else "",
    }


def told_before(told: Activity, along: Iterable[Worker], partners: Iterable[Partner]) -> dict[str, object]:
    """A record as the form would tell it, for correcting: all that was said, under a new form id."""
    event = told.event
    initial = held_before(told) | {
        "day": told.day,
        "origin": Origin(event.origin).name.lower(),
        "evidence": event.evidence,
        "line": told.line,
        "heads_counted": event.heads_counted or None,
        "heads_estimated": event.heads_estimated or None,
        "volunteers": told.volunteers or None,
        "colleagues": [worker.pk for worker in along],
    }
    row = 0
    for partner in partners:
        if partner.name == committee_of(event.unit) and partner.role in AS_COMMITTEE and not initial["committee"]:
            initial["committee"] = partner.role
            continue
        row += 1
        kind = "" if partner.organization_id else partner.kind
        initial |= {f"partner_name_{row}": partner.name, f"partner_role_{row}": partner.role}
        initial[f"partner_kind_{row}"] = kind
    return initial


def parts_before(came: Iterable[Attended], kept: Mapping[int, Person]) -> dict[uuid.UUID, str]:
    """Who came in which part, by the file that stands for each."""
    return {kept[row.person.pk].uuid: row.part for row in came}
