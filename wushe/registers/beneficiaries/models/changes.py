"""What was written of a person before it was changed 改档记录: append-only (see the migration)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.crypto import Key
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.registers.beneficiaries.models.persons import Person


class Fact(models.TextChoices):
    """What can be changed of a person."""

    NAME = "name", _("姓名")
    SEX = "sex", _("性别")
    BIRTH = "birth_on", _("出生日期")
    ID_KIND = "id_kind", _("证件类型")
    ID_NUMBER = "id_number", _("证件号码")
    ID_DOUBT = "id_doubt", _("号码存疑的原因")
    PHONE = "phone", _("电话")
    KNOW = "know", _("进门前要知道")
    ADDRESS = "address", _("组、门牌")
    DIED = "died_on", _("去世日期")


class PersonChange(models.Model):
    """One fact of a person as it was before a change, by whom and when it was changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="changes", verbose_name=_("服务对象"))
    fact = models.CharField(_("改了什么"), max_length=12, choices=Fact)
    before_sealed = SealedField(_("原来"), limit=60)
    at = models.DateTimeField(_("时间"), default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("谁改的"))

    before = Opened("before_sealed")

    class Meta:
        verbose_name = _("改档记录")
        verbose_name_plural = _("改档记录")

    def sealing(self) -> tuple[Key, object]:
        """The person's key."""
        return self.person.key.secret, self.uuid
