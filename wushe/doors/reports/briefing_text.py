"""The sentences of a briefing, made from figures alone 简报正文."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wushe.doors.reports.answers import Answer
from wushe.doors.reports.briefing_basis import Cited, models_of, policies_of
from wushe.doors.reports.briefing_numbers import Numbers
from wushe.doors.reports.seed_figures import ASSISTED, MINOR, OLD
from wushe.doors.reports.telling import Number, Sentence, listed, number, of_answer, told
from wushe.ground.kit.periods import add_months
from wushe.ground.ui.templatetags.ui import zh_date, zh_month
from wushe.registers.catalog.models import ServiceField
from wushe.registers.stations.models import RegionKind, View
from wushe.registers.stations.queries import ancestors, region_by_key
from wushe.statistics.rules import measure
from wushe.statistics.scopes import MANAGED, method_keys
from wushe.statistics.shares import FIELD, METHOD

#: Longer than this, the months of a period are not looked through one by one.
MONTHS = 12

#: Who serves, by stock figures: of a county or city, and of what a station covers.
STANDING = (
    (gettext_lazy("镇街社工站"), "stations?scope={key}&tier=township&state=opened&on={on}"),
    (gettext_lazy("其中实体化运营"), "stations?scope={key}&tier=township&state=operating&on={on}"),
    (gettext_lazy("村级社工站"), "stations?scope={key}&tier=village&state=opened&on={on}"),
    (gettext_lazy("由机构运营的幸福邻里"), "stations-run?scope={key}&tier=neighbourhood&on={on}"),
    (gettext_lazy("社会工作服务机构"), "organizations?scope={key}&kind=service&on={on}"),
    (gettext_lazy("登记的持证社会工作者"), "certified?scope={key}&on={on}"),
)
#: How many of these are asked of a town: its stations, and who runs them.
AT_A_TOWN = 4
COVERED = (
    (gettext_lazy("行政村"), "units-covered?scope={key}&kind=village&on={on}"),
    (gettext_lazy("居委会（社区）"), "units-covered?scope={key}&kind=community&on={on}"),
)
DECLARED = (gettext_lazy("服务群众总数"), "declared?scope={key}&key=served-population")
#: What no room of the house records yet.
NO_ROOM = gettext_lazy("培训、资格考试、讲师团、人才荣誉")


class Part(NamedTuple):
    """One heading and the paragraphs under it."""

    title: str
    paragraphs: list[Sentence]


def parts_of(numbers: Numbers) -> list[Part]:
    """All parts that have something to say, in their order."""
    writers: tuple[tuple[str, Callable[[Numbers], list[Sentence]]], ...] = (
        (_("服务力量"), who_serves),
        (_("服务情况"), what_was_done),
        (_("重点人群"), who_was_served),
        (_("更正和迟报"), what_was_restated),
        (_("服务模式"), models),
        (_("政策依据"), basis),
        (_("暂未纳入统计的"), what_cannot_be_said),
    )
    parts = [Part(title, writer(numbers)) for title, writer in writers]
    return [part for part in parts if part.paragraphs]


def standing_rows(numbers: Numbers) -> list[tuple[str, Answer | None]]:
    """The stock figures of the place, each with its words; None for what cannot be answered."""
    rows: Sequence[tuple[object, str]]
    match numbers.place.kind:
        case RegionKind.COVERAGE:
            rows = COVERED
        case RegionKind.CITY | RegionKind.COUNTY if not numbers.place.key.endswith(MANAGED):
            rows = STANDING
        case RegionKind.TOWNSHIP:
            rows = STANDING[:AT_A_TOWN]
        case _:  # organizations and certificates are registered by county
            rows = ()
    return [(str(label), numbers.standing(words)) for label, words in rows]


def who_serves(numbers: Numbers) -> list[Sentence]:
    """服务力量: stock figures on the last day of the period."""
    known = [(label, of_answer(answer)) for label, answer in standing_rows(numbers) if answer and answer.value]
    facts = {"day": zh_date(numbers.on), "place": numbers.place.name}
    covers = numbers.place.kind == RegionKind.COVERAGE
    start = (_("截至%(day)s，%(place)s覆盖") if covers else _("截至%(day)s，%(place)s有")) % facts
    said = [[start, *listed(known)]] if known else []
    declared = numbers.standing(DECLARED[1])
    if declared:
        words = _("%(source)s，%(label)s {n}。这是申报的数，系统没有数过。")
        facts = {"source": declared.source or _("据外部来源"), "label": str(DECLARED[0])}
        said.append(told(words % facts, n=of_answer(declared)))
    return said


def what_was_done(numbers: Numbers) -> list[Sentence]:
    """服务情况: the figures of the period, of what 人次 are made, by field, by method."""
    facts = {"first": zh_date(numbers.period.start), "last": zh_date(numbers.period.last)}
    times = numbers.of("person-times")
    if times.text == "0":
        return [[_("%(first)s至%(last)s，台账里没有服务记录。") % facts]]
    words = _(
        "%(first)s至%(last)s，共服务 {persons}，{times}，涉及 {households}；"
        "开展活动（小组、社区活动、宣传）{sessions}；服务时长 {time}。"
    )
    whole = told(
        words % facts,
        persons=numbers.of("persons"),
        times=times,
        households=numbers.of("households"),
        sessions=numbers.of("sessions"),
        time=numbers.of("service-minutes"),
    )
    apart: Sentence = [_("人、人次、户、场、时长分别统计，不相加。同一个人服务多次，人只算一次，人次每次都算。")]
    return [whole, apart, unnamed(numbers, times), *by_kind(numbers)]


def unnamed(numbers: Numbers, times: Number) -> Sentence:
    """What of the 人次 has no name behind it."""
    parts = numbers.parts_of_times()
    heads = parts["counted"] + parts["estimated"]
    if not heads:
        return told(_("{times}全部实名。"), times=times)
    made = {name: number(value, times.unit, times.url) for name, value in parts.items()}
    words = _(
        "{times}中，实名 {named}，未实名 {heads}（现场点数 {counted}，估计 {estimated}）。未实名的只计人次，不计人。"
    )
    return told(words, times=times, heads=number(heads, times.unit, times.url), **made)


def by_kind(numbers: Numbers) -> list[Sentence]:
    """人次 by field and by method; each adds up to the whole."""
    fields = {row.pk: row for row in ServiceField.objects.order_by("pk")}
    by_field = numbers.times_by(FIELD, "fields", {pk: row.key for pk, row in fields.items()})
    methods = method_keys()
    by_method = numbers.times_by(METHOD, "methods", {int(code): key for key, code in methods.items()})
    names = {row.key: row.name for row in fields.values()}
    said = [
        [_("按服务领域分："), *listed([(names[key], value) for key, value in by_field.items()])],
        [_("按服务方式分："), *listed([(str(methods[key].label), value) for key, value in by_method.items()])],
    ]
    return [sentence for sentence in said if len(sentence) > 2]


def who_was_served(numbers: Numbers) -> list[Sentence]:
    """重点人群: minors, elders, people in social assistance, long service."""
    said = []
    for words, filters in (
        (_("服务未成年人 {persons}，{times}。"), MINOR),
        (_("服务 70 岁以上老年人 {persons}，{times}。"), OLD),
        (_("服务社会救助对象 {persons}，{times}。"), ASSISTED),
    ):
        persons, times = numbers.narrowed("persons", filters), numbers.narrowed("person-times", filters)
        said += [told(words, persons=persons, times=times)] if persons and times and times.text != "0" else []
    if len(said) > 1:
        said.append([_("以上几类人有重叠，不能相加。年龄按服务当天算，没有出生日期的不在内。")])
    return said + long_service(numbers)


def long_service(numbers: Numbers) -> list[Sentence]:
    """长期服务, where it is counted: in one ledger, in a period that is long enough."""
    row = measure("long-term-persons")
    if add_months(numbers.period.start, row.least_months) > numbers.period.last:
        return []
    if numbers.place.is_city:
        return [[_("长期服务人数不能跨区县相加，见各县（市、区）的简报。")]]
    words = _("长期服务 {n}：在这段时间里服务 %(k)s 次以上，首末两次相隔 %(m)s 个月以上。")
    return [told(words % {"k": row.least_events, "m": row.least_months}, n=numbers.of("long-term-persons"))]


def what_was_restated(numbers: Numbers) -> list[Sentence]:
    """更正和迟报: closed months whose number has changed since it was reported."""
    if numbers.place.is_city:
        return [[_("各县（市、区）关账以后的更正，见各自的简报。")]]
    if add_months(numbers.period.start, MONTHS) <= numbers.period.last:
        return [[_("期间超过一年，关账以后的更正见各数字的页面。")]]
    if not numbers.has_closed():
        return []
    changes = numbers.restated()
    if not changes:
        return [[_("已关账的月份，人次没有更正。")]]
    said: Sentence = [_("下列月份关账后有更正或迟报，人次和上报时不同：")]
    for month, then, now in changes:
        words = _("%(month)s上报 {then}，现在 {now}；") % {"month": zh_month(month)}
        said += told(words, then=then, now=now)
    return [[*said[:-1], "。"]]


def models(numbers: Numbers) -> list[Sentence]:
    """服务模式: what the place has taken up, and how far it is filled."""
    return [[f"{one.printed}：{one.state}"] for one in models_of(_keys(numbers), numbers.on)]


def basis(numbers: Numbers) -> list[Sentence]:
    """政策依据: what is cited, with who issued it and when."""
    return [
        [_("%(whose)s：“%(quote)s”") % {"whose": whose(one), "quote": one.quote}] for one in policies_of(_keys(numbers))
    ]


def whose(one: Cited) -> str:
    """Who issued a policy, under which title and when; the issuer once."""
    issuer = "" if one.title.startswith(one.issuer) else one.issuer
    return "，".join(filter(None, (issuer, one.title, one.dated)))


def _keys(numbers: Numbers) -> set[str]:
    """The keys of the place and of all it lies in: what is adopted or ordered above holds below."""
    scopes = numbers.place.scopes
    county = region_by_key(scopes[0].county_key)
    above = {region.key for region in ancestors(county, View.STATUTORY, numbers.on)}
    whole = {scope.key for scope in scopes} if numbers.place.is_city else {scopes[0].key, county.key}
    return {numbers.place.key} | above | whole


def what_cannot_be_said(numbers: Numbers) -> list[Sentence]:
    """暂未纳入统计的: what is not written down, so that nobody takes its absence for 0."""
    missing = [label for label, answer in standing_rows(numbers) if answer is None]
    missing += [name for name, words in ((_("按年龄的人数"), OLD),) if numbers.narrowed("persons", words) is None]
    words = _("这里还没有登记：%(names)s。不是 0，是数不出来。")
    said: list[Sentence] = [[words % {"names": "、".join(missing)}]] if missing else []
    return [*said, [_("系统还没有接入：%(names)s。") % {"names": NO_ROOM}]]
