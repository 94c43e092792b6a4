"""Workers 社工, their certificates and postings."""

import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.keyring import purpose_key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.stations.models import Organization, Region, Station
from wushe.registers.workforce.rules import masked_number


class Worker(models.Model):
    """A social worker 社工. Some log in; a borrowed clerk or a supervisor from outside may have no account."""

    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="worker", verbose_name=_("账号"))
    name = models.CharField(_("姓名"), max_length=40)
    called = models.CharField(_("称呼"), max_length=20)

    class Meta:
        verbose_name = _("社工")
        verbose_name_plural = _("社工")

    def __str__(self) -> str:
        return self.name


class CertificateKind(models.TextChoices):
    """What a certificate is of."""

    SOCIAL_WORK = "social-work", _("社会工作者职业资格")
    COUNSELLING = "counselling", _("心理咨询")
    TEACHING = "teaching", _("教师资格")
    OTHER = "other", _("其他")


class CertificateLevel(models.TextChoices):
    """How high it is 等级."""

    ASSISTANT = "assistant", _("助理（初级）")
    SOCIAL_WORKER = "worker", _("中级")
    SENIOR = "senior", _("高级")
    NONE = "none", _("不分级")


class Certificate(models.Model):
    """A worker holds a certificate, issued on a day, valid until a day 证书. Its number is shown to its last four.

    ``registered_in`` is the county or zone with whose office the holder registered it 登记; empty: nowhere. Many
    holders serve at no station.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="certificates", verbose_name=_("社工"))
    kind = models.CharField(_("种类"), max_length=12, choices=CertificateKind)
    level = models.CharField(_("等级"), max_length=10, choices=CertificateLevel, default=CertificateLevel.NONE)
    number_sealed = SealedField(_("证书编号"), limit=40)
    issuer = models.CharField(_("发证机关"), max_length=80)
    issued_on = models.DateField(_("发证日"))
    valid_until = models.DateField(_("有效至"), null=True)
    registered_in = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", verbose_name=_("登记地"))

    number = Opened("number_sealed")

    class Meta:
        verbose_name = _("证书")
        verbose_name_plural = _("证书")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_level_display()} {self.shown_number}"

    def sealing(self) -> tuple[Key, object]:
        """The installation's key: a worker belongs to no county."""
        return purpose_key("", "certificates"), self.uuid

    @property
    def shown_number(self) -> str:
        """The number as it may be shown: its last four, the rest starred; a short one is starred whole."""
        return masked_number(self.number)

    def holds(self, day: date) -> bool:
        """True if the certificate is valid on the day."""
        return self.issued_on <= day and (self.valid_until is None or day <= self.valid_until)


class PostKind(models.TextChoices):
    """What somebody is posted as 岗位."""

    STATIONED = "stationed", _("驻站社工")
    LEAD = "lead", _("站长")
    SUPERVISOR = "supervisor", _("督导")
    BORROWED = "borrowed", _("借用")
    PART_TIME = "part-time", _("兼职")
    INTERN = "intern", _("实习")


class Posting(models.Model):
    """A worker serves at a station from a day to a day 驻站: as what, for how much of the time, paid by whom."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="postings", verbose_name=_("社工"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="postings", verbose_name=_("社工站"))
    kind = models.CharField(_("岗位"), max_length=10, choices=PostKind, default=PostKind.STATIONED)
    percent = models.PositiveSmallIntegerField(_("工作时间（%）"), default=100)
    employer = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="postings", verbose_name=_("用人机构")
    )
    employer_named = models.CharField(_("用人单位（机关等）"), max_length=80, blank=True)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)

    class Meta:
        verbose_name = _("驻站")
        verbose_name_plural = _("驻站")
        constraints = (
            models.CheckConstraint(
                name="posting_share_of_time", condition=models.Q(percent__gte=1) & models.Q(percent__lte=100)
            ),
            models.CheckConstraint(
                name="posting_has_one_employer", condition=models.Q(employer=None) | models.Q(employer_named="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.worker} @ {self.station}"

    @property
    def employer_name(self) -> str:
        """Who employs the worker there; empty when it is not written down."""
        return self.employer.name if self.employer is not None else self.employer_named

    def holds(self, day: date) -> bool:
        """True if the worker was posted there on the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Assignment(models.Model):
    """A worker looks after a village or community from a day to a day 联系村（社区）. One may look after several."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="assignments", verbose_name=_("社工"))
    unit = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("村（社区）"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("联系村（社区）")
        verbose_name_plural = _("联系村（社区）")
        constraints = (
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.worker} → {self.unit}"
