"""`wushe check` tells how things are, names the first wrong line of a chain, and ends with 1."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.environment import lifted_triggers
from wushe.ground.accounts import audit
from wushe.ground.kit import keyring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _written(settings, tmp_path):
    """Three lines of a county, under keys of their own."""
    settings.WUSHE_KEYS = tmp_path / "keys"
    for number in range(3):
        audit.record("test.write", f"test:{number}", actor=None, county_key="460203")


def check(*words):
    """What is said, and the sentence with which it ends; empty when all is well."""
    said, aside = StringIO(), StringIO()
    try:
        call_command("check_house", *words, stdout=said, stderr=aside)
    except CommandError as fault:
        return said.getvalue(), str(fault)
    return said.getvalue(), ""


def edit(seq):
    with lifted_triggers(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_auditentry SET target = 'x' WHERE county_key = '460203' AND seq = {seq}")


def test_all_is_well():
    said, fault = check()
    assert fault == ""
    assert "✓ 审计链 460203：3 条，完整" in said
    assert "审计共 3 条，每秒核对" in said
    assert "✗" not in said


def test_the_first_broken_line_is_named_in_chinese():
    edit(2)
    said, fault = check()
    assert "✗ 审计链 460203第 2 条：这一条被改过。它前面的 1 条完整。" in said
    assert fault == "检查发现 1 处不对：审计链 460203第 2 条：这一条被改过。它前面的 1 条完整。"


def test_a_program_reads_the_same():
    edit(3)
    said, fault = check("--json")
    told = json.loads(said)
    assert (told["ok"], told["lines"]) == (False, 2)
    assert [(chain["county"], chain["ok"], chain["wrong"], chain["seq"]) for chain in told["chains"]] == [
        ("", True, None, None),
        ("460203", False, "edited", 3),
    ]
    assert fault
    assert {"what", "said", "ok"} == set(told["checks"][0])
    assert all(finding["ok"] for finding in told["checks"])


def test_a_key_others_can_read_is_told_with_the_way_out(settings):
    (settings.WUSHE_KEYS / "460203.key").chmod(0o644)
    said, fault = check()
    assert "460203.key 0644，别人也能读。请运行 chmod 600" in fault
    assert "✓ 审计链 460203" in said


def test_a_key_that_is_gone_is_said_and_not_made_again(settings):
    (settings.WUSHE_KEYS / "460203.key").unlink()
    keyring.read_key.cache_clear()  # as in a process that starts now
    keyring.derived.cache_clear()
    said, fault = check()
    assert "找不到密钥文件" in fault
    assert not (settings.WUSHE_KEYS / "460203.key").exists()
    assert "✓ 审计链（不属于区县的）" in said


@pytest.mark.sqlite
def test_the_database_is_looked_at():
    said, _fault = check()
    assert "journal_mode=wal" in said
    assert "synchronous=2" in said


@pytest.mark.postgresql
def test_the_server_is_looked_at():
    said, _fault = check()
    assert "synchronous_commit=on" in said
