"""What the page of a saved visit shows: what was written, and what follows from it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wushe.ground.kit import clock
from wushe.ledger.models import ServiceEvent
from wushe.ledger.queries import reversal_of
from wushe.registers.beneficiaries.queries.kept import kept_person
from wushe.registers.catalog.models import Mode
from wushe.registers.stations.queries import Viewer
from wushe.work.needs.queries import needs_of
from wushe.work.visits import queries
from wushe.work.visits.models import ContactAttempt, Problem, Visit
from wushe.work.visits.pages import DueRow, PersonCard, again_label, card_of, come_again, due_rows
from wushe.work.visits.queries import Due
from wushe.work.visits.telling import source_of


@dataclass(frozen=True)
class Corrected:
    """The record that a correction stands for, and what is different."""

    number: str
    url: str
    changes: list[str]


@dataclass(frozen=True)
class SavedPage:
    """What was written, and what follows from it."""

    person: PersonCard
    form_id: str
    day: date
    mode_label: str
    met: bool
    minutes: int
    line: str
    facts: list[tuple[str, str]]
    saved_number: str
    state: str
    next_due: date | None
    effects: list[str]
    needs: list[str]
    next_row: DueRow | None
    correct_url: str
    cancel_url: str
    amended_url: str
    amended_number: str
    corrects: Corrected | None
    unanswered: str
    back_url: str
    action_url: str
    place_url: str = "/today/"


def saved_page(viewer: Viewer, told: Visit | ContactAttempt) -> SavedPage:
    """The page of a saved record. Costs: about 15 queries."""
    on = clock.today()
    event, person = told.event, kept_person(viewer, told.person)
    source = source_of(told.uuid)
    found = [need for need in needs_of(viewer, person) if need.source == source]
    dues = queries.due_list(viewer, queries.charges(viewer, on), on)
    own = next((due for due in dues if due.person_id == person.pk), None)
    state, newer = state_of(viewer, event)
    counts = state == "valid"
    still = unanswered(event, own, on) if counts and event.met and own else ""
    return SavedPage(
        person=card_of(person, told.day),
        form_id=str(told.uuid),
        day=told.day,
        mode_label=str(Mode(event.mode).label),
        met=event.met,
        minutes=event.minutes,
        line=told.line,
        facts=facts_of(told),
        saved_number=event.number,
        state=state,
        next_due=own.due.day if counts and own and own.due and not still else None,
        effects=effects_of(told, len(found), on) if counts else [],
        needs=[str(need.get_kind_display()) for need in found],
        next_row=next(iter(due_rows(viewer, next_due(viewer, dues, person.pk, on)[:1], on)), None),
        correct_url=reverse("visits:correct", args=[told.uuid]) if counts else "",
        cancel_url=reverse("visits:cancel", args=[told.uuid]) if counts else "",
        amended_url=reverse("visits:saved", args=[newer.form_id]) if newer else "",
        amended_number=newer.number if newer else "",
        corrects=corrected(viewer, told),
        unanswered=still,
        back_url=reverse("visits:saved", args=[told.uuid]),
        action_url=reverse("visits:cancel", args=[told.uuid]),
    )


def facts_of(told: Visit | ContactAttempt) -> list[tuple[str, str]]:
    """What the page told, as label and value."""
    event = told.event
    if isinstance(told, ContactAttempt):
        again = again_label(told.again_on, told.again_part, told.day)
        facts = [(_("什么情况"), str(told.get_reason_display())), (_("再来"), again)]
    else:
        problems = "、".join(str(Problem(key).label) for key in told.problems)
        facts = [
            (_("安全"), _("有问题：%(what)s") % {"what": problems} if problems else str(told.get_safety_display())),
            (_("身体"), str(told.get_health_display())),
            (_("心情"), str(told.get_mood_display())),
            (_("下一步"), str(told.get_next_step_display())),
            (_("约好再来"), again_label(told.again_on, "", told.day)),
        ]
    facts += [(_("记录人"), str(event.recorded_by or "")), (_("理由"), event.reason)]
    return [(label, value) for label, value in facts if value]


def state_of(viewer: Viewer, event: ServiceEvent) -> tuple[str, ServiceEvent | None]:
    """Whether a row still counts: ("valid", None), ("reversed", None) or ("amended", the right one)."""
    if reversal_of(viewer, event) is None:
        return "valid", None
    newer = event.amendments.select_related("county").first()
    return ("amended", newer) if newer else ("reversed", None)


def next_due(viewer: Viewer, dues: list[Due], person_id: int, on: date) -> list[Due]:
    """Who is due now besides one person, without those whom somebody sought in vain today. Costs: 1 query."""
    waiting = [due for due in dues if due.is_due(on) and due.person_id != person_id]
    tried = queries.last_tries(viewer, [due.person_id for due in waiting], on)
    return [due for due in waiting if due.person_id not in tried or tried[due.person_id].day < on]


def corrected(viewer: Viewer, told: Visit | ContactAttempt) -> Corrected | None:
    """What a correction put right. Costs: 2 queries for a correction, none else."""
    before = told.event.amends
    if before is None:
        return None
    old = queries.record(viewer, before.form_id)
    return Corrected(old.event.number, reverse("visits:saved", args=[old.uuid]), changes(old, told))


def changes(old: Visit | ContactAttempt, new: Visit | ContactAttempt) -> list[str]:
    """What is different between two records, in words: 时长 90→20 分钟."""
    before, after = dict(compared(old)), dict(compared(new))
    told = [(label, before.get(label, ""), after.get(label, "")) for label in {**before, **after}]
    words = [f"{label} {one or _('没有')}→{other or _('没有')}" for label, one, other in told if one != other]
    words += [_("时长 %(old)s→%(new)s 分钟") % {"old": old.event.minutes, "new": new.event.minutes}] * (
        old.event.minutes != new.event.minutes
    )
    return words + [_("“说一句”改了")] * (old.line != new.line)


def compared(told: Visit | ContactAttempt) -> list[tuple[str, str]]:
    """What is compared of a record, as label and value."""
    event = told.event
    outside = (_("记录人"), _("理由"))
    facts = [(_("日期"), str(told.day)), (_("途径"), str(Mode(event.mode).label))]
    facts.append((_("见到"), _("见到了") if event.met else _("没见到")))
    return facts + [(label, value) for label, value in facts_of(told) if label not in outside]


def unanswered(event: ServiceEvent, own: Due, on: date) -> str:
    """Why the person is still due after a contact that does not answer the duty; empty when it does."""
    if own.due is None or event.mode in own.due.duty.modes:
        return ""
    ways = _("或").join(str(Mode(mode).label) for mode in sorted(own.due.duty.modes))
    facts = {"risk": own.risk.label, "ways": ways, "mode": Mode(event.mode).label}
    why = _("%(risk)s要%(ways)s，这次%(mode)s不算应访。") % facts
    day = {"day": f"{own.due.day:%m-%d}"}
    return why + (_("已经到期，还要去一次。") if own.is_due(on) else _("还要在 %(day)s 前去一次。") % day)


def effects_of(told: Visit | ContactAttempt, needs: int, on: date) -> list[str]:
    """What one record did besides itself, in words: nobody has to write it again."""
    part = told.again_part if isinstance(told, ContactAttempt) else ""
    agreed = [again] if (again := come_again(told.again_on, part, on)) else []
    if isinstance(told, ContactAttempt):
        return [_("记为一次联系尝试，不计探访次数"), *agreed]
    effects = [_("本站和区县的人次、时长已经加上，不用再报")]
    if needs:
        effects.append(_("登记了 %(n)s 项需求，列入待办") % {"n": needs})
    if told.next_step != "plan":
        effects.append(_("答应的事已列入待办：%(step)s") % {"step": told.get_next_step_display()})
    return effects + agreed
