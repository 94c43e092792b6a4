"""The login in one browser: since when, on whose device, until when 在线.

Django ends a session by itself when it expires. All that is done here is to move that moment while somebody works,
never beyond the whole time a login may last. "Still here" is written a few times in the idle time, not at every page.
"""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from wushe.ground.accounts.lasting import Patience, is_phone, is_time_to_touch, seconds_left

BEGAN_AT = "login_began_at"
TOUCHED_AT = "login_touched_at"
OWN_PHONE = "login_on_own_phone"
MINUTE = 60
HOUR = 60 * MINUTE


def patience() -> Patience:
    """How long logins last here, from the settings."""
    return Patience(
        desk=settings.WUSHE_IDLE_MINUTES * MINUTE,
        phone=settings.WUSHE_IDLE_MINUTES_PHONE * MINUTE,
        whole=settings.WUSHE_LOGIN_HOURS * HOUR,
    )


def now() -> int:
    """This moment in whole seconds since 1970."""
    return int(timezone.now().timestamp())


def says_phone(request: HttpRequest) -> bool:
    """Whether the browser of a request says that it is on a telephone."""
    return is_phone(request.headers.get("User-Agent", ""))


def begin(request: HttpRequest) -> None:
    """A login begins now in this browser."""
    request.session[BEGAN_AT] = now()
    request.session.pop(TOUCHED_AT, None)


def keep(request: HttpRequest) -> None:
    """Somebody who has logged in opens a page: the login lasts on, or ends when its whole time is over.

    Costs: nothing but now and then; then some six queries, and a write of the session at the end of the request.
    """
    session, moment, allowed = request.session, now(), patience()
    on_own_phone = bool(session.get(OWN_PHONE))
    began_at = session.setdefault(BEGAN_AT, moment)
    if not is_time_to_touch(session.get(TOUCHED_AT, 0), moment, allowed.idle(on_own_phone=on_own_phone)):
        return
    left = seconds_left(began_at, moment, allowed, on_own_phone=on_own_phone)
    if not left:
        logout(request)
        return
    session[TOUCHED_AT] = moment
    session.set_expiry(left)
    UserSession.objects.create_from_request(request)


def has_just_logged_in(request: HttpRequest) -> bool:
    """Whether the password was given within the last minutes, so that it need not be asked again at once."""
    since = now() - int(request.session.get(BEGAN_AT, 0))
    return 0 <= since < int(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
