"""Organizations 机构 and the stations they run."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

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
    """Whoever runs stations or employs workers 机构. A strange code of credit is kept, with the reason."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    kind = models.CharField(_("类型"), max_length=12, choices=OrganizationKind)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=20, blank=True)
    credit_note = models.CharField(_("代码说明"), max_length=100, blank=True)
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        constraints = (
            models.UniqueConstraint(
                name="one_organization_per_credit_code", fields=["credit_code"], condition=~models.Q(credit_code="")
            ),
        )

    def __str__(self) -> str:
        return self.name


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
