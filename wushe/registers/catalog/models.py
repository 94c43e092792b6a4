"""Fields, methods, modes, categories, service models and who adopted them, contents, tags, policies 服务目录."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit import clock
from wushe.registers.catalog.rules import Slot
from wushe.registers.stations.models import Region


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


class FunctionDomain(models.Model):
    """What a station is there for, in the widest words 功能: 基本民生保障, 基层社会治理, 基本社会服务."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=30)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    source = models.CharField(_("来源"), max_length=200)

    class Meta:
        verbose_name = _("功能")
        verbose_name_plural = _("功能")

    def __str__(self) -> str:
        return self.name


class ServiceField(models.Model):
    """A field of service 服务领域; which ones there are is data, for places differ.

    ``function`` is empty where no source says to which function domain the field belongs.
    """

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=30)
    source = models.CharField(_("来源"), max_length=120)
    function = models.ForeignKey(
        FunctionDomain, models.PROTECT, null=True, related_name="fields", verbose_name=_("功能")
    )

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


class ServiceContent(models.Model):
    """What is given in a service 服务内容, such as 心理疏导, and its field unless somebody says otherwise."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=30)
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+", verbose_name=_("默认领域"))
    source = models.CharField(_("来源"), max_length=200)

    class Meta:
        verbose_name = _("服务内容")
        verbose_name_plural = _("服务内容")

    def __str__(self) -> str:
        return self.name


class StrategicTag(models.Model):
    """A task of the state that work can be marked with 战略标签, such as 共同富裕."""

    key = models.SlugField(_("键"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=30)
    source = models.CharField(_("来源"), max_length=200)

    class Meta:
        verbose_name = _("战略标签")
        verbose_name_plural = _("战略标签")

    def __str__(self) -> str:
        return self.name


class PolicyReference(models.Model):
    """What a plan or a briefing may cite 政策依据: title, quote, who issued it, and the date as printed.

    ``is_compared`` is False while nobody has held it against the original text; a page must say so.
    Without ``region`` it holds everywhere.
    """

    key = models.SlugField(_("键"), max_length=40, unique=True)
    title = models.CharField(_("标题"), max_length=120)
    number = models.CharField(_("文号"), max_length=40, blank=True)
    quote = models.CharField(_("引文"), max_length=300, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=80)
    dated_printed = models.CharField(_("日期（原文）"), max_length=40, blank=True)
    source = models.CharField(_("来源"), max_length=200)
    is_compared = models.BooleanField(_("已核对原文"), default=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", verbose_name=_("地方"))

    class Meta:
        verbose_name = _("政策依据")
        verbose_name_plural = _("政策依据")

    def __str__(self) -> str:
        return self.title


class ServiceModel(models.Model):
    """A printed service model such as 1+1+5+X, whose slots are data 服务模式.

    Never changed: a definition that changes is a new version of the same key. What a place adopted stays as it was.
    """

    key = models.SlugField(_("键"), max_length=40)
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    printed = models.CharField(_("原文"), max_length=40)
    name = models.CharField(_("名称"), max_length=60)
    slots = models.JSONField(_("栏位"))
    source = models.CharField(_("来源"), max_length=200)
    loaded_at = models.DateTimeField(_("装载时间"), default=clock.now)

    class Meta:
        verbose_name = _("服务模式")
        verbose_name_plural = _("服务模式")
        constraints = (models.UniqueConstraint(fields=["key", "version"], name="one_service_model_per_version"),)

    def __str__(self) -> str:
        return self.printed

    @property
    def parts(self) -> tuple[Slot, ...]:
        """The slots in printed order."""
        return tuple(map(Slot.of, self.slots))


class ModelAdoption(models.Model):
    """A place works by a version of a service model from a day to a day 采用. A missing day is open."""

    model = models.ForeignKey(ServiceModel, models.PROTECT, related_name="adoptions", verbose_name=_("服务模式"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("地方"))
    starts_on = models.DateField(_("起"), null=True)
    ends_on = models.DateField(_("止"), null=True)
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("采用服务模式")
        verbose_name_plural = _("采用服务模式")
        constraints = (
            models.UniqueConstraint(
                fields=["model", "region"], condition=models.Q(ends_on=None), name="one_open_adoption_per_model"
            ),
            models.CheckConstraint(
                name="adoption_ends_after_it_starts",
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.model}"

    def holds(self, day: date) -> bool:
        """True if the place works by it on the day; a day that is not known is open."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)
