"""What is said when a report is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "safeguarding-unknown-report": _("找不到这份报告，或者您没有权限看。要报新的情况，请再点“有孩子处于危险”。"),
    "safeguarding-foreign-station": _("这不是您的社工站。请从自己的站报告；情况紧急请先打 110。"),
    "safeguarding-nothing-said": _("还没有写任何内容。请至少选一种情形、写一句事实，或选已经打了哪个电话。"),
    "safeguarding-facts-too-long": _("事实写了 {length} 个字，最多 {most} 个字。请先写最要紧的，其余再补充一条。"),
    "safeguarding-form-reused": _("这一页已经补记过，内容和这次不一样。请先复制要补的话，再刷新页面补一条。"),
    "safeguarding-unknown-code": _("表单里有系统不认识的选项。请刷新页面重新选。"),
}
