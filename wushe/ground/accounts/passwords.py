"""Passwords: which are long enough, and those made for a first login 密码."""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from wushe.ground.accounts.models import User

#: A temporary password is read aloud and typed on a phone: no sign looks like another; 59 bits by chance.
SIGNS, GROUPS, IN_A_GROUP = "abcdefghjkmnpqrstuvwxyz23456789", 3, 4


class LongEnough(MinimumLengthValidator):
    """Django's rule in Chinese; its own sentence has no translation."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("密码不到 %(least)s 个字符，太短。") % {"least": self.min_length}

    def get_help_text(self) -> str:
        """What is wanted."""
        return _("密码至少 %(least)s 个字符。") % {"least": self.min_length}


class NotTheTemporaryOne:
    """A temporary password is replaced by another one: whoever made it knows it."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Refuses: the password that somebody else made. Costs: one hash while the password is temporary."""
        if isinstance(user, User) and user.has_temporary_password and user.check_password(password):
            raise ValidationError(_("这就是别人给的那个密码。请换成只有自己知道的。"), code="password_not_own")

    def get_help_text(self) -> str:
        """What is wanted."""
        return _("不用别人给的那个密码。")


def mark_of(user: User) -> str:
    """A mark that changes when the password does: a page that was made before it is known by it."""
    return salted_hmac("wushe.password-mark", user.password).hexdigest()[:16]


def temporary_password() -> str:
    """A password for the first login, in groups, easy to read aloud."""
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(IN_A_GROUP)) for _group in range(GROUPS))
