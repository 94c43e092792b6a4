"""What happens to accounts and logins, each with its audit line.

The login library itself checks passwords and codes; it calls back, and the line is written here.
"""

from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import HttpRequest

from wushe.ground.accounts import audit
from wushe.ground.accounts.checking import Verdict, check_chain
from wushe.ground.accounts.models import User
from wushe.ground.accounts.passwords import temporary_password
from wushe.ground.accounts.queries import CHECKED
from wushe.ground.kit.errors import Refused


def of(user: User | None) -> str:
    """An account as the target of an audit line; nobody's when there is none."""
    return f"accounts.user:{user.pk}" if user is not None else "accounts.user:unknown"


def tries_key(username: str) -> str:
    """Under which name failed logins are counted: the same whether or not there is such an account."""
    return f"login:{username.strip().lower()}"


@transaction.atomic
def log_in(user: User, *, address: str, on_phone: bool, with_code: bool) -> None:
    """Somebody got in."""
    audit.record(
        "accounts.log_in", of(user), actor=user, address=address, device="phone" if on_phone else "desk", code=with_code
    )


@transaction.atomic
def refuse_login(username: str, *, reason: str, address: str) -> None:
    """Somebody did not get in. The line names the account only if there is one; never what was typed.

    Takes: ``reason``: password, code, locked or closed. Costs: 1 query, 1 insert.
    """
    user = User.objects.filter(username__iexact=username).first()
    audit.record("accounts.refuse_login", of(user), actor=None, reason=reason, address=address)


@transaction.atomic
def log_out(user: User) -> None:
    """Somebody left."""
    audit.record("accounts.log_out", of(user), actor=user)


@transaction.atomic
def change_password(user: User, here: str) -> None:
    """The password was changed on this device; all other devices must log in again."""
    User.objects.filter(pk=user.pk).update(has_temporary_password=False)
    audit.record("accounts.change_password", of(user), actor=user, ended=_end_logins(user, but=here))


@transaction.atomic
def switch_on_second_factor(user: User, here: str) -> None:
    """The login asks for a code from now on; devices that never gave one are logged out."""
    audit.record("accounts.switch_on_second_factor", of(user), actor=user, ended=_end_logins(user, but=here))


@transaction.atomic
def switch_off_second_factor(user: User, here: str) -> None:
    """The login asks for no code any more."""
    audit.record("accounts.switch_off_second_factor", of(user), actor=user, ended=_end_logins(user, but=here))


@transaction.atomic
def renew_recovery_codes(user: User) -> None:
    """New recovery codes; the old ones work no longer."""
    audit.record("accounts.renew_recovery_codes", of(user), actor=user)


@transaction.atomic
def end_login(user: User, key: int) -> None:
    """Log out one of somebody's own devices.

    Refuses: ``accounts-unknown-login`` for a device that is not theirs or is logged out already.
    """
    login = UserSession.objects.filter(user_id=user.pk, pk=key).first()
    if login is None:
        raise Refused("accounts-unknown-login")
    login.end()
    audit.record("accounts.end_login", of(user), actor=user, ended=1)


@transaction.atomic
def end_other_logins(user: User, here: str) -> None:
    """Log out all of somebody's devices but this one."""
    audit.record("accounts.end_other_logins", of(user), actor=user, ended=_end_logins(user, but=here))


@transaction.atomic
def reset_login(username: str, *, actor: User | None, county_key: str = "") -> str:
    """Let somebody in again who forgot the password or lost the phone: a new password, no second factor, no lock.

    Gives: the password, to be told in person; it must be changed before any page opens. All devices of the account
    are logged out.
    Refuses: ``accounts-unknown-user``.
    """
    try:
        user = User.objects.select_for_update(no_key=True).get(username=username)
    except ObjectDoesNotExist:
        raise Refused("accounts-unknown-user", username=username) from None
    password = temporary_password()
    user.set_password(password)
    user.has_temporary_password = True
    user.save(update_fields=["password", "has_temporary_password"])
    request = _nobodys_request(user)
    for authenticator in Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES):
        delete_and_cleanup(request, authenticator)
    for key in (tries_key(user.username), f"mfa-auth-user-{user.pk}"):
        ratelimit.clear(request, action="login_failed", key=key)
    audit.record("accounts.reset_login", of(user), actor=actor, county_key=county_key, ended=_end_logins(user))
    return password


@transaction.atomic
def open_account(
    username: str,
    name: str,
    password: str,
    *,
    actor: User | None,
    county_key: str = "",
    is_temporary: bool = False,
) -> User:
    """Open an account 开账号: it can log in, and sees nothing until somebody grants it a role.

    Takes: the name to log in with, the name of the person, a password that was found good enough, or a temporary one.
    Gives: the account. Refuses: as ``check_new`` does.
    """
    check_new(username, name)
    user = User.objects.create_user(username, password=password, name=name, has_temporary_password=is_temporary)
    audit.record("accounts.open_account", of(user), actor=actor, county_key=county_key)
    return user


def check_new(username: str, name: str) -> None:
    """May there be such an account?

    Refuses: ``accounts-no-name``, ``accounts-username-unfit``, ``accounts-username-taken``.
    """
    if not name:
        raise Refused("accounts-no-name")
    try:
        User.username_validator(username)
    except ValidationError:
        raise Refused("accounts-username-unfit", username=username) from None
    if User.objects.filter(username=username).exists():
        raise Refused("accounts-username-taken", username=username)


def _end_logins(user: User, *, but: str = "") -> int:
    """End the sessions of a user, but for one. Gives: how many were still good."""
    others = list(UserSession.objects.filter(user_id=user.pk).exclude(session_key=but))
    good = sum(bool(login.exists()) for login in others)
    for login in others:
        login.end()
    return good


def _nobodys_request(user: User) -> HttpRequest:
    """What the login library wants to see where there is no browser: a request from this computer."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    request.user = user
    return request


def check_chain_now(actor: User, county_key: str) -> Verdict:
    """Check one chain 核对, then add a line with the result.

    The reading is no transaction: it would keep every writer waiting on SQLite.
    Refuses: ``keyring-key-missing``. Costs: reads each line of the chain once.
    """
    verdict = check_chain(county_key)
    told = {"lines": verdict.lines, "wrong": verdict.wrong.value if verdict.wrong else "", "seq": verdict.seq}
    audit.record(CHECKED, f"accounts.chain:{county_key}", actor=actor, county_key=county_key, **told)
    return verdict
