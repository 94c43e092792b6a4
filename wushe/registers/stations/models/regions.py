"""Regions and how they lie in each other 区划."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    """What a region is; only the first four stand in the state's tree of divisions."""

    COUNTY = "county", _("县（市、区）")
    PSEUDO = "pseudo", _("统计用虚拟镇")
    VILLAGE = "village", _("行政村")
    COMMUNITY = "community", _("居委会（社区）")
    COVERAGE = "coverage", _("大社区（覆盖单元）")


class Region(models.Model):
    """A place that has a name in the work 地方. Its own id and key; a state code is only a fact about it."""

    key = models.SlugField(_("键"), max_length=20, unique=True)
    code = models.CharField(_("区划代码"), max_length=12, blank=True)
    name = models.CharField(_("全称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=30)
    kind = models.CharField(_("类型"), max_length=12, choices=RegionKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name=_("上级"))
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("地方")
        verbose_name_plural = _("地方")

    def __str__(self) -> str:
        return self.name


class RegionLink(models.Model):
    """A dated tie outside the state's tree: a coverage unit covers a village 覆盖."""

    parent = models.ForeignKey(Region, models.PROTECT, related_name="covers", verbose_name=_("覆盖单元"))
    child = models.ForeignKey(Region, models.PROTECT, related_name="covered_by", verbose_name=_("单位"))
    starts_on = models.DateField(_("起"), null=True)
    ends_on = models.DateField(_("止"), null=True)

    class Meta:
        verbose_name = _("覆盖关系")
        verbose_name_plural = _("覆盖关系")
        constraints = (models.UniqueConstraint(fields=["parent", "child"], name="one_link_per_pair"),)

    def __str__(self) -> str:
        return f"{self.parent} → {self.child}"

    def holds(self, day: date) -> bool:
        """True if the tie holds on the day; an end that is not known is open."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


class DeclaredFigure(models.Model):
    """A figure somebody else printed about a place, with its source 外部数字. Shown dashed, never counted."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="declared_figures", verbose_name=_("地方"))
    key = models.SlugField(_("键"), max_length=40)
    name = models.CharField(_("指标"), max_length=60)
    value = models.PositiveBigIntegerField(_("数值"))
    unit = models.CharField(_("单位"), max_length=10)
    as_of_printed = models.CharField(_("截至（原文）"), max_length=40)
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("外部数字")
        verbose_name_plural = _("外部数字")
        constraints = (models.UniqueConstraint(fields=["region", "key"], name="one_declared_figure_per_key"),)

    def __str__(self) -> str:
        return f"{self.region} {self.name} {self.value} {self.unit}"
