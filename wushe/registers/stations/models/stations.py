"""Stations 社工站, and what each of them was since when 状态."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.registers.stations.models.regions import Region


class Tier(models.TextChoices):
    """Where a station stands 站点层级."""

    CENTRE = "centre", _("市（县）中心")
    TOWNSHIP = "township", _("镇街站")
    VILLAGE = "village", _("村级站（点）")
    NEIGHBOURHOOD = "neighbourhood", _("幸福邻里")
    ORGANIZATIONS = "organizations", _("社会组织服务中心")


class Station(models.Model):
    """A social-work station 社工站, in one county, serving the units of its coverage unit."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    tier = models.CharField(_("层级"), max_length=14, choices=Tier, default=Tier.TOWNSHIP)
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below", verbose_name=_("上级站"))
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("区县"))
    coverage = models.ForeignKey(Region, models.PROTECT, related_name="stations", verbose_name=_("覆盖单元"))
    opening_printed = models.CharField(_("揭牌日期（原文）"), max_length=40)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    opening_source = models.CharField(_("日期来源"), max_length=120)

    class Meta:
        verbose_name = _("社工站")
        verbose_name_plural = _("社工站")

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """What a station may be."""

    PLANNED = "planned", _("筹建")
    OPENED = "opened", _("揭牌")
    OPERATING = "operating", _("实体化运营")
    SUSPENDED = "suspended", _("暂停")
    CLOSED = "closed", _("撤销")


class StationState(models.Model):
    """A station became something on a day, with proof 站点状态. Never changed: a mistake is answered by a new row.

    The day is kept as printed. ``proofs`` says what shows it, by kind (see ``rules.stations.PROOFS``).
    """

    station = models.ForeignKey(Station, models.PROTECT, related_name="states", verbose_name=_("社工站"))
    state = models.CharField(_("状态"), max_length=10, choices=State)
    since_printed = models.CharField(_("自何时起（原文）"), max_length=40)
    source = models.CharField(_("依据"), max_length=200)
    proofs = models.JSONField(_("佐证"), default=dict)
    recorded_at = models.DateTimeField(_("登记时间"), default=clock.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"))

    class Meta:
        verbose_name = _("站点状态")
        verbose_name_plural = _("站点状态")

    def __str__(self) -> str:
        return f"{self.station} {self.get_state_display()} {self.since_printed}"
