"""Open accounts and let people in again, for administrators 开账号、重设登录."""

from django.db import transaction

from wushe.ground.accounts.actions import open_account, reset_login
from wushe.ground.accounts.models import User
from wushe.ground.accounts.passwords import mark_of, temporary_password
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.queries import Viewer, chain_of
from wushe.registers.stations.queries.grants import is_kept_whole, kept_account


@transaction.atomic
def admit(viewer: Viewer, username: str, name: str) -> tuple[User, str]:
    """Open an account that can log in and sees nothing yet 开账号.

    Gives: the account, and its password for the first login, which stands nowhere else. Refuses:
    ``stations-not-for-you``, and as ``accounts.actions.check_new`` does. Costs: 5 queries, one audit line.
    """
    if not viewer.may("grants.edit"):
        raise Refused("stations-not-for-you", what="开账号")
    password = temporary_password()
    user = open_account(
        username.strip().lower(),
        name.strip(),
        password,
        actor=viewer.user,
        county_key=chain_of(viewer),
        is_temporary=True,
    )
    return user, password


def resettable(viewer: Viewer, pk: int) -> User:
    """An account whose login the viewer may reset.

    Refuses: ``stations-unknown-account``, ``stations-own-login``, ``stations-account-elsewhere`` (it also holds a grant
    that the viewer does not keep: whoever resets a login could use it). Costs: 2 to 4 queries.
    """
    user = kept_account(viewer, pk)
    if user == viewer.user:
        raise Refused("stations-own-login")
    if not is_kept_whole(viewer, user, clock.today()):
        raise Refused("stations-account-elsewhere", name=user.name)
    return user


@transaction.atomic
def let_in_again(viewer: Viewer, pk: int, seen: str) -> tuple[User, str]:
    """Reset somebody's login: a new password for the next one, no second factor, no lock 重设登录.

    Takes: the id of the account, and the mark of its password when the page was made. Gives: the account and the
    password. Refuses: as ``resettable`` does, and ``stations-login-reset-already`` when the password changed meanwhile:
    a page that is loaded again resets nothing. Costs: 13 queries, one audit line.
    """
    user = resettable(viewer, pk)
    if seen != mark_of(user):
        raise Refused("stations-login-reset-already", name=user.name)
    return user, reset_login(user.username, actor=viewer.user, county_key=chain_of(viewer))
