"""Fields, methods, modes, categories, service models 服务目录."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.IntegerChoices):
    """How a service is given 服务方式. Source: MZ/T 094-2017 个案, 095-2017 小组, 071-2016 社区."""

    VISIT = 1, _("探访")
    CASEWORK = 2, _("个案")
    GROUP = 3, _("小组")
    ACTIVITY = 4, _("社区活动")
    PUBLICITY = 5, _("宣传")
    CONSULTATION = 6, _("咨询")


class Mode(models.IntegerChoices):
    """By which way a person was reached 联系途径."""

    DOOR = 1, _("上门")
    PHONE = 2, _("电话")
    VIDEO = 3, _("视频")
    PROXY = 4, _("托人看")
    VENUE = 5, _("活动现场")


class ServiceField(models.Model):
    """A field of service 服务领域; which ones there are is data, for places differ."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=30)
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("服务领域")
        verbose_name_plural = _("服务领域")

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A kind of beneficiary 服务对象类别. ``bit`` is its place in the group mask of the ledger, never reused.

    ``restricted``: child protection, violence, justice. Above the station its small counts are hidden.
    """

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=30)
    bit = models.PositiveSmallIntegerField(_("位"), unique=True)
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+", verbose_name=_("默认领域"))
    restricted = models.BooleanField(_("受限"), default=False)
    source = models.CharField(_("来源"), max_length=200)

    class Meta:
        verbose_name = _("服务对象类别")
        verbose_name_plural = _("服务对象类别")
        constraints = (models.CheckConstraint(name="category_bit_fits", condition=models.Q(bit__lt=62)),)

    def __str__(self) -> str:
        return self.name


class ServiceModel(models.Model):
    """A printed service model such as 1+1+5+X, whose slots are data 服务模式."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    printed = models.CharField(_("原文"), max_length=40)
    slots = models.JSONField(_("栏位"))
    source = models.CharField(_("来源"), max_length=120)

    class Meta:
        verbose_name = _("服务模式")
        verbose_name_plural = _("服务模式")

    def __str__(self) -> str:
        return self.printed
