"""The one-page visit record, for the web and later the phone."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.forms import Refusable
from wushe.ground.kit.wording import sentence
from wushe.ledger.models import Evidence, Origin
from wushe.registers.catalog.models import Mode
from wushe.registers.workforce.models import Worker
from wushe.work.needs.models import NeedKind
from wushe.work.visits.models import Absence, ContactAttempt, DayPart, Health, Mood, NextStep, Problem, Safety, Visit
from wushe.work.visits.rules import LINE_LENGTH, VisitDraft, check_visit

MODES = [(mode.name.lower(), mode.label) for mode in (Mode.DOOR, Mode.PHONE, Mode.VIDEO, Mode.PROXY)]
MET = [("yes", _("见到了")), ("no", _("没见到"))]
MINUTES = [(str(n), _("%(n)s 分") % {"n": n}) for n in (10, 20, 30, 45, 60, 90)]
#: By these ways nobody stands in the home: no look around it is asked for.
FROM_AFAR = ("phone", "video")
AGAIN = [("evening", _("今天傍晚")), ("tomorrow", _("明天上午")), ("pick", _("选日子"))]
ORIGINS = [("professional", Origin.PROFESSIONAL.label), ("assigned", Origin.ASSIGNED.label)]

WRONG_DAY = {
    "required": _("请填服务日期。"),
    "invalid": _("日期写得不对。请写成 2026-11-24 这样。"),
}
UNKNOWN = {"invalid_choice": _("没有“%(value)s”这个选项。请重新选。")}


def choice(choices: list[tuple[Any, Any]], **options: Any) -> forms.ChoiceField:
    """Radio chips: one of some."""
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=UNKNOWN, **options)


def chips(label: Any, choices: list[tuple[Any, Any]]) -> forms.MultipleChoiceField:
    """Check chips: any of some, or none."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, error_messages=UNKNOWN
    )


#: Where on the page a refusal of the rules or the ledger is shown; the others stand on top.
FIELD_OF = {
    "ledger-future-service": "day",
    "ledger-day-too-old": "day",
    "ledger-station-not-open": "day",
    "ledger-unknown-person": "day",
    "visits-no-home": "day",
    "visits-lived-elsewhere": "day",
    "visits-after-death": "day",
    "visits-not-posted": "day",
    "ledger-closed-needs-reason": "late_reason",
    "ledger-needs-reason": "correction_reason",
    "ledger-minutes-out-of-range": "minutes",
    "ledger-no-worker": "colleagues",
    "ledger-worker-not-posted": "colleagues",
    "visits-already-recorded": "another_visit",
    "visits-again-before": "again_on",
    "visits-line-too-long": "line",
}


