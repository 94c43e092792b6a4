"""What is said when a need is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "needs-unknown-kind": _("没有“{kind}”这种需求。请刷新页面重新选。"),
    "needs-unknown-need": _("这条需求已经办结，或不是本站的。请刷新页面。"),
}
