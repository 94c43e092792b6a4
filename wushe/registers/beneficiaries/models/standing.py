"""What is true of a person from day to day: categories, risk, who looks after them 身份、风险、责任人."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models.households import Dated
from wushe.registers.beneficiaries.models.persons import Person
from wushe.registers.catalog.models import Category


class PersonCategory(Dated):
    """A person is of a category 身份类别: on what basis, by which paper, told by whom.

    All three are sealed: the number of a disability card holds the number of the identity card, and who told it may be
    a neighbour.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="categories", verbose_name=_("服务对象"))
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("类别"))
    basis_sealed = SealedField(_("依据"), limit=60)
    source_sealed = SealedField(_("来源"), limit=60)
    document_sealed = SealedField(_("证件、文号"), limit=60)

    basis = Opened("basis_sealed")
    source = Opened("source_sealed")
    document = Opened("document_sealed")

    class Meta:
        verbose_name = _("身份类别")
        verbose_name_plural = _("身份类别")

    def sealing(self) -> tuple[Key, object]:
        """The person's key."""
        return self.person.key.secret, self.uuid


class Risk(models.IntegerChoices):
    """How closely somebody is to be watched 风险. Source: tiers of a city opinion of 2022 (domain notes)."""

    HIGH = 3, _("高风险")
    KEY = 2, _("重点")
    GENERAL = 1, _("一般")


class RiskLevel(Dated):
    """A level of risk that a person decided, with the reason 风险等级. The system only proposes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="risks", verbose_name=_("服务对象"))
    level = models.PositiveSmallIntegerField(_("等级"), choices=Risk)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("决定人"))
    reason_sealed = SealedField(_("理由"), limit=120)

    reason = Opened("reason_sealed")

    class Meta:
        verbose_name = _("风险等级")
        verbose_name_plural = _("风险等级")

    def sealing(self) -> tuple[Key, object]:
        """The person's key."""
        return self.person.key.secret, self.uuid


class Responsibility(Dated):
    """A user looks after a person 责任人."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="responsibilities", verbose_name=_("服务对象"))
    user = models.ForeignKey(User, models.PROTECT, related_name="responsibilities", verbose_name=_("责任人"))

    class Meta:
        verbose_name = _("责任人")
        verbose_name_plural = _("责任人")
