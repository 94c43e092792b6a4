"""What is said when a worker is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "workforce-not-a-worker": _("您的账号没有登记为社工，不能记服务。请找站长登记。"),
}
