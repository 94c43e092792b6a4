"""VisitRule, Visit and ContactAttempt 走访."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.crypto import Key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.ledger.models import ServiceEvent
from wushe.registers.beneficiaries.models import Person, Risk
from wushe.registers.catalog.models import Category
from wushe.registers.stations.models import Region


class VisitRule(models.Model):
    """At least once every so long, by these ways 走访规则. Filled from TOML; a county's own row comes first."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("类别"))
    risk = models.PositiveSmallIntegerField(_("风险"), choices=Risk)
    county = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", verbose_name=_("区县"))
    days = models.PositiveSmallIntegerField(_("每几天"), default=0)
    months = models.PositiveSmallIntegerField(_("每几月"), default=0)
    modes = models.JSONField(_("算数的途径"))
    source = models.CharField(_("来源"), max_length=200)

    class Meta:
        verbose_name = _("走访规则")
        verbose_name_plural = _("走访规则")
        constraints = (
            models.UniqueConstraint(
                fields=["category", "risk"], condition=models.Q(county=None), name="visit_rule_once"
            ),
            models.UniqueConstraint(
                fields=["category", "risk", "county"],
                condition=models.Q(county__isnull=False),
                name="visit_rule_once_per_county",
            ),
            models.CheckConstraint(
                name="visit_rule_days_or_months",
                condition=models.Q(days__gt=0, months=0) | models.Q(days=0, months__gt=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} {self.get_risk_display()}"


class Safety(models.TextChoices):
    """The look around the home; "same as last time" is its own value, never six ticks."""

    SAME = "same", _("都和上次一样，没有问题")
    FINE = "fine", _("6 项都没问题")
    PROBLEM = "problem", _("有问题")


class Problem(models.TextChoices):
    """What is looked at."""

    FIRE = "fire", _("用火取暖")
    GAS = "gas", _("燃气")
    ELECTRICITY = "electricity", _("用电")
    FLOOR = "floor", _("地面防滑")
    FOOD = "food", _("吃饭")
    MEDICINE = "medicine", _("吃药")


class Health(models.TextChoices):
    """Against last time."""

    WORSE = "worse", _("差一些")
    SAME = "same", _("一样")
    BETTER = "better", _("好一些")


class Mood(models.TextChoices):
    """How the person seems."""

    LOW = "low", _("低落")
    CALM = "calm", _("平稳")
    HAPPY = "happy", _("愉快")


class NextStep(models.TextChoices):
    """What is promised."""

    PLAN = "plan", _("按计划再访")
    CALL = "call", _("我打电话跟进")
    REFER = "refer", _("转介给别的单位")
    REVISIT = "revisit", _("近日再来一次")


class Absence(models.TextChoices):
    """Why nobody was met."""

    NO_ANSWER = "no_answer", _("敲门没人应")
    OUT = "out", _("下地、赶集")
    HOSPITAL = "hospital", _("住院了")
    RELATIVES = "relatives", _("走亲戚")
    MOVED = "moved", _("搬走了")
    REFUSED = "refused", _("不愿开门")
    NO_REPLY = "no_reply", _("电话没人接")


class DayPart(models.TextChoices):
    """The part of the day that was agreed on; a part is promised more often than an hour."""

    MORNING = "morning", _("上午")
    EVENING = "evening", _("傍晚")


class Told(models.Model):
    """What a visit page told, beside its row in the ledger. Append-only in the database, like that row; corrected
    by a new one.
    """

    uuid = models.UUIDField(_("表单号"), unique=True)
    digest = models.CharField(_("内容摘要"), max_length=64)
    event = models.OneToOneField(ServiceEvent, models.PROTECT, related_name="+", verbose_name=_("台账"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss", verbose_name=_("服务对象"))
    day = models.DateField(_("日期"))
    line_sealed = SealedField(_("说一句"), limit=500)

    line = Opened("line_sealed")

    class Meta:
        abstract = True

    def sealing(self) -> tuple[Key, object]:
        """The key of the person it is about."""
        return self.person.key.secret, self.uuid


class Visit(Told):
    """A visit that met the person 探访. Append-only. Who only telephoned did not look around: ``safety`` is empty."""

    safety = models.CharField(_("安全"), max_length=8, choices=Safety, blank=True)
    problems = models.JSONField(_("有问题的"), default=list)
    health = models.CharField(_("身体"), max_length=8, choices=Health)
    mood = models.CharField(_("心情"), max_length=8, choices=Mood)
    next_step = models.CharField(_("下一步"), max_length=8, choices=NextStep)
    again_on = models.DateField(_("约好再来"), null=True)

    class Meta:
        verbose_name = _("探访")
        verbose_name_plural = _("探访")
        indexes = (models.Index(fields=["person", "day"], name="visit_person_day"),)

    def __str__(self) -> str:
        return f"visit {self.uuid}"


class ContactAttempt(Told):
    """Somebody went or called, and met nobody 联系尝试. Not a visit. Append-only."""

    reason = models.CharField(_("什么情况"), max_length=10, choices=Absence)
    again_on = models.DateField(_("再去"), null=True)
    again_part = models.CharField(_("什么时候"), max_length=8, choices=DayPart, blank=True)

    class Meta:
        verbose_name = _("联系尝试")
        verbose_name_plural = _("联系尝试")
        indexes = (models.Index(fields=["person", "day"], name="attempt_person_day"),)

    def __str__(self) -> str:
        return f"attempt {self.uuid}"
