"""Who may act where 授权."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.registers.stations.models.regions import Region
from wushe.registers.stations.models.stations import Station


class Role(models.TextChoices):
    """What a grant lets a user be."""

    WORKER = "worker", _("驻站社工")
    LEAD = "lead", _("站长")
    COUNTY = "county", _("区县")
    PRIVACY = "privacy", _("区县个人信息保护专员")


class Grant(models.Model):
    """A user may act in a role at one station or see one county, from a day to a day 授权."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=10, choices=Role)
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="grants", verbose_name=_("社工站"))
    county = models.ForeignKey(Region, models.PROTECT, null=True, related_name="grants", verbose_name=_("区县"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)

    class Meta:
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        constraints = (
            models.CheckConstraint(
                name="grant_has_one_place",
                condition=models.Q(station__isnull=False, county__isnull=True)
                | models.Q(station__isnull=True, county__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.station or self.county}"
