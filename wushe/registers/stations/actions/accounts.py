"""Open accounts and let people in again, for administrators 开账号、重设登录."""

from django.db import transaction

from wushe.ground.accounts.actions import open_account, reset_login
from wushe.ground.accounts.models import User
from wushe.ground.accounts.passwords import temporary_password
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.stations.queries import Viewer, chain_of
from wushe.registers.stations.queries.grants import grant, is_kept_whole


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


@transaction.atomic
def let_in_again(viewer: Viewer, pk: int) -> tuple[User, str]:
    """Reset the login of whoever holds a grant: a new password for the next login, no second factor, no lock 重设登录.

    Takes: the id of a grant of theirs. Gives: the account and the password.
    Refuses: ``stations-unknown-grant``, ``stations-grant-to-oneself``, ``stations-account-elsewhere`` (they also hold
    a grant that the viewer does not keep: whoever resets a login could use it). Costs: 12 queries, one audit line.
    """
    user = grant(viewer, pk).user
    if user == viewer.user:
        raise Refused("stations-grant-to-oneself")
    if not is_kept_whole(viewer, user, clock.today()):
        raise Refused("stations-account-elsewhere", name=user.name)
    return user, reset_login(user.username, actor=viewer.user, county_key=chain_of(viewer))
