"""The invented people of the stations and of the offices above them, and their accounts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from wushe.config.demo.places import Places
from wushe.ground.accounts.models import User
from wushe.registers.stations.models import Grant, Organization, Region, Role
from wushe.registers.stations.queries import Viewer, viewer_for
from wushe.registers.workforce.models import Posting, Worker

PASSWORD = "wushe-demo"  # noqa: S105 - printed by the command, for a demo only
#: One salt for all, so that the same day and seed give the same rows.
SALT = "wushedemowushedemo2021"
OPENED = date(2021, 1, 1)
HANDOVER = date(2023, 7, 1)
LIUDAO, YUEZHOU = "liudao-station", "yuezhou-station"


@dataclass(frozen=True)
class Post:
    """One account of the demo: who, as what, where (the key of a station, an agency or a region), for which units.

    ``also`` are further regions of the same role.
    """

    username: str
    name: str
    called: str
    role: Role
    at: str
    starts_on: date = OPENED
    ends_on: date | None = None
    units: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def _units(town: str, *endings: str) -> tuple[str, ...]:
    return tuple(f"{town}{ending}" for ending in endings)


LIUDAO_POSTS = (
    Post("chen", "陈望舒", "陈站长", Role.LEAD, LIUDAO),
    Post("zhou", "周晓岚", "小周", Role.WORKER, LIUDAO, units=_units("460203198", "022", "219")),
    Post("fu", "符子牧", "小符", Role.WORKER, LIUDAO, units=_units("460203198", "230", "225")),
    Post("mai", "麦知远", "小麦", Role.WORKER, LIUDAO, OPENED, date(2023, 6, 30), _units("460203198", "224", "222")),
    Post("xing", "邢若川", "小邢", Role.WORKER, LIUDAO, HANDOVER, None, _units("460203198", "224", "222")),
    Post("wang", "王科", "王科", Role.COUNTY, "460203"),
    Post("du", "杜雨晴", "杜督导", Role.SUPERVISOR, LIUDAO),
    Post("qi", "齐放", "齐主任", Role.AGENCY, "demo-agency"),
    Post("shi", "石市明", "石科长", Role.CITY, "4602"),
    Post("hai", "海升", "海处长", Role.PROVINCE, "46"),
    Post("bao", "包宜宁", "包专员", Role.PRIVACY, "460203"),
    Post("guan", "管清远", "管理员", Role.ADMIN, "460203"),
    Post("ji", "季问实", "季记者", Role.READER, "460203", also=("330521", "5303")),
)
DEQING_POSTS = (
    Post("shen", "沈立言", "沈科", Role.COUNTY, "330521"),
    Post("yao", "姚问渠", "姚主任", Role.AGENCY, "deqing-agency-1"),
)
QUJING_POSTS = (
    Post("qu", "曲径幽", "曲科", Role.CITY, "5303"),
    Post("lin", "林其远", "林科", Role.COUNTY, "530302"),
    Post("bai", "白露生", "白站长", Role.LEAD, YUEZHOU),
    Post("liao", "廖春望", "小廖", Role.WORKER, "liaohu-station", units=_units("530302102", "005")),
    Post("shang", "尚在田", "老尚", Role.WORKER, "shangpo-station", units=_units("530302102", "210")),
    Post("fang", "方晴雪", "小方", Role.WORKER, "mafang-station", units=_units("530302102", "211")),
    Post("ma", "马识途", "小马", Role.WORKER, YUEZHOU, units=_units("530302102", "001", "202", "005")),
    Post("yang", "杨柳青", "小杨", Role.WORKER, YUEZHOU, units=_units("530302102", "002", "204", "210")),
    Post("he", "何曾晚", "小何", Role.WORKER, YUEZHOU, units=_units("530302102", "003", "205", "211")),
    Post("luo", "罗青禾", "小罗", Role.WORKER, YUEZHOU, units=_units("530302102", "004", "206")),
    Post("tao", "陶然", "小陶", Role.WORKER, YUEZHOU, units=_units("530302102", "209", "212", "213")),
)
#: The accounts that the command prints and the docs name, by place. The stations of 德清 have more, see ``deqing``.
POSTS_BY_PLACE = (
    ("三亚市吉阳区 六道大社区", LIUDAO_POSTS),
    ("德清县（每个社工站还有站长和两名社工，如 wukang-lead、wukang-1、wukang-2）", DEQING_POSTS),
    ("曲靖市麒麟区 越州镇", QUJING_POSTS),
)
POSTS = LIUDAO_POSTS + DEQING_POSTS + QUJING_POSTS
WORKERS = (Role.WORKER, Role.LEAD)


@dataclass(frozen=True)
class Member:
    """A post filled: the account, the worker (None for who gives no service), where, and through whose eyes it sees."""

    post: Post
    user: User
    worker: Worker | None
    places: Places | None
    viewer: Viewer

    def serves_on(self, day: date) -> bool:
        """True if this one works at the station on the day."""
        return self.post.starts_on <= day and (self.post.ends_on is None or day <= self.post.ends_on)

    def works_with(self, other: "Member") -> bool:
        """True if both work at the same station."""
        return self.worker is not None and self.post.at == other.post.at


def load_staff(posts: Iterable[Post], stations: Mapping[str, Places], today: date) -> dict[str, Member]:
    """Write accounts, workers, postings and grants.

    Takes: the posts, the stations by key, and the day; who has not come by then is left out, who has not left by then
    has no end. Gives: members by username, in order of the posts.
    """
    password = make_password(PASSWORD, salt=SALT)
    return {post.username: _fill(post, stations, password, today) for post in posts if post.starts_on <= today}


def _fill(post: Post, stations: Mapping[str, Places], password: str, today: date) -> Member:
    ends_on = post.ends_on if post.ends_on is not None and post.ends_on < today else None
    user = User.objects.create(username=post.username, name=post.name, password=password, is_active=ends_on is None)
    given = Grant(user=user, role=post.role, starts_on=post.starts_on, ends_on=ends_on)
    places = stations.get(post.at)
    if places is not None:
        given.station = places.station
    elif post.role == Role.AGENCY:
        given.organization = Organization.objects.get(key=post.at)
    else:
        given.region = Region.objects.get(key=post.at)
    given.save()
    for region in Region.objects.filter(key__in=post.also).order_by("key"):
        Grant.objects.create(user=user, role=post.role, region=region, starts_on=post.starts_on, ends_on=ends_on)
    worker = None
    if places is not None and post.role in WORKERS:
        worker = Worker.objects.create(user=user, name=post.name, called=post.called)
        Posting.objects.create(worker=worker, station=places.station, starts_on=post.starts_on, ends_on=ends_on)
    return Member(post, user, worker, places, viewer_for(user, post.starts_on))
