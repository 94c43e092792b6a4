"""Who may act where 授权."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.registers.stations.models.organizations import Organization
from wushe.registers.stations.models.regions import Region, View
from wushe.registers.stations.models.stations import Station


class Role(models.TextChoices):
    """What a grant lets a user be. What each may do stands in ``definitions/access.toml``."""

    WORKER = "worker", _("驻站社工")
    LEAD = "lead", _("站长")
    SUPERVISOR = "supervisor", _("督导")
    AGENCY = "agency", _("机构负责人")
    COUNTY = "county", _("区县")
    PRIVACY = "privacy", _("区县个人信息保护专员")
    CITY = "city", _("市级")
    PROVINCE = "province", _("省级")
    READER = "reader", _("来访核数")
    ADMIN = "admin", _("系统管理员")


class Grant(models.Model):
    """A user may act in a role at one station, in one organization or in one region, from a day to a day 授权.

    A grant on an organization opens the stations that it runs on the day of looking, by its contracts.
    ``view`` says by which account counties lie in a city or a province; it means nothing elsewhere.
    ``withdrawn_at``: taken back at that moment, whatever the days say.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=10, choices=Role)
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="grants", verbose_name=_("社工站"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="grants", verbose_name=_("机构")
    )
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="grants", verbose_name=_("区域"))
    view = models.CharField(_("口径"), max_length=10, choices=View, default=View.STATUTORY)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True)
    withdrawn_at = models.DateTimeField(_("收回时间"), null=True)

    class Meta:
        verbose_name = _("授权")
        verbose_name_plural = _("授权")
        constraints = (
            models.CheckConstraint(
                name="grant_has_one_place",
                condition=models.Q(station__isnull=False, organization__isnull=True, region__isnull=True)
                | models.Q(station__isnull=True, organization__isnull=False, region__isnull=True)
                | models.Q(station__isnull=True, organization__isnull=True, region__isnull=False),
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.place}"

    @property
    def place(self) -> Station | Organization | Region:
        """What the grant stands on."""
        place = self.station or self.organization or self.region
        assert place is not None  # noqa: S101 - the database sees to it
        return place

    @property
    def place_kind(self) -> str:
        """What it stands on, as the access table says it: ``station``, ``organization``, or the kind of the region."""
        return kind_of(self.place)


def kind_of(place: Station | Organization | Region) -> str:
    """What a grant may stand on, as the access table says it."""
    if isinstance(place, Region):
        return str(place.kind)
    return "station" if isinstance(place, Station) else "organization"
