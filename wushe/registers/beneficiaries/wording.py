"""What is said when a person is wrong, or may not be looked at."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "beneficiaries-unknown-person": _("您的站里没有这位服务对象。请回到名单重新选；人搬走了，请找站长核对。"),
    "beneficiaries-reveals-used-up": _(
        "今天已经看了 {limit} 次完整的姓名或号码，到了上限。急着联系，请同事或站长来看；明天可以接着看。"
    ),
    "beneficiaries-reveal-twice": _("刚才同时点了两次，只能算一次。请回到档案再点一次。"),
    "beneficiaries-reveal-unexplained": _("选了“其他”，请写一句为什么要看。"),
    "beneficiaries-nothing-to-show": _("档案里没有登记{what}。请先在档案里补上。"),
}
