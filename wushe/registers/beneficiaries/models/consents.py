"""What a person agreed to 知情同意: append-only (see the migration)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models.persons import Person


class Purpose(models.TextChoices):
    """What the data may be used for."""

    SERVICE = "service", _("建档和服务")
    REFERRAL = "referral", _("转介给别的单位")
    PHOTO = "photo", _("拍照、录音")
    STORY = "story", _("公开讲述（故事、宣传）")
    RESEARCH = "research", _("调研、评估")


class Reach(models.TextChoices):
    """Who may come to know."""

    STATION = "station", _("只在本站")
    COUNTY = "county", _("本站和区县民政")
    PARTNERS = "partners", _("本站和说明的合作单位")
    PUBLIC = "public", _("公开")


class Given(models.TextChoices):
    """How somebody agreed."""

    SIGNED = "signed", _("书面签字")
    FINGERPRINT = "fingerprint", _("按手印")
    SPOKEN = "spoken", _("口头同意，有见证人")
    ONLINE = "online", _("线上确认")


class Consent(models.Model):
    """A person, or for a child the guardian, agreed to one purpose. Ended by a ``ConsentWithdrawal``, never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name=_("服务对象"))
    purpose = models.CharField(_("用途"), max_length=10, choices=Purpose)
    reach = models.CharField(_("范围"), max_length=10, choices=Reach)
    given = models.CharField(_("方式"), max_length=12, choices=Given)
    guardian_sealed = SealedField(_("监护人"), limit=60)
    notice = models.CharField(_("告知书版本"), max_length=20)
    starts_on = models.DateField(_("起"))
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"), default=clock.now)

    guardian = Opened("guardian_sealed")

    class Meta:
        verbose_name = _("知情同意")
        verbose_name_plural = _("知情同意")

    def __str__(self) -> str:
        return f"consent {self.uuid}"

    def sealing(self) -> tuple[Key, object]:
        """The person's key."""
        return self.person.key.secret, self.uuid


class ConsentWithdrawal(models.Model):
    """A consent was taken back 撤回同意."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="withdrawal", verbose_name=_("知情同意"))
    withdrawn_on = models.DateField(_("撤回日期"))
    reason_sealed = SealedField(_("原因"), limit=60)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"), default=clock.now)

    reason = Opened("reason_sealed")

    class Meta:
        verbose_name = _("撤回同意")
        verbose_name_plural = _("撤回同意")

    def sealing(self) -> tuple[Key, object]:
        """The person's key."""
        return self.consent.person.key.secret, self.consent.uuid
