"""What is said when the ledger refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "ledger-future-service": _("服务日期 {day} 还没到，今天是 {today}。请改成今天或以前的日期。"),
    "ledger-day-too-old": _("服务日期 {day} 太早了。请检查年份。"),
    "ledger-station-not-open": _("社工站 {opening} 才揭牌，{day} 还没有开站。请检查服务日期。"),
    "ledger-closed-needs-reason": _("{month} 已经关账。补记或更正可以，请写明理由，数字会列在“更正”里。"),
    "ledger-unknown-code": _("“{what}”里选的，系统不认识，或者那天不能用。请刷新页面重新选。"),
    "ledger-worker-not-posted": _("{day} 那天，选的社工里有人不在本站驻站。请去掉，或改日期；登记错了请找站长。"),
    "ledger-person-twice": _("同一个人在这次服务里出现了两次（{persons} 人）。请去掉重复的。"),
    "ledger-no-worker": _("请选是谁做的服务，每位社工只选一次。"),
    "ledger-nobody-served": _("没有写服务了谁。请选服务对象，或填未实名人数。"),
    "ledger-attempt-with-people": _("没见到人，就不能有服务对象。请在“见到了”和“没见到”里重新选。"),
    "ledger-minutes-out-of-range": _("服务时长 {minutes} 分钟不对。请填 1 到 {most} 之间的分钟数。"),
    "ledger-heads-out-of-range": _("未实名人数不对。请填 0 到 {most} 之间的整数。"),
    "ledger-reason-too-long": _("理由写了 {length} 个字，最多 {most} 个字。请写短一些。"),
    "ledger-form-reused": _("这张表已经保存过，内容和这次不一样。请打开保存过的那条，点“更正”。"),
    "ledger-merge-form-reused": _("这张表已经办过另一件合并或撤销。请回到档案，重新打开再填。"),
    "ledger-foreign-station": _("这不是您的社工站，不能在这里记服务。请回到自己的站。"),
    "ledger-unknown-person": _("{day} 那天，有人不住在本站服务的村（居）。请重新选服务对象或改日期。"),
    "ledger-after-death": _(
        "服务对象里有人 {died} 已登记去世，不能再记 {day} 的服务。请去掉这个人或改日期；去世登记错了，请站长先撤销。"
    ),
    "ledger-many-counties": _("一批记录只能属于一个区县，这里有 {counties} 个。请分开导入。"),
    "ledger-already-reversed": _("这条记录已经撤销或更正过了。请刷新页面，看最新的那条。"),
    "ledger-reversal-is-final": _("撤销记录本身不能再撤销。要恢复，请重新记一笔。"),
    "ledger-needs-reason": _("请写一句理由：为什么更正或撤销。"),
    "ledger-unknown-number": _("找不到台账号 {number}，或者您没有权限看它。请检查号码。"),
    "ledger-not-your-county": _("这不是您的区县，不能关账。"),
    "ledger-period-not-over": _("{last} 还没过完，不能关账。请等这个月结束。"),
    "ledger-already-closed": _("{first} 到 {last} 里有已经关账的日子。每个月只能关一次。"),
    "ledger-both-were-there": _(
        "{day} 的同一次服务（台账 {number}）里两份档案都签到了，不像同一个人。确是同一个人，请先更正那条记录再合并。"
    ),
    "ledger-same-person-twice": _("名单里有两份档案是同一个人（已合并）。请去掉一份再保存。"),
}
