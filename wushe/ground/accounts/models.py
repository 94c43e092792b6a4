"""User 账号, AuditEntry 审计 and AuditChain 审计链, and what server processes remember together."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """One person who logs in 账号. Never shared; knows no station (see ``stations.Grant``).

    A temporary password was made by somebody else: until it is changed, no page opens but the one that changes it.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=40)
    has_temporary_password = models.BooleanField(_("密码要马上改"), default=False)

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")

    def __str__(self) -> str:
        return self.name or self.username


class AuditEntry(models.Model):
    """One thing done, by whom, to what 审计. Append-only in the database.

    Holds no name, number or note of a beneficiary: only keys and counts. ``seq`` counts the lines of one county
    without a gap; ``hash`` is keyed, over the line and ``prev``, the hash of the line before (``rules.hash_of``).
    """

    at = models.DateTimeField(_("时间"), default=timezone.now)
    actor = models.ForeignKey(User, models.PROTECT, null=True, verbose_name=_("操作人"), related_name="+")
    verb = models.CharField(_("动作"), max_length=60)
    target = models.CharField(_("对象"), max_length=120)
    county_key = models.CharField(_("区县"), max_length=20, blank=True)
    facts = models.JSONField(_("事实"), default=dict)
    seq = models.PositiveBigIntegerField(_("链上序号"))
    prev = models.CharField(_("上一条的校验"), max_length=64, blank=True)
    hash = models.CharField(_("校验"), max_length=64)

    class Meta:
        verbose_name = _("审计")
        verbose_name_plural = _("审计")
        constraints = (models.UniqueConstraint(fields=["county_key", "seq"], name="audit_seq_once_per_county"),)
        indexes = (
            models.Index(fields=["target"], name="audit_target"),
            models.Index(fields=["county_key", "at"], name="audit_county_at"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target}"


class AuditChain(models.Model):
    """The head of one county's audit lines 审计链: how many there are, and the hash of the last.

    It is the row that writers of a chain wait for. ``seal`` is keyed over the rest, so that lines cut off the end are
    missed. The chain of county "" holds what belongs to no county; its head also names all the others, so that a whole
    chain is missed too.
    """

    county_key = models.CharField(_("区县"), max_length=20, primary_key=True)
    count = models.PositiveBigIntegerField(_("条数"), default=0)
    hash = models.CharField(_("最后一条的校验"), max_length=64, blank=True)
    chains = models.TextField(_("其他的链"), blank=True)
    seal = models.CharField(_("链头的校验"), max_length=64)

    class Meta:
        verbose_name = _("审计链")
        verbose_name_plural = _("审计链")

    def __str__(self) -> str:
        return f"{self.county_key or '-'} {self.count}"


class CacheRow(models.Model):
    """One thing that server processes remember together for some minutes: failed logins, codes already used.

    Django's database cache reads and writes this table; nothing else does. It holds no name and no password.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("短期记忆")
        verbose_name_plural = _("短期记忆")

    def __str__(self) -> str:
        return self.cache_key
