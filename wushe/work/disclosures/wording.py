"""What is said when a request for a file is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "disclosures-asked-too-short": _("请至少写 {least} 个字：姓名、姓名首字母，或完整的证件号、电话号。"),
    "disclosures-unknown-request": _(
        "找不到这份档案或申请，或者您现在不能看。可能是到期了、站里结束了，请回到“调阅档案”看看。"
    ),
    "disclosures-unknown-person": _("这次查找已经过期，或这个人不在您的区县。请重新查找，再申请。"),
    "disclosures-already-waiting": _("您已经申请过这份档案，站里还没有答复。请等站长答复，或打电话问问。"),
    "disclosures-already-granted": _("这份档案您现在就能看，不用再申请。请到“我的申请”里打开。"),
    "disclosures-already-decided": _("这份申请已经答复过了。请刷新页面看结果。"),
    "disclosures-own-request": _("不能答复自己的申请。请另一位站长答复。"),
    "disclosures-purpose-too-short": _("用途只写了 {length} 个字，至少写 {least} 个字：为哪件事、看什么。"),
    "disclosures-purpose-names-somebody": _("这里请不要写服务对象的姓名和号码。写清楚是哪件事就行，站里知道是谁。"),
    "disclosures-words-too-long": _("写了 {length} 个字，最多 {most} 个字。请写得短一些。"),
    "disclosures-days-out-of-range": _("天数要在 1 到 {most} 天之间。请改一改。"),
    "disclosures-reason-missing": _("请写一句理由，至少 {least} 个字，申请的人会看到。"),
    "disclosures-unknown-choice": _("表单里有系统不认识的选项。请刷新页面重新选。"),
}
