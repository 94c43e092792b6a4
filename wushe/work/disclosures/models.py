"""FileRequest 调阅申请."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.keyring import purpose_key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Region, Station


class Purpose(models.TextChoices):
    """What a file is wanted for."""

    COMPLAINT = "complaint", _("处理投诉、信访")
    AID = "aid", _("核对救助")
    SEARCH = "search", _("走失寻人、紧急联系")
    QUALITY = "quality", _("抽查服务质量")
    OTHER = "other", _("其他")


class State(models.TextChoices):
    """Where a request stands."""

    WAITING = "waiting", _("等站里答复")
    GRANTED = "granted", _("同意")
    REFUSED = "refused", _("没有同意")
    ENDED = "ended", _("提前结束")


class FileRequest(models.Model):
    """Somebody of the county asks to read the file of one person, and what the station answered 调阅申请."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("区县"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="+", verbose_name=_("社工站"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("服务对象"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"), default=clock.now)
    purpose = models.CharField(_("用途"), max_length=12, choices=Purpose)
    purpose_sealed = SealedField(_("用途说明"), limit=200)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("答复人"))
    decided_at = models.DateTimeField(_("答复时间"), null=True)
    ends_on = models.DateField(_("看到哪天"), null=True)
    answer_sealed = SealedField(_("答复"), limit=200)

    purpose_words = Opened("purpose_sealed")
    answer = Opened("answer_sealed")

    class Meta:
        verbose_name = _("调阅申请")
        verbose_name_plural = _("调阅申请")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "asked_by"], condition=models.Q(state="waiting"), name="file_request_waits_once"
            ),
            models.CheckConstraint(
                name="file_granted_until_a_day",
                condition=models.Q(state__in=("waiting", "refused"), ends_on__isnull=True)
                | models.Q(state__in=("granted", "ended"), ends_on__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["station", "asked_at"], name="file_request_station"),
            models.Index(fields=["asked_by", "asked_at"], name="file_request_asker"),
            models.Index(fields=["county", "asked_at"], name="file_request_county"),
        )

    def __str__(self) -> str:
        return self.number

    def sealing(self) -> tuple[Key, object]:
        """The county's key for notes: the request outlives what is kept of the person."""
        return purpose_key(self.county.key, "notes"), self.uuid

    @property
    def number(self) -> str:
        """The number to quote on the phone."""
        return f"CY-{self.pk:05d}"
