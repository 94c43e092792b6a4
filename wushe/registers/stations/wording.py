"""What is said when a place or a grant is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "stations-no-station": _("您的账号还没有分到社工站，不能记服务。请找系统管理员授权。"),
    "stations-no-county": _(
        "今天没有您可以看数字的区县或社工站。请找区县的系统管理员授权；按机构授权的，请区县登记运营合同。"
    ),
    "stations-not-here": _(
        "这里没有您能看的内容：地址可能写错了，或者它不在您的范围内。请回到首页，从名单或数字进去。"
    ),
    "stations-not-for-you": _("“{what}”不在您的职责里。请回到首页；确实要用，请系统管理员授权。"),
    "stations-unknown-role": _("没有角色“{role}”。请从列表里选。"),
    "stations-unknown-grant": _("没有这条授权，或者它不在您管理的范围内。请回到授权页重新选。"),
    "stations-account-elsewhere": _(
        "{name}在您管理的范围以外也有授权，登录不能由您重设。请那边的系统管理员来办，或请上级管理员。"
    ),
    "stations-unknown-account": _("没有这个账号，或者它不在您管理的范围内。请回到授权页重新选。"),
    "stations-own-login": _("自己的登录不在这里重设。要改密码，请到“我的”；忘了密码，请另一位系统管理员来办。"),
    "stations-login-reset-already": _(
        "{name}的登录刚刚已经重设过，这次没有再改。新密码没记下来，请回到授权页再办一次。"
    ),
    "stations-foreign-place": _("这个地方不在您管理的范围内。请从列表里选，或请上级管理员授权。"),
    "stations-unknown-user": _("没有这个账号。请检查拼写；还没有，就先到“开账号”。"),
    "stations-grant-to-oneself": _("不能给自己授权，也不能改自己的授权。请另一位系统管理员来办。"),
    "stations-role-stands-elsewhere": _("“{role}”不能授在{place}上，只能授在：{places}。请换一个范围或角色。"),
    "stations-role-alone": _(
        "“{role}”和“{other}”不能同时给一个人：管账号的不看服务对象，查审计的不办业务。请先结束一项，或另用一个账号。"
    ),
    "stations-grant-ends-first": _("结束日 {ends} 早于开始日 {starts}。请改正日期。"),
    "stations-grant-twice": _("这个人已经有同一范围的“{role}”（{starts} 至 {ends}）。请先结束原来的，或改日期。"),
    "stations-grant-open": _("这个人已经有同一范围的“{role}”，从 {starts} 起，没有写止日。请先结束原来的。"),
    "stations-grant-made-longer": _(
        "这条授权只到 {ends}，结束日只能提前，不能推后。要延长，请另授一条，从它的次日起。"
    ),
    "stations-grant-over": _("这条授权已经在 {ends} 结束，不用再结束。"),
    "stations-grant-ended-in-the-past": _("结束日不能早于今天（{today}）。要马上停，请用“立即收回”。"),
    "stations-unknown-region": _("没有地方“{key}”。请在区划页按名称查。"),
    "stations-unknown-code": _("没有地方用代码“{digits}”。请检查代码，或按名称查。"),
    "stations-code-of-several": _("代码 {digits} 有几个地方共用，不能只凭代码认地方。请改用键：{keys}。"),
    "stations-above-counties": _("“{name}”不在任何区县里。请选区县或区县以下的地方。"),
    "stations-unit-was-split": _("“{unit}”只到 {day} 为止，之后分成 {names}。请先写明这一户现在属于哪一个。"),
    "stations-not-keeper": _("您的账号不能改区划和社工站登记。请找管理员。"),
    "stations-kind-stays": _("“{name}”是{kind}，不能在这里合并或拆分。这里只办乡镇（街道）、村（居）和自定片区。"),
    "stations-mixed-levels": _("合并或拆分只能在同一级之间：乡镇对乡镇，村（居）对村（居）。请重新选。"),
    "stations-area-ended": _("“{name}”只到 {day} 为止，已经不在了。请选现有的地方。"),
    "stations-day-out-of-range": _("起始日 {day} 不对。请写 2000-01-01 到 {last} 之间的一天。"),
    "stations-source-missing": _("请写依据：哪个机关、哪份文件、哪一天。"),
    "stations-source-too-long": _("依据有 {length} 个字，最多 {most} 个。请写短一些。"),
    "stations-too-few-areas": _("合并至少要两个地方，拆分至少要分成两个。请再选或再写一个。"),
    "stations-areas-apart": _("按{view}，这几个地方分属 {names}，不能合成一个。请先改隶属，再合并。"),
    "stations-no-tie-then": _("“{name}”在 {day} 的前一天还没有登记隶属关系。请把起始日写晚一些。"),
    "stations-later-ties": _("{day} 以后还登记有别的变动，不能插在它前面。请从更晚的一天起。"),
    "stations-name-missing": _("请写新地方的名称。"),
    "stations-bad-key": _("键“{key}”不对。请用 2 到 20 个字母、数字或短横线，例如 460203198240。"),
    "stations-bad-code": _("代码“{digits}”不对。区划代码是 6、9 或 12 位数字；没有就留空。"),
    "stations-key-taken": _("键“{key}”已经有地方在用。请换一个。"),
    "stations-code-taken": _("代码 {digits} 已经给过“{name}”。用过的代码不再给别处，请查新代码，或先留空。"),
    "stations-child-not-placed": _("“{name}”下面的 {keys} 没有放好。请让下面的每一个恰好归到一处。"),
    "stations-state-source": _("请写依据：谁在哪里说的，最多 {most} 个字。"),
    "stations-proof-too-long": _("“{what}”的佐证太长了，每项最多 {most} 个字。请写短一些。"),
    "stations-proof-missing": _("登记为实体化运营，要写明五项佐证，还缺：{missing}。没有的话，请先登记为揭牌。"),
    "stations-organization-known": _("这个键或统一社会信用代码已经登记给“{name}”。请先查一查是不是同一家。"),
    "stations-organization-twice": _("“{name}”已经登记过：名称、类型、登记地都一样。请先到机构列表里查一查。"),
    "stations-unknown-organization": _("没有这家机构，或它不在您登记的区县。请回到机构列表重新选。"),
    "stations-seated-already": _("“{name}”已经写明的登记地、成立日不再改，只能补没写的。写错了，请找系统管理员。"),
    "stations-founded-later": _("成立日 {day} 还没到。请写登记证书上的成立日。"),
    "stations-organization-backwards": _("注销日 {last} 早于成立日 {first}。请把日期改正。"),
    "stations-wound-up": _("“{name}”只到 {day} 为止，之后已经注销。请把日期写早一些，或选别的机构。"),
    "stations-still-runs": _(
        "“{name}”还在运营 {n} 个站点（{stations}），不能注销。请先结束这些运营合同，最后一天不晚于注销日。"
    ),
    "stations-nursed-already": _("{place}自 {day} 起已经在培育“{name}”。请先写那一次的结果，再登记新的。"),
    "stations-unknown-incubation": _("没有这次培育孵化。请从机构的页面里选。"),
    "stations-incubation-over": _("这次培育孵化已经在 {day} 结束，不用再结束。"),
    "stations-incubation-backwards": _("结束日 {last} 早于开始日 {first}。请把两个日期对调或改正。"),
    "stations-contract-backwards": _("合同的止 {last} 早于起 {first}。请把两个日期对调或改正。"),
    "stations-already-run": _("“{station}”自 {day} 起由“{name}”运营。请先写那份合同的止，再登记新的。"),
    "stations-unknown-contract": _("没有这份运营合同，或不归您管。请从社工站的页面里选。"),
    "stations-contract-made-longer": _("这份合同只到 {ends}，只能提前结束，不能延长。续签请另登记一份，从它的次日起。"),
    "stations-station-unnamed": _("请写站名。"),
    "stations-opening-source": _("请写依据：谁在哪里说的，最多 {most} 个字。"),
    "stations-nothing-covered": _(
        "请至少选一个覆盖的村（居），从列表里选。列表是空的，说明这里还没有登记村（居）：请先登记区划。"
    ),
    "stations-unit-covered": _("{units}已经归“{coverage}”。请去掉这些，或先改那一边的覆盖范围。"),
    "stations-not-a-station-below": _(
        "只有村级站（点）和幸福邻里可以建在“{above}”下面。请把层级改成其中一种，或到乡镇（街道）的页面单独建站。"
    ),
    "stations-not-a-station-above": _("“{above}”不是镇街站，下面不能再建站。请从镇街站的页面里建。"),
    "stations-not-below": _(
        "{units}不在“{above}”的覆盖范围里，或者下面已经有别的站。请只选它覆盖、还没有村级站的村（居）。"
    ),
    "stations-unknown-station": _("没有这个社工站，或不归您管。请从社工站列表里选。"),
    "period-empty": _("结束日期 {last} 早于开始日期 {first}。请把两个日期对调或改正。"),
    "period-too-late": _("结束日期 {last} 太远了。请检查年份。"),
    "partial-date-unreadable": _(
        "看不懂日期“{printed}”。请写成 2021年6月24日、2021年8月底、2021年5月底前、2021年 或 6月24日。"
    ),
}
