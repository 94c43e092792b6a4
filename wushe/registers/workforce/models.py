"""Workers 社工 and their postings."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.registers.stations.models import Station


class Worker(models.Model):
    """A social worker 社工, who may log in."""

    user = models.OneToOneField(User, models.PROTECT, related_name="worker", verbose_name=_("账号"))
    name = models.CharField(_("姓名"), max_length=40)
    called = models.CharField(_("称呼"), max_length=20)

    class Meta:
        verbose_name = _("社工")
        verbose_name_plural = _("社工")

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """A worker serves at a station from a day to a day 驻站."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="postings", verbose_name=_("社工"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="postings", verbose_name=_("社工站"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)

    class Meta:
        verbose_name = _("驻站")
        verbose_name_plural = _("驻站")

    def __str__(self) -> str:
        return f"{self.worker} @ {self.station}"

    def holds(self, day: date) -> bool:
        """True if the worker was posted there on the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
