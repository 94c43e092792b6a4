"""What is said when a board cannot be drawn."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reports-not-an-auditor": _("审计只给区县的个人信息保护专员看。要看数字请到“区县数字”或“工作台”。"),
    "reports-wrong-dates": _("开始或结束日期不对。请写成 2026-11-01 这样，再点“查看”。"),
}
