"""The key of one person or one household 数据密钥."""

from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import AuditChain
from wushe.ground.kit.crypto import Key, new_key, unwrap, wrap
from wushe.ground.kit.keyring import begin_key, county_key, has_key


class DataKey(models.Model):
    """The key under which all texts about one person, or of one household, are sealed; itself wrapped by the county's.

    In a table of its own, so that a person can be forgotten by forgetting one row, in every backup of the others too.
    """

    county_key = models.CharField(_("区县"), max_length=20)
    wrapped = models.BinaryField(_("密钥"))

    class Meta:
        verbose_name = _("数据密钥")
        verbose_name_plural = _("数据密钥")

    def __str__(self) -> str:
        return f"key {self.pk}"

    @classmethod
    def fresh(cls, county: str) -> "DataKey":
        """A new key of a county, not saved yet.

        The first one makes the county's key. Refuses: ``keyring-key-missing`` where there were files, or an audit
        line, before: the key was lost.
        """
        if not has_key(county) and not cls.has_begun(county):
            begin_key(county)
        kept = county_key(county)
        key = new_key(kept.suite)
        row = cls(county_key=county, wrapped=wrap(kept, key, f"data-key|{county}"))
        row.secret = key
        return row

    @classmethod
    def has_begun(cls, county: str) -> bool:
        """True if something was sealed under the county's key. Costs: 1 or 2 queries."""
        return AuditChain.objects.filter(pk=county).exists() or cls.objects.filter(county_key=county).exists()

    @cached_property
    def secret(self) -> Key:
        """The key itself. Raises ``Unreadable`` when the county's key on the keyring is another one."""
        return unwrap(county_key(self.county_key), bytes(self.wrapped), f"data-key|{self.county_key}")
