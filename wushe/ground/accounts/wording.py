"""What is said when a key or an account is wrong."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "keyring-key-missing": _(
        "找不到密钥文件 {file}，这里加密的内容打不开。请把备份的密钥放回原处；没有它，谁也读不出来，不要另造一把。"
    ),
    "keyring-key-unreadable": _("密钥文件 {file} 不完整或被改过。请用备份的密钥换回来。"),
}
