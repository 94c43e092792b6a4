"""Need 需求."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Station


class NeedKind(models.TextChoices):
    """What is lacking."""

    MEDICINE = "medicine", _("配药送药")
    REPAIR = "repair", _("家里修缮")
    PAPERWORK = "paperwork", _("代办手续")
    COMPANY = "company", _("陪伴聊天")
    CHILDCARE = "childcare", _("孩子照看")
    OTHER = "other", _("其他")


class NeedState(models.TextChoices):
    """Where it stands."""

    OPEN = "open", _("待办")
    ANSWERED = "answered", _("已满足")
    WITHDRAWN = "withdrawn", _("已撤回")


class Need(models.Model):
    """Something a person needs 需求, and where it was found."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="needs", verbose_name=_("服务对象"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="needs", verbose_name=_("社工站"))
    kind = models.CharField(_("类型"), max_length=12, choices=NeedKind)
    found_on = models.DateField(_("发现日"))
    found_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("发现人"))
    source = models.CharField(_("出处"), max_length=80)
    state = models.CharField(_("状态"), max_length=10, choices=NeedState, default=NeedState.OPEN)
    settled_on = models.DateField(_("办结日"), null=True)

    class Meta:
        verbose_name = _("需求")
        verbose_name_plural = _("需求")
        constraints = (models.UniqueConstraint(fields=["source", "kind"], name="one_need_per_source_and_kind"),)
        indexes = (models.Index(fields=["station", "found_on"], condition=models.Q(state="open"), name="needs_open"),)

    def __str__(self) -> str:
        return f"need {self.pk} {self.kind}"
