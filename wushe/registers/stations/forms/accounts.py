"""A new account, and a login to be reset."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wushe.ground.kit.forms import Refusable


class AccountForm(Refusable):
    """A new account: what to log in with, and whose."""

    places = {
        "accounts-no-name": "name",
        "accounts-username-unfit": "username",
        "accounts-username-taken": "username",
    }

    username = forms.CharField(label=_("账号"), max_length=150, error_messages={"required": _("请写登录用的账号。")})
    name = forms.CharField(label=_("姓名"), max_length=40, error_messages={"required": _("请写姓名。")})


class ResetForm(Refusable):
    """Nothing but yes, and which password the page spoke of."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
