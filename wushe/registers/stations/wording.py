"""What is said when a place is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "stations-no-station": _("您的账号还没有分到社工站，不能记服务。请找站长或区县管理员授权。"),
    "stations-no-county": _("您的账号没有区县授权，不能看区县数字。请看工作台，或找区县管理员授权。"),
    "period-empty": _("结束日期 {last} 早于开始日期 {first}。请把两个日期对调或改正。"),
    "period-too-late": _("结束日期 {last} 太远了。请检查年份。"),
    "partial-date-unreadable": _("看不懂日期“{printed}”。请写成 2021年6月24日、2021年8月底、2021年 或 6月24日。"),
}
