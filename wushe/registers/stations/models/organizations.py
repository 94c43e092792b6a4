"""Organizations 机构 and the stations they run."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.registers.stations.models.regions import Region
from wushe.registers.stations.models.stations import Station


class OrganizationKind(models.TextChoices):
    """What an organization is in law."""

    SERVICE = "service", _("社会服务机构（民办非企业单位）")
    ASSOCIATION = "association", _("社会团体")
    FOUNDATION = "foundation", _("基金会")
    COMMUNITY = "community", _("基层群众性自治组织")
    COMPANY = "company", _("企业")
    PUBLIC = "public", _("机关、事业单位")
    OTHER = "other", _("其他")


class Organization(models.Model):
    """Whoever runs stations or employs workers 机构. A strange code of credit is kept, with the reason.

    ``seat`` is the county or zone it is registered in; ``starts_on`` is empty when the day it was founded is not known.
    """

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    kind = models.CharField(_("类型"), max_length=12, choices=OrganizationKind)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=20, blank=True)
    credit_note = models.CharField(_("代码说明"), max_length=100, blank=True)
    source = models.CharField(_("来源"), max_length=120)
    seat = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", verbose_name=_("登记地"))
    starts_on = models.DateField(_("成立日"), null=True)
    ends_on = models.DateField(_("注销日"), null=True)

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        constraints = (
            models.CheckConstraint(
                name="organization_ends_after_it_starts",
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                name="one_organization_per_credit_code", fields=["credit_code"], condition=~models.Q(credit_code="")
            ),
        )

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """How an incubation ended."""

    GRADUATED = "graduated", _("出壳")
    BROKEN_OFF = "broken-off", _("中止")


class Incubation(models.Model):
    """A city or county nursed an organization from a day to a day 培育孵化. Without an end it goes on."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="incubations", verbose_name=_("机构"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("由何地培育"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome, blank=True)
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("培育孵化")
        verbose_name_plural = _("培育孵化")
        constraints = (
            models.CheckConstraint(
                name="incubation_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="incubation_ends_with_an_outcome",
                condition=models.Q(ends_on=None, outcome="")
                | (models.Q(ends_on__isnull=False) & ~models.Q(outcome="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} {self.starts_on}"


class OperatingContract(models.Model):
    """An organization runs a station from a day to a day 承接运营."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="contracts", verbose_name=_("机构"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="contracts", verbose_name=_("社工站"))
    number = models.CharField(_("合同号"), max_length=60, blank=True)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("运营合同")
        verbose_name_plural = _("运营合同")
        constraints = (
            models.CheckConstraint(
                name="contract_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} → {self.station}"

    def holds(self, day: date) -> bool:
        """True if the contract is in force on the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
