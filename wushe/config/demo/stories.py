"""What an activity of the demo was about, and who had a hand in it 活动的内容. Pure: decided by the form's number."""

from dataclasses import replace
from random import Random
from zlib import crc32

from wushe.work.groupwork.rules import DONOR, ORGANISER, WITH_VOLUNTEERS, ActivityDraft, Aid, Came

GROUP, ACTIVITY, PUBLICITY = 3, 4, 5

#: Themes and titles, by field of service and method. A group keeps its title from session to session.
TITLES = {
    ("elder-care", GROUP): (("health", "慢病不慌：健康小组"), ("mutual-help", "老友记互助小组")),
    ("elder-care", ACTIVITY): (
        ("health", "量血压、讲用药"),
        ("crafts", "老人手工：编中国结"),
        ("mutual-help", "邻里坐一坐"),
    ),
    ("elder-care", PUBLICITY): (("anti-fraud", "反诈宣传：看好养老钱"), ("health", "高血压怎么吃药")),
    ("child-care", GROUP): (("other", "作业辅导小组"), ("parenting", "一起长大小组")),
    ("child-care", ACTIVITY): (("crafts", "周末手工课"), ("protection", "安全游戏日"), ("parenting", "亲子运动会")),
    ("child-care", PUBLICITY): (("protection", "未保法课堂"), ("drowning", "防溺水进课堂")),
    ("assistance", GROUP): (("mutual-help", "困难家庭互助小组"),),
    ("assistance", ACTIVITY): (("welfare", "救助政策一起算"), ("environment", "一起打扫院子")),
    ("assistance", PUBLICITY): (("welfare", "低保、临时救助怎么申请"),),
    ("affairs", GROUP): (("parenting", "家庭沟通小组"), ("mutual-help", "姐妹互助小组")),
    ("affairs", ACTIVITY): (("crafts", "姐妹手工坊"), ("health", "妇女健康讲座")),
    ("affairs", PUBLICITY): (("law", "婚姻家庭法律宣传"), ("welfare", "惠民政策宣传")),
    ("governance", GROUP): (("mutual-help", "楼栋互助小组"),),
    ("governance", ACTIVITY): (("environment", "清洁家园"), ("mutual-help", "邻里议事会")),
    ("governance", PUBLICITY): (("law", "普法宣传"), ("anti-fraud", "反诈宣传")),
}
VENUES = ("村（居）委会活动室", "文化广场", "社工站活动室", "学校操场", "老人活动中心")
DONORS = ("镇上的爱心超市（演示）", "同心慈善超市（演示）")


def told(draft: ActivityDraft, place: str, committee: str) -> ActivityDraft:
    """The draft with what it was about, and with whom.

    Takes: the draft; the key of the place and the name of its committee. The same draft gives the same.
    """
    rng = Random(draft.form_id.int)  # noqa: S311 - no chance of its own: the history stays as it is
    choices = TITLES[draft.field, draft.method]
    turn = crc32(f"{place}/{draft.field}".encode()) if draft.method == GROUP else rng.randrange(len(choices))
    theme, title = choices[turn % len(choices)]
    return replace(
        draft,
        theme=theme,
        title=title,
        venue=rng.choice(VENUES) if draft.method != GROUP else VENUES[2],
        volunteers=rng.choice((0, 0, 2, 3, 5)) if draft.method != GROUP else 0,
        partners=tuple(_partners(rng, draft, committee)),
        people=_parts(rng, draft.people) if draft.method == ACTIVITY else draft.people,
    )


def _partners(rng: Random, draft: ActivityDraft, committee: str) -> list[Aid]:
    """The committee of the place at most activities, somebody who gave goods at a few."""
    if draft.method == GROUP:
        return []
    hosts = [Aid("host", name=committee, kind="community")] if rng.randrange(3) else []
    donors = [Aid(DONOR, name=rng.choice(DONORS), kind="company")] if rng.randrange(8) == 0 else []
    return hosts + donors


def _parts(rng: Random, people: tuple[Came, ...]) -> tuple[Came, ...]:
    """At one activity of three a resident helped to organise it."""
    if not people or rng.randrange(3):
        return people
    place = rng.randrange(len(people))
    return tuple(Came(came.person_id, ORGANISER) if number == place else came for number, came in enumerate(people))


def opening(draft: ActivityDraft, partner_id: int) -> ActivityDraft:
    """The 反诈宣传 after the plate was unveiled, as the article tells it; how many volunteers came is made up."""
    return replace(
        draft,
        theme="anti-fraud",
        title="揭牌日反诈宣传",
        venue="六道大社区",
        volunteers=8,
        partners=(Aid(WITH_VOLUNTEERS, organization_id=partner_id),),
        line="用通俗的话讲养老诈骗的套路、类型和特点，提醒看好“钱袋子”，守好“养老钱”。",
    )
