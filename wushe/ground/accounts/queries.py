"""What somebody may read about their own account 我的账号."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from wushe.ground.accounts.models import User


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


def has_second_factor(viewer: User) -> bool:
    """Whether the viewer's login asks for a code from the phone. Costs: 1 query."""
    return bool(Authenticator.objects.filter(user_id=viewer.pk, type=Authenticator.Type.TOTP).exists())


def recovery_codes_left(viewer: User) -> int:
    """How many recovery codes the viewer has not used. Costs: 1 query."""
    codes = Authenticator.objects.filter(user_id=viewer.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes is not None else 0
