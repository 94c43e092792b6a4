"""The command line `wushe` 命令行. Thin: every verb calls a management command of the room that does the work.

The data folder is chosen before Django starts, because settings read it: ``--data`` becomes ``WUSHE_DATA``.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import django
import typer
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from wushe import __version__
from wushe.ground.kit.errors import Refused
from wushe.ground.kit.wording import sentence

app = typer.Typer(
    name="wushe",
    help="吾社：社工站的系统。每次服务只写一次，每个数字都能打开到记录。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
Json = Annotated[bool, typer.Option("--json", help="给程序读的 JSON")]
Day = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")]


def main() -> None:
    """Run the command line. ``--data FOLDER`` may stand before or after the verb."""
    app(args=data_first(sys.argv[1:]), prog_name="wushe")


def data_first(words: list[str]) -> list[str]:
    """Move ``--data FOLDER`` or ``--data=FOLDER`` to the front, where the program itself reads it."""
    for place, word in enumerate(words):
        if word == "--data" or word.startswith("--data="):
            length = 2 if word == "--data" else 1
            return words[place : place + length] + words[:place] + words[place + length :]
    return words


def run(command: str, *words: str | None) -> None:
    """Call a management command with these words; None is left out. An expected error is one sentence and exit 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wushe.config.settings")
    try:
        django.setup()
        call_command(command, *(word for word in words if word is not None))
    except (CommandError, ImproperlyConfigured, DatabaseError) as problem:
        fail(str(problem))
    except Refused as refused:
        fail(sentence(refused))


def fail(text: str) -> None:
    """Say why on stderr and end with 1."""
    typer.echo(text, err=True)
    raise typer.Exit(1)


def option(name: str, value: str | int | None) -> tuple[str, ...]:
    """Give ``--name value``, or nothing when there is no value."""
    return () if value is None else (f"--{name}", str(value))


def options(name: str, values: list[str] | None) -> list[str]:
    """Give ``--name value`` for each value."""
    return [word for value in values or [] for word in option(name, value)]


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"wushe {__version__}")
        raise typer.Exit


@app.callback()
def program(
    data: Annotated[Path | None, typer.Option(help="数据文件夹；不写则用 WUSHE_DATA、./var、用户的数据文件夹")] = None,
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True)] = False,
) -> None:
    """吾社：社工站的系统。每次服务只写一次，每个数字都能打开到记录。"""
    if data is not None:
        os.environ["WUSHE_DATA"] = str(data)


@app.command()
def demo(
    today: Day = None,
    seed: Annotated[int | None, typer.Option(help="同一个种子和日子，得到同样的数据")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="已有同样的演示数据就不再装")] = False,
) -> None:
    """装入演示数据（虚构的人）。每次装进新的文件或模式，从不删改。"""
    run("demo", *option("today", today), *option("seed", seed), "--keep" if keep else None)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="端口；0 为任选一个空的")] = 8000,
    host: Annotated[str, typer.Option(help="监听地址；默认只有本机能连")] = "127.0.0.1",
    threads: Annotated[int, typer.Option(help="同时处理几个请求")] = 4,
) -> None:
    """打开网站。"""
    run("serve", *option("port", port), *option("host", host), *option("threads", threads))


@app.command()
def count(
    measure: Annotated[str | None, typer.Argument(help="指标的键，见 --list")] = None,
    scope: Annotated[str | None, typer.Option(help="地方的键，见 wushe regions --find")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="第一天（含）")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="最后一天（含）")] = None,
    field: Annotated[list[str] | None, typer.Option(help="服务领域，可写多个")] = None,
    group: Annotated[list[str] | None, typer.Option(help="人群，可写多个")] = None,
    method: Annotated[list[str] | None, typer.Option(help="方式，可写多个")] = None,
    listing: Annotated[bool, typer.Option("--list", help="列出所有指标")] = False,
    as_json: Json = False,
) -> None:
    """数一个数字。"""
    filters = options("field", field) + options("group", group) + options("method", method)
    flags = ("--list" if listing else None, "--json" if as_json else None)
    where_when = (*option("scope", scope), *option("from", first), *option("to", last))
    run("count_figure", measure, *where_when, *filters, *flags)


