"""What is said when a place or a grant is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "stations-no-station": _("您的账号还没有分到社工站，不能记服务。请找站长或区县管理员授权。"),
    "stations-no-county": _("您的账号没有区县授权，不能看区县数字。请看工作台，或找区县管理员授权。"),
    "stations-not-here": _(
        "这里没有您能看的内容：地址可能写错了，或者它不在您的范围内。请回到首页，从名单或数字进去。"
    ),
    "stations-not-for-you": _("“{what}”不在您的职责里。请回到首页；确实要用，请系统管理员授权。"),
    "stations-unknown-role": _("没有角色“{role}”。请从列表里选。"),
    "stations-unknown-grant": _("没有这条授权，或者它不在您管理的范围内。请回到授权页重新选。"),
    "stations-foreign-place": _("这个地方不在您管理的范围内。请从列表里选，或请上级管理员授权。"),
    "stations-unknown-user": _("没有这个账号。请先开账号，再授权。"),
    "stations-grant-to-oneself": _("不能给自己授权，也不能改自己的授权。请另一位系统管理员来办。"),
    "stations-role-stands-elsewhere": _("“{role}”不能授在{place}上，只能授在：{places}。请换一个范围或角色。"),
    "stations-role-alone": _(
        "“{role}”和“{other}”不能同时给一个人：管账号的不看服务对象，查审计的不办业务。请先结束一项，或另用一个账号。"
    ),
    "stations-grant-ends-first": _("结束日 {ends} 早于开始日 {starts}。请改正日期。"),
    "stations-grant-twice": _("这个人已经有同一范围的“{role}”（{starts} 至 {ends}）。请先结束原来的，或改日期。"),
    "stations-grant-over": _("这条授权已经在 {ends} 结束，不用再结束。"),
    "stations-grant-ended-in-the-past": _("结束日不能早于今天（{today}）。要马上停，请用“立即收回”。"),
    "period-empty": _("结束日期 {last} 早于开始日期 {first}。请把两个日期对调或改正。"),
    "period-too-late": _("结束日期 {last} 太远了。请检查年份。"),
    "partial-date-unreadable": _("看不懂日期“{printed}”。请写成 2021年6月24日、2021年8月底、2021年 或 6月24日。"),
}
