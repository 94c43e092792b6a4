"""What is said when a visit cannot be written."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "visits-line-too-long": _("“说一句”写了 {length} 个字，最多 {most} 个字。请删短一些，要紧的留下。"),
    "visits-absence-missing": _("没见到人，请选一下是什么情况。"),
    "visits-again-before": _("再去的日子 {again} 早于这次的 {day}。请选当天或以后。"),
    "visits-incomplete": _("还有没选的：安全、身体、心情、时长、下一步。请补上，其余已填的都还在。"),
    "visits-problem-unnamed": _("选了“有问题”，请点出是哪几项；都没问题就选“6 项都没问题”。"),
    "visits-already-recorded": _(
        "{by} 已经记了 {day} 对这位的探访。同一次不用再记；确实是另一次，请勾选“这是另一次探访”再保存。"
    ),
    "visits-not-posted": _(
        "{day} 那天{who}还没有（或已经不）在本站驻站，不能记在那天。请检查服务日期；日期没错，请找站长改驻站登记。"
    ),
    "visits-after-death": _(
        "这位在 {died} 去世，{day} 的走访不能记在名下。请检查服务日期；去看的是家里人，请记在家里人名下；"
        "去世登记错了，请站长撤销。"
    ),
    "visits-lived-elsewhere": _(
        "{day} 那天还（或已经）住在别的站服务的村（居），不能记在本站。请检查服务日期；日期没错，请那个站来记。"
    ),
    "visits-no-home": _("{day} 那天没有登记住在哪个村（居）。请检查服务日期；日期没错，请先补登记住址。"),
    "visits-unknown-visit": _("找不到这条走访记录，或者不是本站的。请回到今日页。"),
}
