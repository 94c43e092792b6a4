"""What is said when a board cannot be drawn."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reports-wrong-dates": _("开始或结束日期不对。请写成 2026-11-01 这样，再点“查看”。"),
}
