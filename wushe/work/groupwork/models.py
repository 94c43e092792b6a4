"""Activity, Participation and Partner 小组与活动."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.crypto import Key
from wushe.ground.kit.keyring import purpose_key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.ledger.models import ServiceEvent
from wushe.registers.beneficiaries.models import Person
from wushe.registers.stations.models import Organization, OrganizationKind, Station


class Part(models.TextChoices):
    """In which part somebody came: residents organise and help, they are not only audience."""

    ATTENDEE = "attendee", _("参加")
    ORGANISER = "organiser", _("组织（骨干居民）")
    HELPER = "helper", _("帮忙")


class PartnerRole(models.TextChoices):
    """What a partner did."""

    HOST = "host", _("主办")
    CO_HOST = "co-host", _("协办")
    VENUE = "venue", _("出场地")
    VOLUNTEERS = "volunteers", _("出志愿者")
    DONOR = "donor", _("出钱出物")


class Party(models.TextChoices):
    """The five parties that act together 五社联动. Source: 曲靖日报 on 越州镇."""

    COMMUNITY = "community", _("社区")
    ORGANIZATIONS = "organizations", _("社会组织")
    WORKERS = "workers", _("社会工作者")
    VOLUNTEERS = "volunteers", _("社区志愿者")
    CHARITY = "charity", _("社会慈善资源")


class Activity(models.Model):
    """A group's session, a community activity or publicity that was held 活动, beside its row in the ledger.

    Append-only in the database, like that row; corrected by a new one. Place, method, minutes and heads stand on the
    row (``event``). Title, venue and line may hold a name: they are sealed.
    """

    uuid = models.UUIDField(_("表单号"), unique=True)
    digest = models.CharField(_("内容摘要"), max_length=64)
    event = models.OneToOneField(ServiceEvent, models.PROTECT, related_name="+", verbose_name=_("台账"))
    station = models.ForeignKey(Station, models.PROTECT, related_name="+", db_index=False, verbose_name=_("社工站"))
    day = models.DateField(_("日期"))
    theme = models.SlugField(_("内容"), max_length=20, db_index=False)
    volunteers = models.PositiveIntegerField(_("志愿者人数"), default=0)
    title_sealed = SealedField(_("叫什么"), limit=30)
    venue_sealed = SealedField(_("地点"), limit=30)
    line_sealed = SealedField(_("说一句"), limit=500)

    title = Opened("title_sealed")
    venue = Opened("venue_sealed")
    line = Opened("line_sealed")

    class Meta:
        verbose_name = _("活动")
        verbose_name_plural = _("活动")
        indexes = (models.Index(fields=["station", "day"], name="activity_station_day"),)

    def __str__(self) -> str:
        return f"activity {self.uuid}"

    def sealing(self) -> tuple[Key, object]:
        """The county's key for notes: an activity is about many persons."""
        return purpose_key(self.event.county.key, "notes"), self.uuid


class Participation(models.Model):
    """Somebody who came to an activity did more than attend: organised or helped 参加身份. Append-only.

    That they came, and everybody else who did, stands in the ledger alone: nothing is kept twice.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="participations", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("服务对象"))
    part = models.CharField(_("身份"), max_length=9, choices=Part)

    class Meta:
        verbose_name = _("参加身份")
        verbose_name_plural = _("参加身份")
        constraints = (
            models.UniqueConstraint(fields=["activity", "person"], name="participation_once"),
            models.CheckConstraint(name="participation_more_than_attends", condition=~models.Q(part="attendee")),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.part}"


class Partner(models.Model):
    """An organization had a hand in an activity 合作单位: one of the register, or one in words. Append-only."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="partners", db_index=False)
    line = models.PositiveSmallIntegerField(_("行号"))
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", verbose_name=_("机构"))
    name = models.CharField(_("单位名称"), max_length=60)
    kind = models.CharField(_("类型"), max_length=12, choices=OrganizationKind)
    role = models.CharField(_("做了什么"), max_length=10, choices=PartnerRole)

    class Meta:
        verbose_name = _("合作单位")
        verbose_name_plural = _("合作单位")
        constraints = (models.UniqueConstraint(fields=["activity", "line"], name="partner_line_once"),)

    def __str__(self) -> str:
        return f"{self.name} {self.role}"
