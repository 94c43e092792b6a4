"""MandatoryReport 强制报告: append-only in the database."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.keyring import purpose_key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Region, Station


class Situation(models.TextChoices):
    """What was seen. Nine situations in our own words; to be checked against the source before it is quoted.

    Source: 九部门《关于建立侵害未成年人案件强制报告制度的意见（试行）》2020, 第四条 (not yet compared word by word).
    """

    PRIVATE_INJURY = "private-injury", _("私密部位受伤或疑似被侵害")
    UNDER_14 = "under-14", _("未满 14 岁，疑似性侵、怀孕")
    OVER_14 = "over-14", _("已满 14 岁，疑似被侵害怀孕")
    INJURIES = "injuries", _("多处受伤、严重营养不良、不省人事")
    SELF_HARM = "self-harm", _("自杀、自残、工伤、中毒")
    ABANDONED = "abandoned", _("被遗弃，长期没人照看")
    MISSING = "missing", _("来历不明、失踪、被拐")
    BEGGING = "begging", _("被组织乞讨")
    OTHER = "other", _("其他严重伤害或危险")


class Called(models.TextChoices):
    """Who was called."""

    POLICE = "110", _("打了 110")
    HOTLINE = "12345", _("打了 12345")
    NOT_YET = "none", _("还没打")


class EntryKind(models.TextChoices):
    """What an entry adds to its report."""

    TOLD = "told", _("补充")
    ABOUT = "about", _("说明是谁")
    MISTAKE = "mistake", _("按错了，作废（留底）")
    TAKEN = "taken", _("区县已接报")


class MandatoryReport(models.Model):
    """A child may be in danger, somebody said so at this moment 强制报告. Never changed, never deleted."""

    uuid = models.UUIDField(_("表单号"), unique=True)
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("区县"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="+", verbose_name=_("社工站"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("在谁家"))
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("报告人"))
    reported_at = models.DateTimeField(_("报告时间"), default=clock.now)

    class Meta:
        verbose_name = _("强制报告")
        verbose_name_plural = _("强制报告")

    def __str__(self) -> str:
        return f"report {self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the report."""
        return reverse("safeguarding:one", args=[self.uuid])

    @property
    def number(self) -> str:
        """The number to quote on the phone."""
        return f"QB-{self.pk:05d}"


class ReportEntry(models.Model):
    """Something added to a report 补充. Never changed, never deleted.

    What was seen and who was called (``told``); whom it is about, by ``person`` or, for somebody on no list, in words
    (``about``); that the button was pressed by mistake, and why (``mistake``); that the county has it in hand
    (``taken``). Words stand in ``facts`` whatever the kind.
    """

    report = models.ForeignKey(MandatoryReport, models.PROTECT, related_name="entries")
    form_id = models.UUIDField(_("表单号"), unique=True)
    kind = models.CharField(_("说什么"), max_length=8, choices=EntryKind, default=EntryKind.TOLD)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("说的是谁"))
    at = models.DateTimeField(_("时间"), default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("填写人"))
    situations = models.JSONField(_("情形"), default=list)
    facts_sealed = SealedField(_("事实"), limit=1000)
    called = models.CharField(_("已联系"), max_length=6, choices=Called, default=Called.NOT_YET)
    receipt_sealed = SealedField(_("接报编号"), limit=60)

    facts = Opened("facts_sealed")
    receipt = Opened("receipt_sealed")

    class Meta:
        verbose_name = _("报告补充")
        verbose_name_plural = _("报告补充")

    def __str__(self) -> str:
        return f"entry {self.pk} of {self.report_id}"

    def sealing(self) -> tuple[Key, object]:
        """The county's key for notes: a report outlives what is kept of a person."""
        return purpose_key(self.report.county.key, "notes"), self.form_id
