"""Stations 社工站."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.registers.stations.models.regions import Region


class Station(models.Model):
    """A social-work station 社工站, in one county, serving the units of its coverage unit."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60)
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
