"""The command line, the data folder, and which database is current."""

import socket
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from typer.testing import CliRunner

from wushe.config import cli, current
from wushe.config.environment import CLONE, data_folder, env_bool
from wushe.config.management.commands import demo, serve
from wushe.config.running import announce, is_served
from wushe.config.secret import secret_key
from wushe.ground.accounts.models import User
from wushe.ground.kit.errors import Refused

COUNT = ["count", "persons", "--scope", "S", "--from", "2026-11-01", "--to", "2026-11-30"]


@pytest.fixture
def spoken(monkeypatch):
    """What the verbs would call."""
    words = []
    monkeypatch.setattr(cli, "run", lambda *said: words.append([word for word in said if word is not None]))
    return words


@pytest.mark.parametrize(
    "words", [["--data", "D", "demo", "--keep"], ["demo", "--data", "D", "--keep"], ["demo", "--keep", "--data", "D"]]
)
def test_the_data_folder_may_stand_anywhere(words):
    assert cli.data_first(words) == ["--data", "D", "demo", "--keep"]
    assert cli.data_first(["demo", "--data=D"]) == ["--data=D", "demo"]


def test_count_repeats_its_filters(spoken):
    filters = ["--field", "elderly", "--field", "children", "--group", "g", "--method", "m", "--json"]
    assert CliRunner().invoke(cli.app, COUNT + filters).exit_code == 0
    assert spoken == [["count_figure", *COUNT[1:], *filters]]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["count", "--list"], ["count_figure", "--list"]),
        (["explain", "Q", "--json"], ["explain_figure", "Q", "--json"]),
        (["regions", "--find", "六道", "--json"], ["find_regions", "--find", "六道", "--json"]),
        (["figures", "--json"], ["seed_figures", "--json"]),
        (
            ["admin", "--username", "fang", "--name", "王芳", "--place", "460203"],
            ["first_administrator", "--username", "fang", "--name", "王芳", "--place", "460203"],
        ),
        (["close", "460203", "2026-10"], ["close_period", "460203", "2026-10"]),
        (["models", "check", "m.toml"], ["service_models", "check", "m.toml"]),
        (["models", "load", "m.toml"], ["service_models", "load", "m.toml"]),
        (["models", "list"], ["service_models", "list"]),
        (
            ["models", "adopt", "1-1-5-x", "--place", "P", "--source", "S"],
            ["service_models", "adopt", "1-1-5-x", "--place", "P", "--source", "S"],
        ),
        (["demo", "--today", "2026-11-24", "--keep"], ["demo", "--today", "2026-11-24", "--keep"]),
        (["migrate", "ledger", "--plan"], ["migrate", "ledger", "--plan"]),
        (["check"], ["check_house"]),
        (["check", "--json", "--deploy"], ["check_house", "--json", "--deploy"]),
    ],
)
def test_a_verb_only_calls_its_management_command(spoken, words, command):
    assert CliRunner().invoke(cli.app, words).exit_code == 0
    assert spoken == [command]


@pytest.mark.parametrize("problem", [CommandError("不行。"), Refused("statistics-unknown-scope", key="X")])
def test_an_expected_error_is_a_sentence_and_exit_1(monkeypatch, problem):
    def refuse(*words: str) -> None:
        raise problem

    monkeypatch.setattr(cli, "call_command", refuse)
    result = CliRunner().invoke(cli.app, ["figures"])
    assert result.exit_code == 1
    assert result.stderr.strip().endswith("。")
    assert "Traceback" not in result.output


def test_a_named_folder_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("WUSHE_DATA", str(tmp_path / "here"))
    assert data_folder() == tmp_path / "here"
    assert stat.S_IMODE((tmp_path / "here").stat().st_mode) == 0o700


def test_a_clone_keeps_its_data_to_itself_wherever_it_is_called_from(monkeypatch, tmp_path):
    monkeypatch.delenv("WUSHE_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    assert data_folder() == CLONE / "var"


def test_installed_it_uses_var_here_and_then_the_users_own_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("WUSHE_DATA", raising=False)
    monkeypatch.setattr("wushe.config.environment.CLONE", tmp_path / "site-packages")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(tmp_path)
    assert data_folder() == tmp_path / "share" / "wushe"
    Path("var").mkdir()
    assert data_folder() == tmp_path / "var"


def test_a_setting_that_cannot_be_understood_stops_the_start(monkeypatch):
    monkeypatch.setenv("WUSHE_DEBUG", "perhaps")
    with pytest.raises(SystemExit, match="WUSHE_DEBUG"):
        env_bool("WUSHE_DEBUG", default=False)


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = secret_key(tmp_path / "secret.key")
    assert secret_key(tmp_path / "secret.key") == key
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_switching_one_database_leaves_the_other(tmp_path):
    assert current.read(tmp_path) == current.Current()
    current.switch(tmp_path, "sqlite", current.Database("demo_1.sqlite3", "2026-11-24/1/abc", "2026-11-24"))
    current.switch(tmp_path, "postgresql", current.Database("demo_2", "2026-11-24/1/abc"))
    now = current.read(tmp_path)
    assert (now.sqlite.name, now.sqlite.today, now.of("postgresql").name) == ("demo_1.sqlite3", "2026-11-24", "demo_2")
    assert now.sqlite.is_demo


@pytest.mark.django_db
def test_a_demo_never_stands_in_front_of_real_data(settings):
    settings.CURRENT = current.Database("public")
    settings.DATA = Path("/nowhere")
    User.objects.create(username="real", name="真人")
    settings.CURRENT = current.Database(__file__)
    with pytest.raises(CommandError, match="真实数据"):
        demo.refuse_real_data()


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="2026-13-01"):
        call_command("demo", "--today", "2026-13-01")


def test_a_busy_port_is_refused_with_another():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(CommandError, match=f"--port {port + 1}"):
            serve.refuse_a_busy_port("127.0.0.1", port)
    serve.refuse_a_busy_port("127.0.0.1", serve.free_port("127.0.0.1"))


def test_a_running_server_is_seen(tmp_path):
    assert not is_served(tmp_path)
    with announce(tmp_path), announce(tmp_path):
        assert is_served(tmp_path)
    assert not is_served(tmp_path)
