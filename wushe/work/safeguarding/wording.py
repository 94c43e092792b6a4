"""What is said when a report is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "safeguarding-unknown-report": _("找不到这份报告，或者您没有权限看。要报新的情况，请再点“有孩子处于危险”。"),
    "safeguarding-foreign-station": _("这不是您的社工站。请从自己的站报告；情况紧急请先打 110。"),
    "safeguarding-nothing-said": _(
        "还没有写任何内容。请至少选一种情形、写一句事实，选已经打了哪个电话，或填接报编号。"
    ),
    "safeguarding-nobody-named": _("还没有说是谁。请从名单里选，或写一句是谁家的孩子、在哪里。"),
    "safeguarding-needs-reason": _("请写一句为什么作废，比如“手滑点到的，没有这回事”。"),
    "safeguarding-not-your-station": _("按错了只能由报告的社工站自己说明。请打电话给站里核实。"),
    "safeguarding-not-your-county": _("“区县已接报”由区县来记。请在这里补充您看到的和打过的电话。"),
    "safeguarding-facts-too-long": _("事实写了 {length} 个字，最多 {most} 个字。请先写最要紧的，其余再补充一条。"),
    "safeguarding-form-reused": _("这一页已经补充过，内容和这次不一样。请先复制要补的话，再刷新页面补一条。"),
    "safeguarding-unknown-code": _("表单里有系统不认识的选项。请刷新页面重新选。"),
}
