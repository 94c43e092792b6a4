"""What is said when a person is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "beneficiaries-unknown-person": _("您的站里没有这位服务对象。请回到名单重新选；人搬走了，请找站长核对。"),
}
