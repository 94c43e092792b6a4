"""User 账号, AuditEntry 审计, and what server processes remember together."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """One person who logs in 账号. Never shared; knows no station (see ``stations.Grant``)."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=40)

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")

    def __str__(self) -> str:
        return self.name or self.username


class AuditEntry(models.Model):
    """One thing done, by whom, to what 审计. Append-only in the database.

    Holds no name, number or note of a beneficiary: only keys and counts.
    """

    at = models.DateTimeField(_("时间"), auto_now_add=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, verbose_name=_("操作人"), related_name="+")
    verb = models.CharField(_("动作"), max_length=60)
    target = models.CharField(_("对象"), max_length=120)
    county_key = models.CharField(_("区县"), max_length=20, blank=True)
    facts = models.JSONField(_("事实"), default=dict)

    class Meta:
        verbose_name = _("审计")
        verbose_name_plural = _("审计")
        indexes = (models.Index(fields=["target"], name="audit_target"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target}"


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
