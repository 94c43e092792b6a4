"""The verbs and facts of audit lines in words, for the audit page."""

from django.utils.translation import gettext_lazy as _

from wushe.registers.beneficiaries.models import Masked, Why
from wushe.work.disclosures.models import Purpose

VERBS = {
    "accounts.change_password": _("改密码"),
    "accounts.check_chain": _("核对审计链"),
    "accounts.log_in": _("登录"),
    "accounts.log_out": _("退出"),
    "accounts.refuse_login": _("登录被拒绝"),
    "beneficiaries.reveal": _("看遮住的号码"),
    "catalog.load_catalog": _("装载服务目录"),
    "demo.load": _("装载演示数据"),
    "disclosures.ask_for_file": _("申请调阅档案"),
    "disclosures.end_file": _("提前结束调阅"),
    "disclosures.grant_file": _("同意调阅"),
    "disclosures.read_file": _("打开调阅的档案"),
    "disclosures.refuse_file": _("不同意调阅"),
    "disclosures.search_county": _("在全区县查人"),
    "ledger.close_period": _("关账"),
    "ledger.record": _("入账"),
    "ledger.record_many": _("成批入账"),
    "ledger.reverse": _("撤销台账"),
    "needs.answer_need": _("办结需求"),
    "needs.find_needs": _("登记需求"),
    "needs.withdraw_needs": _("撤回需求"),
    "refused": _("被拒绝"),
    "safeguarding.add_entry": _("补充强制报告"),
    "safeguarding.report_child_in_danger": _("强制报告"),
    "visits.cancel_visit": _("撤销走访"),
    "visits.correct_visit": _("更正走访"),
    "visits.load_visit_rules": _("装载走访规则"),
    "visits.record_visit": _("记走访"),
    "visits.tell_many": _("成批记走访"),
}

FACTS = {
    "asked_by": _("申请人编号"),
    "attempts": _("没见到"),
    "code": _("原因"),
    "count": _("这一分钟第几次"),
    "days": _("天数"),
    "events": _("台账条数"),
    "field": _("哪一项"),
    "lines": _("完整条数"),
    "met": _("见到"),
    "needs": _("需求数"),
    "person": _("对象编号"),
    "persons": _("查到人数"),
    "purpose": _("用途"),
    "reason": _("理由"),
    "request": _("申请编号"),
    "seq": _("第几条"),
    "station": _("社工站"),
    "stations": _("几个站"),
    "visits": _("走访数"),
    "wrong": _("不对的"),
}

#: Values of facts in words, by the name of the fact.
VALUES = {
    "field": dict(Masked.choices),
    "purpose": dict(Purpose.choices),
    "reason": dict(Why.choices),
}
