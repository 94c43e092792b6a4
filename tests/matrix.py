"""The permission matrix 权限矩阵: every role × address × method × {own, other station, other county, ended grant}.

What each cell must answer follows from the access table alone (``expected``). A new address needs a line in
``REACHED_BY`` when it names a thing; a new role needs somebody in the cast (``PLAYED_BY``). Nothing else.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.browsing import told
from tests.cast import TODAY, Cast
from tests.routes import Address, addresses
from tests.worlds import Secret, World
from wushe.ground.accounts.models import User
from wushe.ground.kit.periods import month_of
from wushe.registers.stations.models import Grant
from wushe.registers.stations.queries import Viewer
from wushe.registers.stations.rules.access import Door, Route, table
from wushe.statistics.rules import Query

VISITOR = "visitor"
#: Who of the cast plays which role. Each stands at the same station, county, city or province as 小周.
PLAYED_BY = {
    "worker": "xiaozhou",
    "lead": "laochen",
    "supervisor": "dudao",
    "agency": "jigou",
    "county": "wangke",
    "city": "shiju",
    "province": "shengting",
    "reader": "jizhe",
    "privacy": "zhuanyuan",
    "admin": "guanli",
    "": "nobody",
}
#: Where somebody is shown one masked thing after a reason.
REVEALING = {"phone:reveal", "phone:call"}
#: Reached by a handle that one's own search has left in one's session, and by no address that can be made up.
BY_HANDLE = {"disclosures:ask"}
#: A method that no page allows: it must not tell who is asked whether there is something.
NEVER = "DELETE"


class Where(Enum):
    """Whose thing it is, seen from 小周's station; ENDED: one's own, with a grant that ended yesterday."""

    OWN = "own"
    OTHER_STATION = "other station"
    OTHER_COUNTY = "other county"
    ENDED = "ended"


#: The column in which a place of ``tests.worlds`` stands.
COLUMN = {"own": Where.OWN, "next": Where.OTHER_STATION, "far": Where.OTHER_COUNTY}


@dataclass(frozen=True)
class Reach:
    """How one address is reached at a place: the words in it, the query, what is sent."""

    words: Mapping[str, object] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)


LOOK = {"field": "phone", "reason": "call"}


def entry(**words: str) -> dict[str, str]:
    """What is added to a report."""
    return {"form_id": str(uuid.uuid4()), **words}


def gathered(world: World, **words: str) -> dict[str, Any]:
    """What the page of an activity sends, with somebody of the world among those who came."""
    told = {"method": "4", "theme": "health", "title": "义诊", "day": str(TODAY), "unit": world.unit.key}
    more = {"minutes": "60", "origin": "professional", "evidence": "0", "people": str(world.person.uuid)}
    return entry() | told | more | words


def month_figure(world: World) -> str:
    """The query of the month's 人次 of the world's station."""
    return Query("person-times", world.station.key, month_of(TODAY)).text


#: How to reach what an address names. Every ``thing`` of the access table has a line; a section has one when the
#: reader can name a place or a person in the query or in what is sent.
REACHED_BY: dict[str, Callable[[World], Reach]] = {
    "phone:people": lambda world: Reach(query={"q": world.person.name[:2]}),
    **{
        f"beneficiaries:{page}": lambda world: Reach({"uuid": world.person.uuid})
        for page in (
            *("edit", "changes", "move", "death", "category", "category_end", "charge"),
            *("consent", "consent_withdraw", "merge", "registered", "done"),
        )
    },
    "ledger:merge": lambda world: Reach({"uuid": world.person.uuid}, query={"file": str(world.person.uuid)}),
    "ledger:unmerge": lambda world: Reach({"uuid": world.person.uuid}),
    "phone:reveal": lambda world: Reach({"uuid": world.person.uuid}, body={"field": "phone", "reason": "call"}),
    "phone:call": lambda world: Reach({"uuid": world.person.uuid}),
    "phone:person": lambda world: Reach({"uuid": world.person.uuid}),
    "visits:visit": lambda world: Reach({"uuid": world.person.uuid}, body=told(form_id=str(uuid.uuid4()), again="on")),
    "visits:saved": lambda world: Reach({"uuid": world.visit.uuid}),
    "visits:correct": lambda world: Reach({"uuid": world.visit.uuid}, body=told(minutes="25", reason="记错了")),
    "visits:cancel": lambda world: Reach(
        {"uuid": world.visit.uuid}, body={"form_id": str(uuid.uuid4()), "reason": "记错了"}
    ),
    "groupwork:activities": lambda world: Reach(query={"month": "2026-11"}),
    "groupwork:new": lambda world: Reach(body=gathered(world)),
    "groupwork:saved": lambda world: Reach({"uuid": world.activity.uuid}),
    "groupwork:again": lambda world: Reach({"uuid": world.activity.uuid}, body=gathered(world)),
    "groupwork:correct": lambda world: Reach(
        {"uuid": world.activity.uuid}, body=gathered(world, correction_reason="记错了")
    ),
    "groupwork:cancel": lambda world: Reach({"uuid": world.activity.uuid}, body=entry(reason="没有办")),
    "safeguarding:report": lambda world: Reach(body={"form_id": str(uuid.uuid4()), "person": str(world.person.uuid)}),
    "safeguarding:one": lambda world: Reach(
        {"uuid": world.report.uuid}, body={"form_id": str(uuid.uuid4()), "facts": "又去看了", "called": "110"}
    ),
    "safeguarding:child": lambda world: Reach({"uuid": world.report.uuid}, body=entry(words="邻家孩子")),
    "safeguarding:mistake": lambda world: Reach({"uuid": world.report.uuid}, body=entry(reason="按错了")),
    "safeguarding:taken": lambda world: Reach({"uuid": world.report.uuid}, body=entry(receipt="接 7 号")),
    **{
        f"disclosures:{page}": lambda world: Reach({"uuid": world.asked.uuid}, body=LOOK)
        for page in ("file", "reveal", "decide", "end")
    },
    "disclosures:ask": lambda world: Reach({"uuid": world.asked.uuid}),
    **{
        f"stations:{page}": lambda world: Reach({"key": world.unit.key})
        for page in ("region", "merge", "split", "new_station")
    },
    "stations:station": lambda world: Reach({"key": world.station.key}),
    "stations:new_organization": lambda world: Reach(
        body={"name": f"机构{world.where}", "kind": "service", "source": "登记证书"}
    ),
    **{
        f"stations:{page}": lambda world: Reach({"key": world.seated.key})
        for page in ("organization", "seat_organization", "end_organization", "new_incubation")
    },
    "stations:end_incubation": lambda world: Reach({"key": world.seated.key, "pk": world.nursed.pk}),
    "stations:new_contract": lambda world: Reach({"key": world.station.key}),
    "stations:end_contract": lambda world: Reach({"key": world.station.key, "pk": world.contract.pk}),
    "needs:answer": lambda world: Reach({"uuid": world.need.uuid}),
    "reports:county": lambda world: Reach(query={"scope": world.station.key}),
    "reports:figure": lambda world: Reach(query={"q": month_figure(world)}),
    "reports:article": lambda world: Reach({"key": "liudao"}),
    **{
        f"reports:{page}": lambda world: Reach({"key": world.station.coverage.key})
        for page in ("briefing", "briefing_word")
    },
    "reports:record": lambda world: Reach({"number": world.visit.event.number}),
    "stations:give_grant": lambda world: Reach(
        body={"username": "没授权", "role": "worker", "place": world.station.key, "starts_on": str(TODAY)}
    ),
    "stations:open_account": lambda world: Reach(body={"username": f"new-{world.where}", "name": "新来的"}),
    "stations:reset_login": lambda world: Reach({"pk": world.grant.user_id}),
    "stations:end_grant": lambda world: Reach({"pk": world.grant.pk}, body={"ends_on": str(TODAY)}),
}


@dataclass(frozen=True)
class Cell:
    """One question to the house."""

    role: str
    address: Address
    method: str
    where: Where

    def __str__(self) -> str:
        return f"{self.role or 'no grant'} {self.method} {self.address.name} [{self.where.value}]"


def wheres(address: Address) -> tuple[Where, ...]:
    """The columns that say something at an address: those of other places only where a place can be named."""
    return tuple(Where) if address.name in REACHED_BY else (Where.OWN, Where.ENDED)


def stands_in(role: str, where: Where) -> bool:
    """True if the place lies in what somebody in the role stands on."""
    kinds = table().roles[role].stands_on
    reach = "station" if "station" in kinds else "above"
    return where is Where.OWN or (where is Where.OTHER_STATION and reach == "above")


def expected(cell: Cell, allowed: frozenset[str]) -> str:
    """What the access table says the cell answers: in, login, 403, 404, 405."""
    route: Route = table().routes[cell.address.name]
    if route.door in (Door.OPEN, Door.OWN):
        return "login" if cell.role == VISITOR and route.door is Door.OWN else "any"
    if cell.role == VISITOR:
        return "login"
    held = cell.role in table().roles and cell.where is not Where.ENDED
    if not held or not route.lets_in(table().roles[cell.role].abilities):
        return "404" if route.door is Door.THING else "403"
    if cell.method not in allowed:
        return "405"
    if cell.address.name in BY_HANDLE:
        return "404"
    return "404" if route.door is Door.THING and not stands_in(cell.role, cell.where) else "in"


def answered(answer: HttpResponse) -> str:
    """What a cell did answer, in the same words."""
    status = answer.status_code
    if status == 302 and answer["Location"].startswith("/accounts/login/"):
        return "login"
    return "in" if status in (200, 302, 400, 422) else str(status)


@dataclass
class Outcome:
    """What a run of the matrix found."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)


