"""What somebody may read about their own account 我的账号, and of the audit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from wushe.ground.accounts.models import AuditChain, AuditEntry, User
from wushe.ground.kit import clock

#: The verb of a check made from the audit page.
CHECKED = "accounts.check_chain"


@dataclass(frozen=True)
class Login:
    """One device on which somebody is logged in."""

    key: int
    user_agent: str
    address: str
    seen_at: datetime
    is_here: bool


def logins(viewer: User, here: str) -> list[Login]:
    """The devices on which the viewer is logged in now.

    Takes: the session key of this device. Gives: this device first, then the one seen last. Costs: 2 queries.
    """
    rows = list(UserSession.objects.filter(user_id=viewer.pk).order_by("-last_seen_at", "-pk"))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    found = [
        Login(row.pk, row.user_agent, row.ip, row.last_seen_at, row.session_key == here)
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda login: not login.is_here)


def opened_at(viewer: User | None, county_key: str) -> QuerySet[User]:
    """The accounts whose opening stands on a county's chain, latest first, but the viewer's own. Costs: 2 queries."""
    lines = AuditEntry.objects.filter(verb="accounts.open_account", county_key=county_key)
    ids = [int(target.rpartition(":")[2]) for target in lines.values_list("target", flat=True)]
    return User.objects.filter(pk__in=ids).exclude(pk=viewer.pk if viewer else 0).order_by("-pk")


def has_second_factor(viewer: User) -> bool:
    """Whether the viewer's login asks for a code from the phone. Costs: 1 query."""
    return bool(Authenticator.objects.filter(user_id=viewer.pk, type=Authenticator.Type.TOTP).exists())


def recovery_codes_left(viewer: User) -> int:
    """How many recovery codes the viewer has not used. Costs: 1 query."""
    codes = Authenticator.objects.filter(user_id=viewer.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes is not None else 0


@dataclass(frozen=True)
class Asked:
    """Which lines are asked for: from a day, to a day (both included), by whom, which verb, a part of the target."""

    first: date | None = None
    last: date | None = None
    actor_id: int | None = None
    verb: str = ""
    target: str = ""


def entries(viewer: object, county_keys: Collection[str], asked: Asked) -> QuerySet[AuditEntry]:
    """Lines on the chains of some counties, the latest first.

    Takes: the keys of the counties whose audit the viewer may read; the caller has looked. Costs: 1 query.
    """
    rows = AuditEntry.objects.filter(county_key__in=county_keys).select_related("actor")
    if asked.first is not None:
        rows = rows.filter(at__gte=clock.midnight(asked.first))
    if asked.last is not None:
        rows = rows.filter(at__lt=clock.midnight(asked.last + timedelta(days=1)))
    if asked.actor_id is not None:
        rows = rows.filter(actor_id=asked.actor_id)
    if asked.verb:
        rows = rows.filter(verb=asked.verb)
    if asked.target:
        rows = rows.filter(target__contains=asked.target)
    return rows.order_by("-at", "-seq")


def verbs(viewer: object, county_keys: Collection[str]) -> list[str]:
    """The verbs that stand on some chains, in order. Costs: 1 query."""
    rows = AuditEntry.objects.filter(county_key__in=county_keys).order_by("verb")
    return list(rows.values_list("verb", flat=True).distinct())


def actors(viewer: object, county_keys: Collection[str]) -> list[User]:
    """Who did anything that stands on some chains, by name. Costs: 1 query."""
    acted = AuditEntry.objects.filter(county_key__in=county_keys).order_by().values("actor_id").distinct()
    return list(User.objects.filter(pk__in=acted).order_by("name", "pk"))


def chains(viewer: object, county_keys: Collection[str]) -> list[tuple[AuditChain, AuditEntry | None]]:
    """The heads of some chains, each with the line of its last check from the audit page. Costs: 1 query and 1 each."""
    heads = AuditChain.objects.filter(pk__in=county_keys).order_by("pk")
    return [
        (
            head,
            AuditEntry.objects.filter(county_key=head.pk, verb=CHECKED)
            .select_related("actor")
            .order_by("-seq")
            .first(),
        )
        for head in heads
    ]
