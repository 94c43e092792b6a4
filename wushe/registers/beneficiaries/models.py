"""Persons, households and what is true of them from day to day 服务对象."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.registers.catalog.models import Category
from wushe.registers.stations.models import Region


class Sex(models.IntegerChoices):
    """Source: GB/T 2261.1-2003."""

    UNKNOWN = 0, _("未知")
    MALE = 1, _("男")
    FEMALE = 2, _("女")
    UNSTATED = 9, _("未说明")


class Person(models.Model):
    """One person whom a station knows 服务对象."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("姓名"), max_length=40)
    sex = models.PositiveSmallIntegerField(_("性别"), choices=Sex)
    birth_on = models.DateField(_("出生日期"), null=True)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    know = models.CharField(_("进门前要知道"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("服务对象")
        verbose_name_plural = _("服务对象")

    def __str__(self) -> str:
        return f"person {self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the person."""
        return f"/people/{self.uuid}/"


class Household(models.Model):
    """People who live together 户, in one village or community."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("村（居）"))
    address = models.CharField(_("组、门牌"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("户")
        verbose_name_plural = _("户")

    def __str__(self) -> str:
        return f"household {self.pk}"


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


class PersonCategory(Dated):
    """A person is of a category 身份类别, on some basis."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="categories", verbose_name=_("服务对象"))
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("类别"))
    basis = models.CharField(_("依据"), max_length=60)

    class Meta:
        verbose_name = _("身份类别")
        verbose_name_plural = _("身份类别")


class Risk(models.IntegerChoices):
    """How closely somebody is to be watched 风险. Source: tiers of a city opinion of 2022 (domain notes)."""

    HIGH = 3, _("高风险")
    KEY = 2, _("重点")
    GENERAL = 1, _("一般")


class RiskLevel(Dated):
    """A level of risk that a person decided, with the reason 风险等级. The system only proposes."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="risks", verbose_name=_("服务对象"))
    level = models.PositiveSmallIntegerField(_("等级"), choices=Risk)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("决定人"))
    reason = models.CharField(_("理由"), max_length=120)

    class Meta:
        verbose_name = _("风险等级")
        verbose_name_plural = _("风险等级")


class Responsibility(Dated):
    """A user looks after a person 责任人."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="responsibilities", verbose_name=_("服务对象"))
    user = models.ForeignKey(User, models.PROTECT, related_name="responsibilities", verbose_name=_("责任人"))

    class Meta:
        verbose_name = _("责任人")
        verbose_name_plural = _("责任人")
