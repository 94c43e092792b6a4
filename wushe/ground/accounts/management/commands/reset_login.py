"""Let somebody in again who forgot the password or lost the phone 重设登录."""

import argparse

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wushe.ground.accounts.actions import reset_login


class Command(BaseCommand):
    """``wushe reset-login USERNAME``: for whoever administers the computer itself."""

    help = "重设一个账号的登录：新密码，作废动态码，解锁，退出所有设备"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("username")

    def handle(self, *args: object, username: str, **options: object) -> None:
        """Reset, and print the new password once."""
        password = reset_login(username, actor=None)
        self.stdout.write(
            _("%(username)s 的新密码：%(password)s\n请当面告诉本人，登录后先改成自己的，再重新开启动态码。")
            % {"username": username, "password": password}
        )
