"""The invented people of the station and of the county office, and their accounts."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from wushe.config.demo.places import Places
from wushe.ground.accounts.models import User
from wushe.registers.stations.models import Grant, Region, Role
from wushe.registers.stations.queries import Viewer, viewer_for
from wushe.registers.workforce.models import Posting, Worker

PASSWORD = "wushe-demo"  # noqa: S105 - printed by the command, for a demo only
#: One salt for all, so that the same day and seed give the same rows.
SALT = "wushedemowushedemo2021"
OPENED = date(2021, 1, 1)
HANDOVER = date(2023, 7, 1)


@dataclass(frozen=True)
class Post:
    """One account of the demo: who, as what, and which units this worker looks after."""

    username: str
    name: str
    called: str
    role: Role
    starts_on: date = OPENED
    ends_on: date | None = None
    units: tuple[str, ...] = ()


POSTS = (
    Post("chen", "陈望舒", "陈站长", Role.LEAD),
    Post("zhou", "周晓岚", "小周", Role.WORKER, units=("460203198022", "460203198219")),
    Post("fu", "符子牧", "小符", Role.WORKER, units=("460203198230", "460203198225")),
    Post("mai", "麦知远", "小麦", Role.WORKER, OPENED, date(2023, 6, 30), ("460203198224", "460203198222")),
    Post("xing", "邢若川", "小邢", Role.WORKER, HANDOVER, None, ("460203198224", "460203198222")),
    Post("wang", "王科", "王科", Role.COUNTY),
    Post("du", "杜雨晴", "杜督导", Role.SUPERVISOR),
    Post("qi", "齐放", "齐主任", Role.AGENCY),
    Post("shi", "石市明", "石科长", Role.CITY),
    Post("hai", "海升", "海处长", Role.PROVINCE),
    Post("bao", "包宜宁", "包专员", Role.PRIVACY),
    Post("guan", "管清远", "管理员", Role.ADMIN),
)
AT_THE_STATION = (Role.WORKER, Role.LEAD, Role.SUPERVISOR)
ABOVE = {Role.CITY: "4602", Role.PROVINCE: "46"}
WORKERS = (Role.WORKER, Role.LEAD)


@dataclass(frozen=True)
class Member:
    """A post filled: the account, the worker (None for who gives no service), and through whose eyes it sees."""

    post: Post
    user: User
    worker: Worker | None
    viewer: Viewer

    def serves_on(self, day: date) -> bool:
        """True if this one works at the station on the day."""
        return self.post.starts_on <= day and (self.post.ends_on is None or day <= self.post.ends_on)


def load_staff(places: Places, today: date) -> dict[str, Member]:
    """Write accounts, workers, postings and grants.

    Takes: the places and the day; who has not come by then is left out, who has not left by then has no end.
    Gives: members by username, in order of the table.
    """
    password = make_password(PASSWORD, salt=SALT)
    return {post.username: _fill(post, places, password, today) for post in POSTS if post.starts_on <= today}


def _fill(post: Post, places: Places, password: str, today: date) -> Member:
    ends_on = post.ends_on if post.ends_on is not None and post.ends_on < today else None
    user = User.objects.create(username=post.username, name=post.name, password=password, is_active=ends_on is None)
    given = Grant(user=user, role=post.role, starts_on=post.starts_on, ends_on=ends_on)
    if post.role in AT_THE_STATION:
        given.station = places.station
    elif post.role == Role.AGENCY:
        given.organization = places.agency
    else:
        given.region = Region.objects.get(key=ABOVE.get(post.role, places.county.key))
    given.save()
    worker = None
    if post.role in WORKERS:
        worker = Worker.objects.create(user=user, name=post.name, called=post.called)
        Posting.objects.create(worker=worker, station=places.station, starts_on=post.starts_on, ends_on=ends_on)
    return Member(post, user, worker, viewer_for(user, post.starts_on))
