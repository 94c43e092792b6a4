"""The forms of logging in, told in our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.utils import decrypt, encrypt
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wushe.ground.accounts import actions, presence
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence


def code_field(label: Any) -> forms.CharField:
    """A field for digits: the number keys on a phone, and the code offered by the phone itself."""
    hints = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false", "maxlength": "12"}
    return forms.CharField(
        label=label,
        widget=forms.TextInput(attrs=hints),
        error_messages={"required": _("请输手机上的动态码。")},
    )


class LoginForm(AllauthLoginForm):
    """Account, password, and on a phone: whether it is one's own."""

    own_phone = forms.BooleanField(label=_("这是我自己的手机"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not presence.says_phone(self.request):
            del self.fields["own_phone"]
            return
        said = _("不勾：%(minutes)s 分钟不用，自动退出") % {"minutes": settings.WUSHE_IDLE_MINUTES}
        self.fields["own_phone"].help_text = said

    def login(self, request, redirect_url=None):
        """Remember whose device it is, and go on."""
        request.session[presence.OWN_PHONE] = bool(self.cleaned_data.get("own_phone"))
        return super().login(request, redirect_url=redirect_url)


class CountedCodeForm(BaseAuthenticateForm):
    """A code that was refused leaves a line."""

    def clean_code(self):
        """Check the code; write down who was refused and why."""
        try:
            return super().clean_code()
        except ValidationError as refused:
            reason = "code" if refused.code == "incorrect_code" else "locked"
            address = get_adapter().get_client_ip(context.request)
            actions.refuse_login(self.user.get_username(), reason=reason, address=address)
            raise
        except Refused as refused:
            raise ValidationError(sentence(refused), code=refused.code) from None


class CodeForm(CountedCodeForm, AuthenticateForm):
    """The code after the password; a recovery code does too."""

    code = code_field(_("动态码或备用码"))


class CodeAgainForm(CountedCodeForm, ReauthenticateForm):
    """The code once more, before something that matters."""

    code = code_field(_("动态码或备用码"))


class EnrolForm(ActivateTOTPForm):
    """The first code of a new phone. Its secret waits in the session sealed, as it will stand in the database."""

    code = code_field(_("手机上显示的 6 位数字"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.secret = decrypt(self.secret)
        else:
            context.request.session[SECRET_SESSION_KEY] = encrypt(self.secret)