@app.command()
def explain(query: str, as_json: Json = False) -> None:
    """列出一个数字的记录。"""
    run("explain_figure", query, "--json" if as_json else None)


@app.command()
def regions(
    find: Annotated[str | None, typer.Option(help="名称或键的一部分")] = None,
    load: Annotated[bool, typer.Option("--load", help="装载全国区划到乡镇，和三地的村（居）；可重复运行")] = False,
    as_json: Json = False,
) -> None:
    """查地方的键，或装载全国区划。"""
    flags = ("--load" if load else None, "--json" if as_json else None)
    run("find_regions", *option("find", find), *flags)


@app.command()
def figures(as_json: Json = False) -> None:
    """三篇报道印出的数字，与系统数出的数字。"""
    run("seed_figures", "--json" if as_json else None)


models = typer.Typer(help="服务模式：检查、装载文件，登记某地采用。", no_args_is_help=True)
app.add_typer(models, name="models")


@models.command("check")
def check_model(file: Annotated[Path, typer.Argument(help="TOML 文件")]) -> None:
    """检查一个服务模式文件，说出每一处不对在第几行、怎么改；不改数据。"""
    run("service_models", "check", str(file))


@models.command("load")
def load_model(file: Annotated[Path, typer.Argument(help="TOML 文件")]) -> None:
    """装载一个服务模式文件；内容变了就是新的一版，旧版不动。"""
    run("service_models", "load", str(file))


@models.command("list")
def list_models() -> None:
    """列出已装载的服务模式和它们的键。"""
    run("service_models", "list")


@models.command("adopt")
def adopt_model(
    key: Annotated[str, typer.Argument(help="服务模式的键，见 wushe models list")],
    place: Annotated[str, typer.Option(help="省、市、区县或大社区的键，见 wushe regions --find")],
    source: Annotated[str, typer.Option(help="依据：谁在哪里说的")],
    first: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="从哪一天起；不知道就不写")] = None,
) -> None:
    """登记一个地方采用一个服务模式。"""
    run("service_models", "adopt", key, *option("place", place), *option("source", source), *option("from", first))


@app.command()
def close(
    county: Annotated[str, typer.Argument(help="区县的键，见 wushe regions --find")],
    month: Annotated[str, typer.Argument(help="月份，如 2026-10")],
) -> None:
    """关账：记住一个区县一个月的上报数字。"""
    run("close_period", county, month)


@app.command()
def admin(
    username: Annotated[str, typer.Option(help="登录用的账号")],
    name: Annotated[str, typer.Option(help="姓名")],
    place: Annotated[str, typer.Option(help="管哪个省、市或区县：它的键，见 wushe regions --find")],
) -> None:
    """开第一个系统管理员的账号；密码在终端上输两遍，或从标准输入读一行。"""
    run("first_administrator", *option("username", username), *option("name", name), *option("place", place))


@app.command()
def reset_login(username: Annotated[str, typer.Argument(help="登录用的账号")]) -> None:
    """重设一个账号的登录：忘了密码、丢了手机、锁住了。"""
    run("reset_login", username)


@app.command()
def check(
    as_json: Json = False,
    deploy: Annotated[bool, typer.Option("--deploy", help="再查别人连得上的机器该有的设置")] = False,
) -> None:
    """检查设置、数据库、密钥，逐条核对审计链。有不对的，说出第一处，以 1 结束。"""
    run("check_house", "--json" if as_json else None, "--deploy" if deploy else None)


@app.command(context_settings=PASS_ON)
def migrate(context: typer.Context) -> None:
    """建立或升级数据库的表，装载服务目录和走访规则。"""
    run("migrate", *context.args)
    if not context.args:  # a plan or a step back loads nothing
        run("load_definitions")
