"""What is said about accounts, logging in, and keys."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "keyring-key-missing": _(
        "找不到密钥文件 {file}，这里加密的内容打不开。请把备份的密钥放回原处；没有它，谁也读不出来，不要另造一把。"
    ),
    "keyring-key-unreadable": _("密钥文件 {file} 不完整或被改过。请用备份的密钥换回来。"),
    "accounts-unknown-login": _("这台设备已经退出了，或者不是您的。请刷新“我的”再看。"),
    "accounts-secret-unreadable": _(
        "动态码的密文打不开：密钥换过，或内容被改过。请区县管理员放回备份的密钥，或重设这个账号的登录。"
    ),
    "accounts-no-name": _("请写姓名。"),
    "accounts-username-unfit": _("账号“{username}”不能用。请只用字母、数字和 @ . + - _。"),
    "accounts-username-taken": _("账号“{username}”已经有人用了。请换一个账号。"),
    "accounts-unknown-user": _("没有“{username}”这个账号。请检查拼写。"),
}

#: What the login library says, by its own codes, in our words.
LOGIN = {
    "username_password_mismatch": _("账号或密码不对，请再输一次。忘了密码，请系统管理员重设。"),
    "invalid_login": _("账号或密码不对，请再输一次。忘了密码，请系统管理员重设。"),
    "too_many_login_attempts": _(
        "试错的次数太多，先锁 {minutes} 分钟。请过 {minutes} 分钟再试；急着用，请找系统管理员。"
    ),
    "rate_limited": _("试错的次数太多，先锁 {minutes} 分钟。请过 {minutes} 分钟再试；急着用，请找系统管理员。"),
    "account_inactive": _("这个账号已经停用。请系统管理员重新开通。"),
    "incorrect_password": _("密码不对，请再输一次。"),
    "enter_current_password": _("现在的密码不对，请再输一次。"),
    "incorrect_code": _("动态码不对。请输手机上现在显示的 6 位数字；每 30 秒换一次，用过的不能再用。"),
    "cannot_generate_recovery_codes": _("先开启动态码，才有备用码。"),
}

#: The few messages of the login library that are shown, by its own template.
DONE = {
    "account/messages/password_changed.txt": _("密码改好了。别的设备都已退出，要用新密码重新登录。"),
    "mfa/messages/totp_deactivated.txt": _("动态码已关闭。以后登录只要密码。"),
    "mfa/messages/recovery_codes_generated.txt": _("备用码已换成新的，旧的不能再用。"),
}

SYSTEMS = {
    "harmony": _("鸿蒙手机"),
    "android": _("安卓手机"),
    "iphone": _("苹果手机"),
    "ipad": _("苹果平板"),
    "windows": _("Windows 电脑"),
    "mac": _("苹果电脑"),
    "linux": _("Linux 电脑"),
    "": _("没认出来的设备"),
}
BROWSERS: dict[str, str | Promise] = {
    "wechat": _("微信"),
    "dingtalk": _("钉钉"),
    "qq": _("QQ 浏览器"),
    "uc": _("UC 浏览器"),
    "huawei": _("华为浏览器"),
    "xiaomi": _("小米浏览器"),
    "edge": "Edge",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
    "": "",
}
