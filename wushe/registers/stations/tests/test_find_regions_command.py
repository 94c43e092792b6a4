"""Find the key of a place on the command line."""

import json

import pytest
from django.core.management import CommandError, call_command


def test_places_are_found_by_a_part_of_their_name(cast, capsys):
    call_command("find_regions", "六道", "--json")
    assert json.loads(capsys.readouterr().out) == [
        {"key": "liudao-coverage", "name": "六道大社区社工站片", "kind": "coverage", "parent": "460203"},
        {"key": "unit-6", "name": "六道居委会", "kind": "community", "parent": "460203"},
        {"key": "liudao-station", "name": "六道大社区社工站", "kind": "station", "parent": "liudao-coverage"},
    ]


def test_places_are_found_by_a_part_of_their_key(cast, capsys):
    call_command("find_regions", "--find", "460203", "--json")
    assert json.loads(capsys.readouterr().out) == [
        {"key": "460203", "name": "吉阳区", "kind": "county", "parent": "4602"},
    ]


def test_nothing_found_is_an_empty_list(cast, capsys):
    call_command("find_regions", "没有这个地方", "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_without_json_each_place_is_a_line(cast, capsys):
    call_command("find_regions", "田独")
    assert capsys.readouterr().out.split() == ["unit-1", "田独村", "(village)"]


def test_an_empty_text_is_refused():
    with pytest.raises(CommandError, match="请写要找的名称"):
        call_command("find_regions", "--find", " ")


def test_the_divisions_are_loaded_and_the_time_is_told(db, capsys):
    call_command("find_regions", "--load")
    assert "新增 46,607 个地方、46,606 个代码、93,151 条隶属关系，用时 " in capsys.readouterr().out
    call_command("find_regions", "--load")
    assert "新增 0 个地方、0 个代码、0 条隶属关系" in capsys.readouterr().out