class LongText(forms.Textarea):
    """A text box that takes more than fits: too long a text is kept and told of, never cut off silently."""

    def __init__(self) -> None:
        super().__init__({"rows": 2})

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """The attributes without ``maxlength``."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs


class VisitForm(Refusable):
    """What a worker tells of one visit. ``met`` is never pre-selected."""

    places = FIELD_OF

    form_id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _("请刷新页面重新填。")})
    day = forms.DateField(
        label=_("服务日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=WRONG_DAY,
    )
    mode = choice(MODES, label=_("怎么探访的"))
    met = forms.ChoiceField(
        label=_("见到了吗"),
        choices=MET,
        widget=forms.RadioSelect,
        error_messages=UNKNOWN | {"required": _("请选见到了还是没见到。")},
    )
    minutes = choice(MINUTES, label=_("多长时间"), required=False)
    minutes_typed = forms.IntegerField(
        label=_("其他分钟数"),
        required=False,
        min_value=1,
        max_value=1440,
        error_messages={
            "invalid": _("分钟数请写整数。"),
            "min_value": _("至少 1 分钟。"),
            "max_value": _("一次服务最多 1440 分钟。"),
        },
    )
    safety = choice(Safety.choices, label=_("安全看一圈"), required=False)
    problems = chips(_("有问题的"), Problem.choices)
    health = choice(Health.choices, label=_("身体，和上次比"), required=False)
    mood = choice(Mood.choices, label=_("心情"), required=False)
    needs = chips(_("有什么需要"), NeedKind.choices)
    next_step = choice(NextStep.choices, label=_("下一步"), required=False)
    revisit_on = forms.DateField(
        label=_("约好哪天再来"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=WRONG_DAY,
    )
    line = forms.CharField(
        label=_("说一句"),
        required=False,
        max_length=LINE_LENGTH,
        widget=LongText,
        error_messages={"max_length": _("写了 %(show_value)s 个字，最多 %(limit_value)s 个字。请删短一些。")},
    )
    reason = choice(Absence.choices, label=_("什么情况"), required=False)
    again = choice(AGAIN, label=_("什么时候再来"), required=False)
    again_on = forms.DateField(
        label=_("再来的日子"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=WRONG_DAY,
    )
    colleagues = forms.ModelMultipleChoiceField(
        label=_("同去的同事"),
        queryset=Worker.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=dict.fromkeys(("invalid_pk_value", "invalid_choice"), _("没有这位同事。请重新选。")),
    )
    origin = choice(ORIGINS, label=_("任务来源"))
    evidence = forms.TypedChoiceField(
        label=_("证据"),
        choices=Evidence.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=UNKNOWN,
    )
    late_reason = forms.CharField(label=_("迟报理由"), required=False, max_length=200, widget=LongText)
    another_visit = forms.BooleanField(label=_("这是另一次探访"), required=False)
    correction_reason = forms.CharField(label=_("为什么更正"), required=False, max_length=200, widget=LongText)

    def __init__(self, *args: Any, colleagues: Any, is_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_correction = is_correction
        self.fields["colleagues"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["correction_reason"].required = is_correction
        told = str(self.initial.get("minutes", ""))
        if told and told not in dict(MINUTES):  # an odd number of minutes gets a chip of its own
            self.fields["minutes"].choices = [*MINUTES, (told, _("%(n)s 分") % {"n": told})]  # type: ignore[attr-defined]
        self.fields["correction_reason"].error_messages["required"] = _("请写一句为什么更正。")

    def clean(self) -> dict[str, Any]:
        """Fill in what follows from the chips, and ask for what is missing, field by field."""
        told = super().clean() or {}
        if told.get("minutes_typed") is None and told.get("minutes"):
            told["minutes_typed"] = int(told["minutes"])
        if told.get("problems") and not told.get("safety"):
            told["safety"] = Safety.PROBLEM
        if told.get("mode") in FROM_AFAR:
            told["safety"], told["problems"] = "", []
        if told.get("safety") in (Safety.SAME, Safety.FINE):
            told["problems"] = []  # a tile ticked before the worker thought better of it
        if told.get("day") and told["day"] > clock.today():
            self.refuse(Refused("ledger-future-service", day=told["day"], today=clock.today()))
        if told.get("met") == "yes":
            self._check_met(told)
        if told.get("met") == "no":
            self._check_absent(told)
        return told

    def _check_met(self, told: dict[str, Any]) -> None:
        if told.get("mode") not in (*FROM_AFAR, "proxy"):
            self._ask_for("safety")
        self._ask_for("health", "mood", "next_step")
        if not told.get("minutes_typed") and "minutes_typed" not in self.errors:
            self.add_error("minutes", _("请选多长时间。"))
        if told.get("safety") == Safety.PROBLEM and not told.get("problems"):
            self.add_error("problems", sentence(Refused("visits-problem-unnamed")))

    def _check_absent(self, told: dict[str, Any]) -> None:
        self._ask_for("reason")
        if told.get("again") == "pick" and not told.get("again_on") and "again_on" not in self.errors:
            self.add_error("again_on", _("请选再来的日子。"))

    def place_of(self, code: str) -> str | None:
        """The field a refusal is about: the one on the page as it stands."""
        field = super().place_of(code)
        if self.is_correction and field == "late_reason":
            return "correction_reason"
        if field == "again_on" and self.cleaned_data.get("met") == "yes":
            return "revisit_on"
        return field

    def _ask_for(self, *names: str) -> None:
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("请选“%(what)s”。") % {"what": self.fields[name].label})

    def draft(self, person_id: int) -> VisitDraft:
        """What the page told, for the rules. Refuses: as ``check_visit`` does."""
        told = self.cleaned_data
        met = told["met"] == "yes"
        again_on, again_part = self._again(met, told["day"])
        draft = VisitDraft(
            form_id=told["form_id"],
            person_id=person_id,
            day=told["day"],
            mode=int(Mode[told["mode"].upper()]),
            met=met,
            minutes=told["minutes_typed"] or 0 if met else 0,
            safety=told["safety"] if met else "",
            problems=tuple(dict.fromkeys(told["problems"])) if met else (),
            health=told["health"] if met else "",
            mood=told["mood"] if met else "",
            needs=tuple(dict.fromkeys(told["needs"])) if met else (),
            next_step=told["next_step"] if met else "",
            line=told["line"],
            absence="" if met else told["reason"],
            again_on=again_on,
            again_part=again_part,
            colleagues=tuple(worker.pk for worker in told["colleagues"]),
            origin=int(Origin[told["origin"].upper()]),
            evidence=told["evidence"],
            reason=told["correction_reason"] if self.is_correction else told["late_reason"],
            is_another=told["another_visit"],
        )
        return check_visit(draft)

    def _again(self, met: bool, day: date) -> tuple[date | None, str]:
        """The day, and the part of it, on which somebody will come again; none for neither."""
        told = self.cleaned_data
        if met:
            return (told["revisit_on"] if told["next_step"] == NextStep.REVISIT else None), ""
        match told["again"]:
            case "evening":
                return day, DayPart.EVENING
            case "tomorrow":
                return day + timedelta(days=1), DayPart.MORNING
            case "pick":
                return told["again_on"], ""
        return None, ""


def fresh() -> dict[str, object]:
    """What stands on an empty page: today, at the door, our own idea; nothing about the person."""
    return {
        "form_id": uuid.uuid4(),
        "day": clock.today(),
        "mode": "door",
        "origin": "professional",
        "evidence": int(Evidence.E0),
    }


def told_before(
    told: Visit | ContactAttempt, along: Iterable[Worker] = (), needs: Iterable[str] = ()
) -> dict[str, object]:
    """A record as the form would tell it, for correcting: all that was said, under a new form id.

    ``along`` are the workers who went too, ``needs`` the kinds found on the visit that still wait.
    """
    event = told.event
    shared: dict[str, object] = {
        "form_id": uuid.uuid4(),
        "day": told.day,
        "mode": Mode(event.mode).name.lower(),
        "origin": Origin(event.origin).name.lower(),
        "evidence": event.evidence,
        "line": told.line,
        "colleagues": [worker.pk for worker in along],
    }
    if isinstance(told, ContactAttempt):
        part = {DayPart.EVENING: "evening", DayPart.MORNING: "tomorrow"}
        again = part.get(DayPart(told.again_part), "pick") if told.again_part else "pick" if told.again_on else ""
        return shared | {"met": "no", "reason": told.reason, "again": again, "again_on": told.again_on}
    return shared | {
        "met": "yes",
        "minutes": str(event.minutes),
        "safety": told.safety,
        "problems": told.problems,
        "health": told.health,
        "mood": told.mood,
        "next_step": told.next_step,
        "revisit_on": told.again_on,
        "needs": list(needs),
    }


class CancelForm(Refusable):
    """Why a record is taken back."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("为什么撤销"), max_length=200, error_messages={"required": _("请写一句为什么撤销。")}
    )

    def place_of(self, code: str) -> str | None:
        """There is only one thing to put right."""
        return "reason"