class Matrix:
    """The matrix of one role, asked cell by cell; whatever a cell writes is undone."""

    def __init__(self, cast: Cast, worlds: Mapping[Where, World], role: str) -> None:
        self.cast, self.worlds, self.role = cast, worlds, role
        self.viewer: Viewer | None = None if role == VISITOR else getattr(cast, PLAYED_BY[role])
        self.secrets = [secret for world in set(worlds.values()) for secret in world.secrets]

    def run(self) -> Outcome:
        """Ask every cell of the role."""
        outcome = Outcome()
        for address in addresses():
            allowed = methods_of(self.cast, address, self.worlds[Where.OWN])
            for where in wheres(address):
                for method in sorted(allowed | {NEVER}):
                    outcome.cells += 1
                    self.ask(Cell(self.role, address, method, where), allowed, outcome)
        return outcome

    def ask(self, cell: Cell, allowed: frozenset[str], outcome: Outcome) -> None:
        """Ask one cell, compare, and look for what must not be in the answer."""
        with undone():
            if cell.where is Where.ENDED and self.viewer is not None:
                Grant.objects.filter(user=self.viewer.user).update(ends_on=TODAY.replace(day=TODAY.day - 1))
            answer = send(client_of(self.viewer), cell.address, cell.method, self.worlds[cell.where])
            want, got = expected(cell, allowed), answered(answer)
            # One's own pages may say that one has no such device or code; they never say that one may not.
            if want != got and not (want == "any" and got not in ("403", "500")):
                outcome.wrong.append(f"{cell}: {got}, not {want}")
            said = whole(answer)
            outcome.leaks += [
                f"{cell}: {secret.what}"
                for secret in self.secrets
                if secret.text in said and not self.may_read(secret, cell)
            ]

    def may_read(self, secret: Secret, cell: Cell) -> bool:
        """True if the access table lets this role read this secret, at a place that the role stands on."""
        if self.role not in table().roles or cell.where is Where.ENDED:
            return False
        may = table().roles[self.role].abilities
        if cell.address.name in REVEALING and "people.reveal" in may:
            return stands_in(self.role, COLUMN[secret.where])
        if cell.address.name.startswith("disclosures:") and "file.ask" in may:  # the file that was granted
            return stands_in(self.role, COLUMN[secret.where])
        return stands_in(self.role, COLUMN[secret.where]) and not may.isdisjoint(secret.read_with)


