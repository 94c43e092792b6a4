"""What is said when a person is wrong, or may not be looked at."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "beneficiaries-unknown-person": _("您的站里没有这位服务对象。请回到名单重新选；人搬走了，请找站长核对。"),
    "beneficiaries-reveals-used-up": _(
        "今天已经看了 {limit} 次完整的姓名或号码，到了上限。急着联系，请同事或站长来看；明天可以接着看。"
    ),
    "beneficiaries-reveal-twice": _("刚才同时点了两次，只能算一次。请回到档案再点一次。"),
    "beneficiaries-reveal-unexplained": _("选了“其他”，请写一句为什么要看。"),
    "beneficiaries-nothing-to-show": _("档案里没有登记{what}。请先在档案里补上。"),
    "beneficiaries-no-name": _("请写姓名。不知道真名，可以写平时的称呼。"),
    "beneficiaries-name-too-long": _(
        "姓名写了 {length} 个字，最多 {most} 个字。请只写姓名，别的写在“进门前要知道”里。"
    ),
    "beneficiaries-not-born-yet": _("出生日期 {day} 在今天（{today}）以后。请改正；不知道就空着。"),
    "beneficiaries-id-needs-reason": _(
        "证件号码有疑问：{what}。请再核对一遍；就是这个号码，请在“为什么照这样记”里写一句再保存。"
    ),
    "beneficiaries-may-be-known": _(
        "可能已经建过档（{count} 份相像的档案）。请先看看是不是同一个人；确实不是，请在“为什么仍然新建”里写一句再保存。"
    ),
    "beneficiaries-form-reused": _("这张表已经保存过别的内容。请回到名单，重新打开再填。"),
    "beneficiaries-no-unit": _("请选住在哪个村（居）。"),
    "beneficiaries-foreign-unit": _("这个村（居）不归本站服务。请从列表里选；是别的站的人，请联系那个站建档。"),
    "beneficiaries-unserved-unit": _(
        "本区县没有社工站服务这个村（居）。请从列表里选；搬出区县的，请联系那边的社工站建档。"
    ),
    "beneficiaries-unknown-household": _("找不到这一户，或者不在本站。请回到那家人的页面重新打开，或登记为新的一户。"),
    "beneficiaries-unknown-category": _("没有这个类别。请从列表里选。"),
    "beneficiaries-no-basis": _("请写依据，例如“村委会名单”“低保证”“走访中发现”。"),
    "beneficiaries-category-overlaps": _("“{name}”从 {starts} 起已经登记过，日子重叠了。请先结束原来那条，或改日期。"),
    "beneficiaries-unknown-spell": _("找不到这条身份。请刷新页面重新选。"),
    "beneficiaries-category-ended": _("这条身份已经在 {day} 结束，不用再结束。"),
    "beneficiaries-needs-reason": _("请写一句原因。"),
    "beneficiaries-reason-too-long": _("原因写了 {length} 个字，最多 {most} 个字。请删短一些。"),
    "beneficiaries-day-to-come": _("日期 {day} 在今天（{today}）以后。请填今天或以前。"),
    "beneficiaries-before-birth": _("日期 {day} 早于出生日期 {birth}。请改正其中一个。"),
    "beneficiaries-before-that": _("日期 {day} 太早：最早可以填 {since}。请改正日期。"),
    "beneficiaries-same-home": _("这个人现在就住在这一户。请选别的户，或不用登记搬家。"),
    "beneficiaries-dead": _("这个人已登记去世，不能再办这件事。登记错了，请站长先撤销去世登记。"),
    "beneficiaries-already-dead": _("已经登记过：{day} 去世。日期错了，请站长先撤销，再重新登记。"),
    "beneficiaries-not-dead": _("没有登记过去世，不用撤销。"),
    "beneficiaries-lead-only": _("这件事只有站长能办。请找站长。"),
    "beneficiaries-not-a-colleague": _("这位不是本站的社工。请从列表里选。"),
    "beneficiaries-already-responsible": _("{name} 已经是这个人的责任人，不用再指定。"),
    "beneficiaries-guardian-needed": _("对象 {age} 周岁，不满 14 周岁，要由监护人同意。请写监护人的姓名和关系。"),
    "beneficiaries-no-notice": _("请写告知书的版本，例如“2026年版”。"),
    "beneficiaries-has-agreed": _("这个用途已经有同意，还没撤回。要换范围，请先撤回原来的。"),
    "beneficiaries-unknown-consent": _("找不到这条同意。请刷新页面重新选。"),
    "beneficiaries-consent-withdrawn": _("这条同意已经撤回，不用再撤。"),
    "beneficiaries-merge-into-itself": _("两份是同一份档案，不用合并。请选另一份。"),
    "beneficiaries-already-merged": _("其中一份已经并入别的档案。请打开并入后的那份再合并。"),
    "beneficiaries-two-counties": _("两份档案不在同一个区县，不能合并。请联系那个区县核对。"),
    "beneficiaries-not-merged": _("这份档案没有并入别的档案，不用撤销。"),
    "beneficiaries-template-wrong": _(
        "档案号式样“{template}”不行：要有年份和一个序号，例如 {{station}}-{{year}}-{{seq:04d}}；"
        "其余只能用字母、数字、汉字和短横。"
    ),
}

#: What looks wrong with a number (``rules.Identity.doubts``), in words.
DOUBTS = {
    "form": _("位数或写法不对"),
    "kind": _("号码和证件类型对不上"),
    "check": _("最后一位校验码不对"),
    "birth": _("号码里的出生日期不存在"),
    "birth-differs": _("号码里的出生日期和填的不一样"),
    "sex-differs": _("号码里的性别和填的不一样"),
    "missing": _("写了号码，没选证件类型"),
}


def doubts_in_words(doubts: Iterable[str]) -> str:
    """The doubts about a number, as one phrase."""
    return "、".join(str(DOUBTS[doubt]) for doubt in doubts)
