"""The ledger's rows 服务台账: written once, never changed (the database refuses, see the migration)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.keyring import purpose_key
from wushe.ground.kit.periods import Period, through
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models import Household, Person
from wushe.registers.catalog.models import Method, Mode, ServiceField
from wushe.registers.stations.models import Region, Station
from wushe.registers.workforce.models import Worker


class Kind(models.IntegerChoices):
    """What a row says."""

    SERVICE = 0, _("服务")
    REVERSAL = 1, _("撤销")


class Origin(models.IntegerChoices):
    """Who asked for the service 任务来源."""

    PROFESSIONAL = 1, _("专业自发")
    ASSIGNED = 2, _("政府交办")


class Evidence(models.IntegerChoices):
    """How well a row is proved 证据等级."""

    E0 = 0, _("仅录入（E0）")
    E1 = 1, _("他人确认（E1）")
    E2 = 2, _("签到表、文书（E2）")
    E3 = 3, _("对象本人确认（E3）")
    E4 = 4, _("独立核查（E4）")


class Numbered(models.Model):
    """A row of a county's ledger: what was written, by which form, under which number.

    ``seq`` counts the rows of all tables of the ledger in commit order, without a gap inside a county (triggers and the
    writer's lock see to it). ``form_id`` is the UUID of the form that made the row.
    """

    form_id = models.UUIDField(_("表单号"))
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name=_("区县"))
    seq = models.PositiveBigIntegerField(_("台账号"))
    reason_sealed = SealedField(_("理由"), limit=200)
    recorded_at = models.DateTimeField(_("入账时间"), default=clock.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    reason = Opened("reason_sealed")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def sealing(self) -> tuple[Key, object]:
        """The county's key for notes: a row may be about many persons."""
        return purpose_key(self.county.key, "notes"), self.form_id

    @property
    def number(self) -> str:
        """The ledger number 台账号, unique in the country: ``460203-1234``. Costs a query unless county is loaded."""
        return f"{self.county.key}-{self.seq}"


class ServiceEvent(Numbered):
    """One service given, one attempt that met nobody, or the reversal of either.

    ``digest`` is the hash of what the form said: the same form sent again gets the same row. A row is *valid* if, and
    only if, no row reverses it.
    """

    digest = models.CharField(_("内容摘要"), max_length=64)
    station = models.ForeignKey(Station, models.PROTECT, related_name="+", db_index=False, verbose_name=_("社工站"))
    unit = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name=_("服务地"))
    kind = models.PositiveSmallIntegerField(_("行类型"), choices=Kind, default=Kind.SERVICE)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals", db_index=False)
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="amendments", db_index=False)
    occurred_on = models.DateField(_("服务日"))
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+", db_index=False, verbose_name=_("领域"))
    method = models.PositiveSmallIntegerField(_("方式"), choices=Method)
    mode = models.PositiveSmallIntegerField(_("途径"), choices=Mode)
    met = models.BooleanField(_("见到"))
    minutes = models.PositiveIntegerField(_("分钟"))
    worker_count = models.PositiveSmallIntegerField(_("社工人数"))
    named = models.PositiveSmallIntegerField(_("实名人数"), default=0)
    heads_counted = models.PositiveIntegerField(_("未实名（点数）"), default=0)
    heads_estimated = models.PositiveIntegerField(_("未实名（估计）"), default=0)
    origin = models.PositiveSmallIntegerField(_("任务来源"), choices=Origin)
    evidence = models.PositiveSmallIntegerField(_("证据等级"), choices=Evidence)
    sensitivity = models.PositiveSmallIntegerField(_("敏感级"), default=1)
    source = models.CharField(_("出处"), max_length=80)
    marks = models.CharField(_("标记"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("台账")
        verbose_name_plural = _("台账")
        constraints = (
            models.UniqueConstraint(fields=["form_id"], name="event_one_per_form"),
            models.UniqueConstraint(fields=["county", "seq"], name="event_seq_once_per_county"),
            models.UniqueConstraint(
                fields=["reverses"], condition=models.Q(reverses__isnull=False), name="event_reversed_once"
            ),
            models.CheckConstraint(
                name="event_reversal_names_its_row",
                condition=models.Q(kind=Kind.SERVICE, reverses__isnull=True)
                | models.Q(kind=Kind.REVERSAL, reverses__isnull=False, amends__isnull=True),
            ),
            models.CheckConstraint(
                name="event_sensitivity_level", condition=models.Q(sensitivity__gte=0, sensitivity__lte=3)
            ),
        )
        indexes = (
            models.Index(
                name="event_figures",
                fields=[
                    *("county", "occurred_on", "kind", "met", "method", "field", "unit", "station"),
                    *("minutes", "worker_count", "heads_counted", "heads_estimated", "seq"),
                ],
            ),
            models.Index(
                name="event_attempts",
                fields=["county", "occurred_on", "kind", "unit", "station", "field", "method", "seq"],
                condition=models.Q(met=False),
            ),
            models.Index(name="event_source", fields=["source"]),
            models.Index(name="event_amends", fields=["amends"], condition=models.Q(amends__isnull=False)),
        )


class Attendance(models.Model):
    """One named person took part in one service 人次, with what was true of that person on that day.

    Only people who were met have a row here; unnamed heads stand on the event. The event says how many rows it has
    (``named``) and a trigger lets in no other, so nobody can be added to a service later.
    """

    event = models.ForeignKey(ServiceEvent, models.PROTECT, related_name="attendances", db_index=False)
    line = models.PositiveSmallIntegerField(_("行号"))
    seq = models.PositiveBigIntegerField(_("台账号"))
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    station = models.ForeignKey(Station, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField(_("服务日"))
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+", db_index=False)
    method = models.PositiveSmallIntegerField(_("方式"), choices=Method)
    mode = models.PositiveSmallIntegerField(_("途径"), choices=Mode)
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+", db_index=False)
    sex = models.PositiveSmallIntegerField(_("性别"))
    groups = models.PositiveBigIntegerField(_("类别位"), default=0)
    age = models.PositiveSmallIntegerField(_("周岁"), null=True)

    class Meta:
        verbose_name = _("参加")
        verbose_name_plural = _("参加")
        constraints = (
            models.UniqueConstraint(fields=["event", "line"], name="attendance_line_once"),
            models.UniqueConstraint(fields=["event", "person"], name="attendance_person_once"),
        )
        indexes = (
            models.Index(
                name="attendance_figures",
                fields=[
                    *("county", "day", "person", "household", "method", "field", "unit", "station"),
                    *("groups", "age", "event", "seq"),
                ],
            ),
            models.Index(name="attendance_contacts", fields=["person", "day", "mode", "event", "county", "seq"]),
        )

    def __str__(self) -> str:
        return f"{self.seq}.{self.line}"


class EventWorker(models.Model):
    """A worker gave the service 服务社工; each counts once in 工时."""

    event = models.ForeignKey(ServiceEvent, models.PROTECT, related_name="event_workers", db_index=False)
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("服务社工")
        verbose_name_plural = _("服务社工")
        constraints = (models.UniqueConstraint(fields=["event", "worker"], name="event_worker_once"),)


class ClosedPeriod(models.Model):
    """A month that was reported 关账. Remembers the last ``seq``: as reported counts up to it, as known counts all."""

    county = models.ForeignKey(Region, models.PROTECT, related_name="closed_periods", verbose_name=_("区县"))
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"))
    last_seq = models.PositiveBigIntegerField(_("最后台账号"))
    closed_at = models.DateTimeField(_("关账时间"), default=clock.now)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("关账")
        verbose_name_plural = _("关账")
        constraints = (models.UniqueConstraint(fields=["county", "starts_on"], name="closed_once"),)

    def __str__(self) -> str:
        return f"{self.starts_on}..{self.ends_on}"

    @property
    def period(self) -> Period:
        """The closed days."""
        return through(self.starts_on, self.ends_on)


class Identity(models.IntegerChoices):
    """What was found out about two files."""

    SAME = 0, _("同一个人")
    APART = 1, _("不是同一个人")


class IdentityEntry(Numbered):
    """Two files are one person's 合并, or are not after all 撤销合并: a row of the ledger, numbered among its services.

    ``person`` is counted as ``into`` by every figure that looks at this number and beyond, until an entry that
    ``undoes`` it. Participations are never rewritten.
    """

    kind = models.PositiveSmallIntegerField(_("行类型"), choices=Identity)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("并入的档案"))
    into = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("并入"))
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by", db_index=False)

    class Meta:
        verbose_name = _("档案合并")
        verbose_name_plural = _("档案合并")
        constraints = (
            models.UniqueConstraint(fields=["form_id"], name="identity_one_per_form"),
            models.UniqueConstraint(fields=["county", "seq"], name="identity_seq_once_per_county"),
            models.UniqueConstraint(
                fields=["undoes"], condition=models.Q(undoes__isnull=False), name="identity_undone_once"
            ),
            models.CheckConstraint(
                name="identity_undoing_names_its_row",
                condition=models.Q(kind=Identity.SAME, undoes__isnull=True)
                | models.Q(kind=Identity.APART, undoes__isnull=False),
            ),
            models.CheckConstraint(name="identity_of_two", condition=~models.Q(person=models.F("into"))),
        )
