"""What 我的 shows: who I am here, how my login is protected, where I am logged in."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wushe.ground.accounts import queries
from wushe.ground.accounts.lasting import browser_of, is_phone, system_of
from wushe.ground.accounts.models import User
from wushe.ground.accounts.queries import Login
from wushe.ground.accounts.wording import BROWSERS, SYSTEMS

FEW_CODES = 3
NOW_MINUTES = 2
HOUR_MINUTES = 60


@dataclass(frozen=True)
class Device:
    """One device I am logged in on."""

    key: int
    system: str | Promise
    browser: str | Promise
    is_phone: bool
    address: str
    seen: str
    is_here: bool


@dataclass(frozen=True)
class Me:
    """The page 我的."""

    username: str
    has_second_factor: bool
    must_have_second_factor: bool
    codes_left: int
    devices: tuple[Device, ...]

    @property
    def has_few_codes(self) -> bool:
        """Whether new recovery codes are due."""
        return self.has_second_factor and self.codes_left <= FEW_CODES

    @property
    def others(self) -> int:
        """How many other devices I am logged in on."""
        return sum(not device.is_here for device in self.devices)


def me_page(viewer: User, here: str) -> Me:
    """The page of the viewer on the device with this session key. Costs: 4 queries."""
    has_one = queries.has_second_factor(viewer)
    moment = timezone.now()
    return Me(
        username=viewer.get_username(),
        has_second_factor=has_one,
        must_have_second_factor=settings.WUSHE_SECOND_FACTOR == "required",
        codes_left=queries.recovery_codes_left(viewer) if has_one else 0,
        devices=tuple(device(login, moment) for login in queries.logins(viewer, here)),
    )


def device(login: Login, moment: datetime) -> Device:
    """A login as a person recognises it: what kind of device, where, when last used."""
    return Device(
        key=login.key,
        system=SYSTEMS[system_of(login.user_agent)],
        browser=BROWSERS[browser_of(login.user_agent)],
        is_phone=is_phone(login.user_agent),
        address=login.address,
        seen=seen(login.seen_at, moment),
        is_here=login.is_here,
    )


def seen(at: datetime, moment: datetime) -> str:
    """刚刚 for the last minutes, 12 分钟前 within the hour, else 11月24日 09:05."""
    minutes = int((moment - at).total_seconds()) // 60
    if minutes < NOW_MINUTES:
        return _("刚刚在用")
    if minutes < HOUR_MINUTES:
        return _("%(minutes)d 分钟前用过") % {"minutes": minutes}
    local = timezone.localtime(at)
    return _("%(month)d月%(day)d日 %(time)s 用过") % {
        "month": local.month,
        "day": local.day,
        "time": f"{local:%H:%M}",
    }