def undone() -> Any:
    """A transaction that is rolled back at its end."""
    block = transaction.atomic()

    class Undone:
        def __enter__(self) -> None:
            block.__enter__()

        def __exit__(self, *reasons: Any) -> None:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)

    return Undone()


def client_of(viewer: Viewer | None) -> Client:
    """A new browser for each cell: the one before may have logged out."""
    client = Client(raise_request_exception=False)  # a page that breaks is a wrong answer, told like any other
    if viewer is not None and viewer.user is not None:
        client.force_login(User.objects.get(pk=viewer.user.pk))
    return client


def send(client: Client, address: Address, method: str, world: World) -> HttpResponse:
    """Ask an address at a place by a method."""
    reach = REACHED_BY.get(address.name, lambda world: Reach())(world)
    path = address.path(reach.words) + (f"?{urlencode(reach.query)}" if reach.query else "")
    if method == "POST":
        return client.post(path, dict(reach.body))  # type: ignore[return-value]
    return client.generic(method, path)  # type: ignore[return-value]


def whole(answer: HttpResponse) -> str:
    """Every byte of an answer, headers too, as text."""
    return answer.content.decode(errors="replace") + "\n".join(f"{name}: {value}" for name, value in answer.items())


def methods_of(cast: Cast, address: Address, world: World) -> frozenset[str]:
    """The methods an address allows, as its own refusal of another names them; where it refuses none, all we ask."""
    insider = next((name for name in players() if may_enter(name, address)), None)
    viewer = getattr(cast, PLAYED_BY[insider]) if insider is not None else None
    with undone():
        answer = send(client_of(viewer), address, NEVER, world)
    if answer.status_code != 405:
        return frozenset({"GET", "POST", NEVER})
    return frozenset(answer["Allow"].replace(" ", "").split(","))


def players() -> Iterator[str]:
    """Roles that the cast plays, with a grant."""
    return (role for role in PLAYED_BY if role)


def may_enter(role: str, address: Address) -> bool:
    """True if the table lets the role through the door of the address."""
    return table().routes[address.name].lets_in(table().roles[role].abilities)
