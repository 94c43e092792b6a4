"""Persons 服务对象."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.crypto import Key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models.keys import DataKey
from wushe.registers.stations.models import Region


class Sex(models.IntegerChoices):
    """Source: GB/T 2261.1-2003."""

    UNKNOWN = 0, _("未知")
    MALE = 1, _("男")
    FEMALE = 2, _("女")
    UNSTATED = 9, _("未说明")


class IdKind(models.TextChoices):
    """What a person is identified by, if by anything; nobody is turned away for having no paper."""

    RESIDENT = "resident", _("居民身份证")
    HMT_RESIDENT = "hmt-resident", _("港澳台居民居住证")
    HMT_PASS = "hmt-pass", _("港澳台通行证")
    FOREIGN = "foreign", _("外国人永久居留身份证")
    PASSPORT = "passport", _("护照")
    OTHER = "other", _("其他证件")
    NONE = "none", _("没有证件")


class Person(models.Model):
    """One person whom a station knows 服务对象.

    Name, numbers and notes are sealed under a key of this person's own. What finds them again are keyed codes:
    ``id_index`` and ``phone_index`` of the numbers, ``birth_index`` of name and birth day, and ``NameToken``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name=_("区县"))
    key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", verbose_name=_("密钥"))
    file_number = models.CharField(_("档案号"), max_length=32, blank=True)
    file_year = models.PositiveSmallIntegerField(_("建档年"), null=True)
    file_seq = models.PositiveIntegerField(_("年内序号"), null=True)
    name_sealed = SealedField(_("姓名"), limit=40)
    sex = models.PositiveSmallIntegerField(_("性别"), choices=Sex)
    birth_on = models.DateField(_("出生日期"), null=True)
    birth_index = models.BinaryField(null=True)
    id_kind = models.CharField(_("证件类型"), max_length=12, choices=IdKind, default=IdKind.NONE)
    id_sealed = SealedField(_("证件号码"), limit=30)
    id_index = models.BinaryField(null=True)
    id_doubt_sealed = SealedField(_("号码存疑的原因"), limit=60)
    phone_sealed = SealedField(_("电话"), limit=20)
    phone_index = models.BinaryField(null=True)
    know_sealed = SealedField(_("进门前要知道"), limit=60)
    died_on = models.DateField(_("去世日期"), null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged_from", verbose_name=_("并入")
    )

    name = Opened("name_sealed")
    id_number = Opened("id_sealed")
    id_doubt = Opened("id_doubt_sealed")
    phone = Opened("phone_sealed")
    know = Opened("know_sealed")

    class Meta:
        verbose_name = _("服务对象")
        verbose_name_plural = _("服务对象")
        constraints = (
            models.UniqueConstraint(
                fields=["county", "file_number"], condition=~models.Q(file_number=""), name="person_file_number_once"
            ),
            models.UniqueConstraint(
                fields=["county", "file_year", "file_seq"],
                condition=models.Q(file_seq__isnull=False),
                name="person_file_seq_once",
            ),
            models.CheckConstraint(
                name="person_not_merged_into_oneself",
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("pk")),
            ),
        )
        # SQLite finds nothing by a constraint with a condition unless the query repeats the condition in letters.
        indexes = (
            models.Index(fields=["county", "file_number"], name="person_file_number"),
            *(
                models.Index(
                    fields=[column], name=f"person_{column}", condition=models.Q(**{f"{column}__isnull": False})
                )
                for column in ("id_index", "phone_index", "birth_index")
            ),
        )

    def __str__(self) -> str:
        return f"person {self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the person."""
        return f"/people/{self.uuid}/"

    def sealing(self) -> tuple[Key, object]:
        """The person's own key."""
        return self.key.secret, self.uuid


class NameToken(models.Model):
    """A way to find a person by a part of the name: a keyed code of twenty bits, in the village the person lives in.

    An index, not a record: it can always be made again, so it may be rewritten. Codes are short on purpose: different
    parts of names share one, so that how often a code stands here does not tell which surname it is.
    """

    pk = models.CompositePrimaryKey("token", "unit_id", "person_id")
    token = models.IntegerField()
    unit = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens", db_index=False)

    class Meta:
        verbose_name = _("姓名索引")
        verbose_name_plural = _("姓名索引")
