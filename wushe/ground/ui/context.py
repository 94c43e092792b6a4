"""What the shell around every page shows 页面外壳: who is here, where, and where they can go."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Link:
    """One place in the navigation 导航项.

    `route` is the name of an address in the access table: whoever it lets in has the place in the menu.
    `also` are further path beginnings that belong to the place (a visit belongs to 今日).
    """

    label: Words
    short_label: Words
    route: str
    url: str
    icon: str
    also: tuple[str, ...] = ()
    is_main: bool = False

    def leads_to(self, path: str) -> bool:
        """Whether the page at `path` belongs to this place."""
        return any(path.startswith(beginning) for beginning in (self.url, *self.also))


@dataclass(frozen=True)
class Item:
    """A link together with whether the reader stands on it now."""

    link: Link
    is_current: bool


@dataclass(frozen=True)
class Shell:
    """Everything `ui/page.html` draws around the page itself."""

    role: str = ""
    role_label: Words = ""
    place_name: str = ""
    person_name: str = ""
    owner: str = ""
    is_demo: bool = False
    side: tuple[Item, ...] = ()
    tabs: tuple[Item, ...] = ()


TODAY = Link(_("今日"), _("今日"), "phone:today", "/today/", "home", also=("/visits/", "/safeguarding/"))
PEOPLE = Link(_("服务对象"), _("对象"), "phone:people", "/people/", "users")
ACTIVITIES = Link(_("活动"), _("活动"), "groupwork:activities", "/activities/", "calendar-event")
WRITE = Link(_("记一笔服务"), _("记一笔"), "visits:visit", "/people/?for=visit", "plus", is_main=True)
DESK = Link(
    _("工作台"), _("工作台"), "reports:desk", "/desk/", "layout-dashboard", also=("/figures/", "/records/", "/models/")
)
BOARD = Link(
    _("数字"),
    _("数字"),
    "reports:county",
    "/county/",
    "chart-bar",
    also=("/figures/", "/records/"),
)
MODELS = Link(_("服务模式"), _("模式"), "reports:county", "/models/", "list-check")
BRIEFINGS = Link(_("简报"), _("简报"), "reports:briefings", "/briefings/", "file-description")
ARTICLES = Link(_("文章对照"), _("文章"), "reports:articles", "/articles/", "news")
ASKED = Link(_("调阅申请"), _("调阅"), "disclosures:requests", "/files/requests/", "file-text", also=("/files/",))
FILES = Link(_("调阅档案"), _("档案"), "disclosures:search", "/files/", "file-text")
REGIONS = Link(_("区划"), _("区划"), "stations:regions", "/regions/", "map-pin")
STATIONS = Link(
    _("社工站"), _("社工站"), "stations:stations", "/stations/", "building-community", also=("/organizations/",)
)
AUDIT = Link(_("审计"), _("审计"), "reports:audit", "/audit/", "history")
GRANTS = Link(_("授权"), _("授权"), "stations:grants", "/grants/", "lock")
MINE = Link(_("我的"), _("我的"), "me", "/me/", "user", also=("/accounts/",))

#: Every place, in the order of the menu.
SIDE = (
    TODAY,
    PEOPLE,
    ACTIVITIES,
    BOARD,
    BRIEFINGS,
    ARTICLES,
    MODELS,
    DESK,
    ASKED,
    FILES,
    REGIONS,
    STATIONS,
    AUDIT,
    GRANTS,
)
#: Places that the phone reaches from the page they belong to, 今日 or 数字: six tabs are as many as fit.
QUICK = (ACTIVITIES, BRIEFINGS, MODELS)
#: The same on the phone, with what one writes in the middle: every other place of the menu can be reached there too.
TABS = (
    replace(TODAY, also=(*TODAY.also, ACTIVITIES.url)),
    PEOPLE,
    WRITE,
    replace(BOARD, also=(*BOARD.also, BRIEFINGS.url, MODELS.url)),
    ARTICLES,
    DESK,
    ASKED,
    FILES,
    GRANTS,
    REGIONS,
    STATIONS,
    AUDIT,
    MINE,
)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Describe the shell for this reader.

    Takes: the request; reads `request.user`, and `request.viewer` when a middleware has set it
    (`role`, `role_name`, `place_name`, `person_name`, `opens`).
    Gives: `{"shell": Shell}`; a stranger gets one without places to go.
    Costs: no query of its own.
    """
    is_demo = bool(getattr(settings, "WUSHE_IS_DEMO", False))
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": Shell(is_demo=is_demo)}
    viewer: Any = getattr(request, "viewer", None)
    return {
        "shell": Shell(
            role=str(getattr(viewer, "role", "") or ""),
            role_label=str(getattr(viewer, "role_name", "") or ""),
            place_name=str(getattr(viewer, "place_name", "") or ""),
            person_name=str(getattr(viewer, "person_name", "") or getattr(user, "name", "") or user.get_username()),
            owner=str(user.pk),
            is_demo=is_demo,
            side=_items(SIDE, viewer, request.path),
            tabs=_items(TABS, viewer, request.path),
        )
    }


def _items(links: tuple[Link, ...], viewer: Any, path: str) -> tuple[Item, ...]:
    opens = getattr(viewer, "opens", lambda route: route == MINE.route)
    return tuple(Item(link, is_current=link.leads_to(path)) for link in links if opens(link.route))
