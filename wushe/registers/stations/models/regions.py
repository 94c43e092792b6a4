"""Regions, their codes, and how they lie in each other 区划."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    """What a region is. Province to community stand in the state's tree of divisions; the last three do not."""

    PROVINCE = "province", _("省（自治区、直辖市）")
    CITY = "city", _("市（地、州、盟）")
    COUNTY = "county", _("县（市、区）")
    TOWNSHIP = "township", _("乡镇（街道）")
    PSEUDO = "pseudo", _("统计用虚拟区划")
    VILLAGE = "village", _("行政村")
    COMMUNITY = "community", _("居委会（社区）")
    ZONE = "zone", _("管理区（开发区）")
    COVERAGE = "coverage", _("大社区（覆盖单元）")
    CUSTOM = "custom", _("自定片区")


class View(models.TextChoices):
    """By which account one region lies in another 口径. Each view is a tree of its own."""

    STATUTORY = "statutory", _("行政口径")
    MANAGED = "managed", _("管理口径")
    COVERAGE = "coverage", _("覆盖")


#: The views that are trees of the whole country, down to the village.
TREES = (View.STATUTORY, View.MANAGED)


class CodeSystem(models.TextChoices):
    """Who gave a code."""

    STATISTICS = "statistics", _("统计用区划代码")
    STATE = "state", _("行政区划代码")
    OTHER = "other", _("其他代码")


class Region(models.Model):
    """A place that has a name in the work 地方. Its own id and key; a state code is only a dated fact about it.

    ``starts_on`` is empty for a place that was always there as far as is known, ``ends_on`` for one that still is.
    """

    key = models.SlugField(_("键"), max_length=20, unique=True)
    name = models.CharField(_("全称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=60)
    kind = models.CharField(_("类型"), max_length=12, choices=RegionKind)
    source = models.CharField(_("来源"), max_length=120)
    starts_on = models.DateField(_("起"), null=True)
    ends_on = models.DateField(_("止"), null=True)

    class Meta:
        verbose_name = _("地方")
        verbose_name_plural = _("地方")

    def __str__(self) -> str:
        return self.name


class RegionCode(models.Model):
    """A code somebody gave a region, from a day to a day 代码. Two regions may have the same one at once."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="codes", verbose_name=_("地方"))
    system = models.CharField(_("代码体系"), max_length=12, choices=CodeSystem)
    code = models.CharField(_("代码"), max_length=20)
    starts_on = models.DateField(_("起"), null=True)
    ends_on = models.DateField(_("止"), null=True)

    class Meta:
        verbose_name = _("区划代码")
        verbose_name_plural = _("区划代码")
        indexes = (models.Index(name="region_by_code", fields=["code"]),)

    def __str__(self) -> str:
        return self.code


class RegionSuccessor(models.Model):
    """What an area became when areas were merged or split 沿革: one row for each successor."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="successors", verbose_name=_("原区划"))
    successor = models.ForeignKey(Region, models.PROTECT, related_name="predecessors", verbose_name=_("新区划"))
    day = models.DateField(_("自何日起"))
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("区划沿革")
        verbose_name_plural = _("区划沿革")
        constraints = (
            models.UniqueConstraint(fields=["region", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(name="nobody_succeeds_itself", condition=~models.Q(region=models.F("successor"))),
        )

    def __str__(self) -> str:
        return f"{self.region} → {self.successor}"


class RegionLink(models.Model):
    """In one view, a region lies in another from a day to a day 隶属. A missing day is open.

    Every tie stands in the view it is asked in: nothing is inherited from one view to another.
    """

    view = models.CharField(_("口径"), max_length=10, choices=View)
    parent = models.ForeignKey(
        Region, models.PROTECT, related_name="links_down", db_index=False, verbose_name=_("上级")
    )
    child = models.ForeignKey(Region, models.PROTECT, related_name="links_up", db_index=False, verbose_name=_("单位"))
    starts_on = models.DateField(_("起"), null=True)
    ends_on = models.DateField(_("止"), null=True)
    source = models.CharField(_("来源"), max_length=200)

    class Meta:
        verbose_name = _("隶属关系")
        verbose_name_plural = _("隶属关系")
        constraints = (
            models.UniqueConstraint(
                name="one_open_parent_per_view",
                fields=["child", "view"],
                condition=models.Q(ends_on=None, view__in=["statutory", "managed"]),
            ),
            models.UniqueConstraint(
                name="one_open_link_per_pair", fields=["child", "view", "parent"], condition=models.Q(ends_on=None)
            ),
        )
        indexes = (
            models.Index(name="link_down", fields=["parent", "view"]),
            models.Index(name="link_up", fields=["child", "view"]),
        )

    def __str__(self) -> str:
        return f"{self.parent} → {self.child}"

    def holds(self, day: date) -> bool:
        """True if the tie holds on the day; a day that is not known is open."""
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


class Target(models.Model):
    """What somebody set out to reach in every unit of a kind, in a region 目标. It holds until it is ended or replaced.

    ``per`` is the kind of unit that each shall have at least ``value``: "community" for 每个社区至少一名.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="targets", verbose_name=_("地方"))
    key = models.SlugField(_("键"), max_length=40)
    name = models.CharField(_("目标"), max_length=60)
    value = models.PositiveIntegerField(_("数值"))
    unit = models.CharField(_("单位"), max_length=10)
    per = models.CharField(_("每个"), max_length=12, choices=RegionKind)
    starts_on = models.DateField(_("起"), null=True)
    ends_on = models.DateField(_("止"), null=True)
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("目标")
        verbose_name_plural = _("目标")
        constraints = (
            models.UniqueConstraint(
                name="one_open_target_per_key", fields=["region", "key"], condition=models.Q(ends_on=None)
            ),
            models.CheckConstraint(
                name="target_ends_after_it_starts",
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.name}"
