"""What is said when an activity cannot be written."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "groupwork-unknown-code": _("选的里面有系统不认识的。请刷新页面重新选。"),
    "groupwork-untitled": _("请写这次活动叫什么，几个字就行，例如“反诈宣传”。"),
    "groupwork-too-long": _("“{what}”写了 {length} 个字，最多 {most} 个字。请删短一些，要紧的留下。"),
    "groupwork-volunteers-out-of-range": _("志愿者人数不对。请填 0 到 {most} 之间的整数。"),
    "groupwork-partner-unknown": _("“{name}”不在机构名册里。请选一下它是什么单位；写错了就改，没有就清空。"),
    "groupwork-partner-twice": _("合作单位“{name}”写了两遍。请留一行，选它最主要做的。"),
    "groupwork-unknown-unit": _("这个村（居）在 {day} 那天不归本站服务。请重新选在哪里办的，或检查日期。"),
    "groupwork-not-posted": _(
        "{day} 那天{who}还没有（或已经不）在本站驻站，不能记在那天。请检查日期；日期没错，请找站长改驻站登记。"
    ),
    "groupwork-after-death": _("{name}在 {died} 去世，不能记来了 {day} 的活动。请去掉这个人，或检查日期。"),
    "groupwork-lived-elsewhere": _(
        "{names}在 {day} 那天不住在本站服务的村（居）。请从名单里去掉，人数加到“没登记名字的人”里；或检查日期。"
    ),
    "groupwork-already-recorded": _(
        "{by} 已经记了 {day} 在这里的“{title}”。同一场不用再记；确实是另一场，请勾选“这是另一场”再保存。"
    ),
    "groupwork-unknown-activity": _("找不到这次活动，或者不是本站的。请回到活动页。"),
}
