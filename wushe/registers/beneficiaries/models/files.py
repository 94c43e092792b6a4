"""How file numbers are printed 档案号."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.registers.stations.models import Region, Station


class FileTemplate(models.Model):
    """The template of the file numbers of a county, or of one of its stations; without any, the usual one."""

    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("区县"))
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="+", verbose_name=_("社工站"))
    template = models.CharField(_("式样"), max_length=60)

    class Meta:
        verbose_name = _("档案号式样")
        verbose_name_plural = _("档案号式样")
        constraints = (
            models.UniqueConstraint(
                fields=["county"], condition=models.Q(station__isnull=True), name="file_template_once_per_county"
            ),
            models.UniqueConstraint(
                fields=["station"], condition=models.Q(station__isnull=False), name="file_template_once_per_station"
            ),
        )

    def __str__(self) -> str:
        return self.template
