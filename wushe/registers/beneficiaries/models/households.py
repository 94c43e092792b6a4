"""Households 户 and who belongs to them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.crypto import Key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models.keys import DataKey
from wushe.registers.beneficiaries.models.persons import Person
from wushe.registers.stations.models import Region


class Household(models.Model):
    """People who live together 户, in one village or community."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("村（居）"))
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", verbose_name=_("密钥"))
    address_sealed = SealedField(_("组、门牌"), limit=60)

    address = Opened("address_sealed")

    class Meta:
        verbose_name = _("户")
        verbose_name_plural = _("户")

    def __str__(self) -> str:
        return f"household {self.pk}"

    def sealing(self) -> tuple[Key, object]:
        """The household's own key."""
        return self.key.secret, self.uuid


class Dated(models.Model):
    """True from ``starts_on`` through ``ends_on`` (both included; open when empty)."""

    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)

    class Meta:
        abstract = True


class Membership(Dated):
    """A person belongs to a household 家庭成员."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("服务对象"))
    household = models.ForeignKey(Household, models.PROTECT, related_name="memberships", verbose_name=_("户"))
    role = models.CharField(_("关系"), max_length=20)

    class Meta:
        verbose_name = _("家庭成员")
        verbose_name_plural = _("家庭成员")
