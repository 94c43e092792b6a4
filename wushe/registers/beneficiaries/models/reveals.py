"""Reveal 查看: somebody looked at something that is masked. Append-only in the database."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models.persons import Person


class Masked(models.TextChoices):
    """What is shown only after a reason, one at a time."""

    PHONE = "phone", _("电话")
    ID = "id", _("证件号码")
    NAME = "name", _("姓名")


class Why(models.TextChoices):
    """Why somebody looks."""

    CALL = "call", _("打电话")
    IDENTITY = "identity", _("核对身份")
    PAPERWORK = "paperwork", _("填材料")
    OTHER = "other", _("其他")


class Reveal(models.Model):
    """A user looked at one masked thing about a person, for a reason 查看. Never changed, never deleted.

    ``nth`` counts the looks of a user on a day from 1; it is empty for a call to somebody of one's own caseload,
    which is written down and does not use up the day's looks. The value itself stands nowhere here.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("时间"), default=clock.now)
    day = models.DateField(_("日期"), default=clock.today)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name=_("谁看的"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("服务对象"))
    field = models.CharField(_("看了什么"), max_length=8, choices=Masked)
    reason = models.CharField(_("为什么"), max_length=12, choices=Why)
    words_sealed = SealedField(_("说明"), limit=60)
    nth = models.PositiveSmallIntegerField(_("当天第几次"), null=True)

    words = Opened("words_sealed")

    class Meta:
        verbose_name = _("查看")
        verbose_name_plural = _("查看")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "day", "nth"], condition=models.Q(nth__isnull=False), name="reveal_nth_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"reveal {self.pk}"

    def sealing(self) -> tuple[Key, object]:
        """The key of the person it is about."""
        return self.person.key.secret, self.uuid
