"""Fill a register with millions of people, straight into the tables.

Every person has a key of their own, a sealed name, codes of an ID number and of the name, a household and a village.
Names are drawn from family names as common as in life (the commonest, 王, at about one in eleven). Nothing is shared to
make it quicker. Rows come county by county, in the order their tables want them.
"""

import multiprocessing
import random
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from wushe.ground.kit.crypto import SM, Key, new_key, seal, wrap
from wushe.ground.kit.keyring import begin_key, county_key
from wushe.registers.beneficiaries.index import name_token, number_code
from wushe.registers.beneficiaries.rules import name_parts
from wushe.registers.stations.models import Region, RegionKind

SINCE, BORN = date(2021, 1, 1), date(1950, 6, 1)
VILLAGES = 100
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦"
    "夏邱方侯邹熊孟秦白江阎薛尹段雷龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向常单仇解区朴查"
)
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰涛明超霞平刚桂兰玉梅红香凤珍春花国建志文华小云海燕雪飞鹏辉晓宇浩然子涵欣怡诗梓轩"

TABLES = {
    "beneficiaries_datakey": ("id", "county_key", "wrapped"),
    "beneficiaries_person": (
        *("id", "uuid", "county_id", "key_id", "file_number", "name_sealed", "sex", "birth_on", "id_kind", "id_sealed"),
        *("id_index", "id_doubt_sealed", "phone_sealed", "know_sealed"),
    ),
    "beneficiaries_household": ("id", "uuid", "unit_id", "key_id", "address_sealed"),
    "beneficiaries_membership": ("id", "starts_on", "person_id", "household_id", "role"),
    "beneficiaries_nametoken": ("token", "unit_id", "person_id"),
    "benchmark_plain": ("id", "county_id", "unit_id", "name"),
}


Rows = dict[str, list[tuple[object, ...]]]


@dataclass
class Filled:
    """One county of the register: its key and villages, and one person to look for."""

    county_key: str
    county_id: int
    unit_ids: list[int]
    number: int
    people: int
    asked: str = ""
    id_number: str = ""


def fill(people: int, counties: int) -> list[Filled]:
    """Fill so many counties with an equal share of the people; one process makes rows while another writes them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE benchmark_plain (id int, county_id int, unit_id int, name varchar(40))")
    places = [place(number, people // counties) for number in range(counties)]
    connection.close()
    filled = []
    with multiprocessing.get_context("fork").Pool(1) as pool:
        for of, rows in pool.imap(rows_of, places):
            for table, columns in TABLES.items():
                write(table, columns, rows[table])
            filled.append(of)
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX benchmark_plain_place ON benchmark_plain (county_id, unit_id, id)")
        cursor.execute("ANALYZE")
    return filled


def place(number: int, people: int) -> Filled:
    """A county with its villages and its key."""
    key, told = f"99{number:02}01", {"source": "benchmark"}
    county = Region.objects.create(key=key, name=f"某县{number}", short_name=key, kind=RegionKind.COUNTY, **told)
    units = [
        Region.objects.create(
            key=f"{key}{place:03}", name=f"村{place}", short_name=key, kind=RegionKind.VILLAGE, **told
        ).pk
        for place in range(VILLAGES)
    ]
    begin_key(key)
    return Filled(key, county.pk, units, number, people)


def rows_of(of: Filled) -> tuple[Filled, Rows]:
    """All rows of one county; ids go on where the county before ends."""
    maker = Maker(of, random.Random(of.number))
    for turn in range(of.people):
        maker.person(turn)
    maker.rows["beneficiaries_nametoken"].sort()
    return of, maker.rows


class Maker:
    """Makes the people of one county."""

    def __init__(self, of: Filled, dice: random.Random) -> None:
        self.of, self.dice, self.kept = of, dice, county_key(of.county_key)
        self.rows: Rows = {table: [] for table in TABLES}
        self.tokens: dict[str, int] = {}
        self.key_id = of.number * of.people * 2
        self.household_id = of.number * of.people

    def person(self, turn: int) -> None:
        """One more person; every third begins a household."""
        of, rows = self.of, self.rows
        pk, unit = of.number * of.people + turn + 1, of.unit_ids[turn * VILLAGES // of.people]
        name, number, uuid = self._name(), f"99{pk:016}", f"{self.dice.getrandbits(128):032x}"
        place = f"beneficiaries_person|name_sealed|{UUID(uuid)}"
        own, key_id = self._key()
        sealed = seal(own, name.encode(), place)
        code = number_code(of.county_key, "id", number)
        rows["beneficiaries_person"].append(
            (pk, uuid, of.county_id, key_id, f"2021-{pk:07}", sealed, 1, BORN, "resident", b"", code, b"", b"", b"")
        )
        if turn % 3 == 0:
            self._household(unit)
        rows["beneficiaries_membership"].append((pk, SINCE, pk, self.household_id, "成员"))
        rows["beneficiaries_nametoken"] += [(token, unit, pk) for token in self._tokens(name)]
        rows["benchmark_plain"].append((pk, of.county_id, unit, name))
        if turn % 1000 == 7:
            of.asked, of.id_number = name, number

    def _key(self) -> tuple[Key, int]:
        own = new_key(SM)
        self.key_id += 1
        wrapped = wrap(self.kept, own, f"data-key|{self.of.county_key}")
        self.rows["beneficiaries_datakey"].append((self.key_id, self.of.county_key, wrapped))
        return own, self.key_id

    def _household(self, unit: int) -> None:
        self.household_id += 1
        uuid = f"{self.dice.getrandbits(128):032x}"
        self.rows["beneficiaries_household"].append((self.household_id, uuid, unit, self._key()[1], b""))

    def _tokens(self, name: str) -> set[int]:
        parts = name_parts_of(name)
        for part in parts:
            if part not in self.tokens:
                self.tokens[part] = name_token(self.of.county_key, part)
        return {self.tokens[part] for part in parts}

    def _name(self) -> str:
        place = int(len(SURNAMES) * self.dice.random() ** 2)
        return SURNAMES[place] + "".join(self.dice.choice(GIVEN) for _ in range(1 if self.dice.random() < 0.25 else 2))


PARTS: dict[str, set[str]] = {}


def name_parts_of(name: str) -> set[str]:
    """The parts of a name, kept: many people share one."""
    if name not in PARTS:
        PARTS[name] = name_parts(name)
    return PARTS[name]


def write(table: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Write rows as quickly as the database takes them."""
    names = ", ".join(columns)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" for _ in columns)
        plain = (tuple(str(cell) if isinstance(cell, date) else cell for cell in row) for row in rows)
        connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", plain)
