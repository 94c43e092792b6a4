"""The embedded database: a safe driver, durable settings, one writer at a time. PostgreSQL: one setting."""

import subprocess
import sys
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError, connection, connections, transaction

from wushe.config.environment import postgres_settings
from wushe.config.sqlite import base
from wushe.config.sqlite.driver import refusal
from wushe.config.sqlite.writer import WriterLock
from wushe.ground.accounts import audit
from wushe.ground.accounts.models import AuditEntry, User

THREADS = 8
WRITES = 12
ANOTHER_PROCESS = """
import fcntl, sys
with open(sys.argv[1], "ab") as file:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("busy")
    else:
        print("free")
"""


def seen_by_another_process() -> str:
    command = [sys.executable, "-c", ANOTHER_PROCESS, f"{connection.settings_dict['NAME']}.lock"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def write_many(failures: list[Exception], number: int) -> None:
    try:
        for turn in range(WRITES):
            with transaction.atomic():
                User.objects.create(username=f"u{number}-{turn}", name="写手")
                audit.record("test.write", f"{number}-{turn}", actor=None)
    except Exception as failure:  # noqa: BLE001 - a thread has nobody else to tell
        failures.append(failure)
    finally:
        connection.close()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 7)])
def test_an_old_sqlite_is_refused_with_the_way_out(version):
    sentence = refusal(version)
    assert "pip install 'pysqlite3>=0.6'" in sentence
    assert "不能启动" in sentence


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_a_safe_sqlite_is_accepted(version):
    assert refusal(version) is None


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_start_on_an_old_sqlite_stops_before_the_file_is_touched(monkeypatch):
    connection.close()
    monkeypatch.setattr(base, "refusal", lambda version: "太旧")
    with pytest.raises(ImproperlyConfigured, match="太旧"):
        connection.ensure_connection()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 10_000),
        ("foreign_keys", 1),
        ("mmap_size", 0),
        ("wal_autocheckpoint", 500),
        ("secure_delete", 1),
    ],
)
def test_every_connection_is_durable(name, value):
    assert pragma(name) == value


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_keeps_another_process_from_writing_until_it_ends():
    assert seen_by_another_process() == "free"
    with transaction.atomic():
        assert seen_by_another_process() == "busy"
        with transaction.atomic():
            assert seen_by_another_process() == "busy"
        assert seen_by_another_process() == "busy"
    assert seen_by_another_process() == "free"


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_gives_the_turn_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        1 / 0  # noqa: B018
    assert seen_by_another_process() == "free"


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_gives_the_turn_back():
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.create(verb="test.write", target="x", actor_id=987_654, seq=1, facts={})
    assert seen_by_another_process() == "free"
    assert AuditEntry.objects.count() == 0


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_cannot_begin_gives_the_turn_back(monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connections["default"], "transaction_mode", "NONSENSE")
    with pytest.raises(OperationalError), transaction.atomic():
        pass
    monkeypatch.undo()
    assert seen_by_another_process() == "free"


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_connection_closed_in_a_transaction_gives_the_turn_back():
    with transaction.atomic():
        lock = f"{connection.settings_dict['NAME']}.lock"
        connection.close()
        assert seen_by_another_process() == "free", lock
    assert User.objects.count() == 0


def test_a_second_writer_waits_only_so_long(tmp_path):
    first = WriterLock(str(tmp_path / "x.sqlite3"), patience_seconds=1)
    second = WriterLock(str(tmp_path / "x.sqlite3"), patience_seconds=0)
    first.take(OperationalError)
    with pytest.raises(OperationalError, match=r"x\.sqlite3\.lock"):
        second.take(OperationalError)
    first.give_back()
    second.take(OperationalError)
    assert second.is_held
    second.close()
    first.close()


@pytest.mark.django_db(transaction=True)
def test_eight_threads_write_and_none_is_turned_away():
    failures: list[Exception] = []
    threads = [threading.Thread(target=write_many, args=(failures, number)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert User.objects.count() == AuditEntry.objects.count() == THREADS * WRITES


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_wait_for_the_writer():
    User.objects.create(username="u", name="读者")
    seen: list[int] = []

    def read() -> None:
        seen.append(User.objects.count())
        connection.close()

    with transaction.atomic():
        User.objects.create(username="v", name="写手")
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=5)
    assert seen == [1]


def test_one_setting_names_a_postgresql_database_and_schema():
    settings = postgres_settings("postgres://wang:p%40ss@127.0.0.1:5433/liudao?schema=s1", "public")
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"], settings["HOST"], settings["PORT"]) == (
        "liudao",
        "wang",
        "p@ss",
        "127.0.0.1",
        "5433",
    )
    assert settings["OPTIONS"] == {"options": "-c search_path=s1"}


def test_the_current_schema_is_used_when_the_address_names_none():
    assert postgres_settings("postgres://127.0.0.1/liudao", "demo_1")["OPTIONS"] == {"options": "-c search_path=demo_1"}


@pytest.mark.parametrize("url", ["mysql://127.0.0.1/liudao", "postgres://127.0.0.1", "liudao"])
def test_an_address_that_cannot_be_understood_stops_the_start(url):
    with pytest.raises(SystemExit, match="WUSHE_DATABASE_URL"):
        postgres_settings(url, "public")
