"""The county asks for two files: one is open and was read, one waits for the lead 档案调阅."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from uuid import UUID

from wushe.config.demo.lives import Home, Life
from wushe.config.demo.past import local, moment
from wushe.config.demo.places import Places
from wushe.config.demo.staff import Member
from wushe.registers.beneficiaries.models import Why
from wushe.work.disclosures.actions import ask_for_file, grant_file, read_file, reveal_number, search_county
from wushe.work.disclosures.models import FileRequest, Purpose

OPEN_DAYS = 14
COMPLAINT = "群众来信说好久没人上门，核对最近的走访经过"
AID = "临时救助复核，核对住址和家庭成员是否一致"


def write_disclosures(homes: list[Home], places: Places, staff: dict[str, Member], last: date, rng: Random) -> None:
    """Write one request that was granted, read, and two numbers looked at, and one that waits."""
    officer, lead = staff["wang"].viewer, staff["chen"].viewer
    one, two = rng.sample(list(_with_phone(homes, last)), 2)
    with _at(last - timedelta(days=2), 10):
        search_county(officer, one.name)
        opened = _ask(staff["wang"], places, one, Purpose.COMPLAINT, COMPLAINT, rng)
    with _at(last - timedelta(days=1), 9):
        grant_file(lead, opened, days=OPEN_DAYS)
    for hour, reason in ((11, Why.CALL), (15, Why.IDENTITY)):
        with _at(last - timedelta(days=1), hour):
            read_file(officer, opened)
            reveal_number(officer, opened, field="phone", reason=reason)
    with _at(last, 16):
        search_county(officer, two.name)
        _ask(staff["wang"], places, two, Purpose.AID, AID, rng)


def _ask(officer: Member, places: Places, life: Life, purpose: Purpose, words: str, rng: Random) -> FileRequest:
    uuid = UUID(int=rng.getrandbits(128), version=4)
    return ask_for_file(officer.viewer, life.pk, places.station.pk, purpose=purpose, words=words, uuid=uuid)


def _with_phone(homes: list[Home], on: date) -> Iterator[Life]:
    """Those who are looked after on the day and have a telephone."""
    return (life for home in homes for life in home.lives if life.phone and life.categories_on(on))


@contextmanager
def _at(day: date, hour: int) -> Iterator[None]:
    with moment(local(day, hour)):
        yield
