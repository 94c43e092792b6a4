"""Open the account of the first administrator 首个系统管理员, without whom nobody could be let in."""

import argparse
import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wushe.ground.accounts.actions import check_new, open_account
from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.registers.stations.actions.grants import give_grant
from wushe.registers.stations.models import Grant, Region, Role
from wushe.registers.stations.queries import operator, region_by_key


class Command(BaseCommand):
    """``wushe admin --username NAME --name 姓名 --place KEY``: for whoever administers the computer itself."""

    help = "开第一个系统管理员的账号。密码在终端上输两遍；不在终端上，就从标准输入读一行"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Who, and of which place."""
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--place", required=True)

    def handle(self, *args: object, username: str, name: str, place: str, **options: object) -> None:
        """Look whether it may be done, ask for the password, do it."""
        username, name = username.strip().lower(), name.strip()
        region = region_by_key(place)
        refuse_second()
        check_new(username, name)
        password = asked_password()
        check_password(password, User(username=username, name=name))
        make(region, username, name, password)
        told = {"name": name, "username": username, "place": region.name}
        self.stdout.write(
            _("%(name)s（账号 %(username)s）是%(place)s的系统管理员了。请登录，再到“授权”里请别的人进来。") % told
        )


@transaction.atomic
def make(region: Region, username: str, name: str, password: str) -> None:
    """The account and its grant; two at once make one."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    refuse_second()
    user = open_account(username, name, password, actor=None)
    today = clock.today()
    give_grant(operator(region, today), user, Role.ADMIN, region.key, starts_on=today)


def refuse_second() -> None:
    """Only the first one is made here: the others are let in by somebody who answers for it."""
    today = clock.today()
    held = Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), role=Role.ADMIN, withdrawn_at=None)
    first = held.filter(user__is_active=True).select_related("user").order_by("pk").first()
    if first is not None:
        raise CommandError(
            _(
                "已经有系统管理员：%(name)s（账号 %(username)s）。请他登录，在“授权”里请别的人进来；"
                "忘了密码或丢了手机，用 wushe reset-login %(username)s。"
            )
            % {"name": first.user.name, "username": first.user.username}
        )


def asked_password() -> str:
    """The password: typed twice on a terminal, else the first line that comes in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass(_("密码："))
    if getpass(_("再输一遍：")) != password:
        raise CommandError(_("两遍输的密码不一样，没有开账号。请重新运行。"))
    return password


def check_password(password: str, user: User) -> None:
    """What is easy to guess is refused, with what is wrong."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise CommandError(_("这个密码不行：%(why)s请换一个。") % {"why": "".join(weak.messages)}) from None
