"""Find persons by a part of the name, its initials, a number or a file number 查人.

The database knows only keyed codes. They give candidates; the names of candidates are opened and compared, and who
lives where on the day is asked of the register, so that the index may be coarse and is never the judge.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice

from django.db.models import Q, QuerySet

from wushe.ground.kit.batches import batched, doubling
from wushe.registers.beneficiaries.index import name_token, number_code
from wushe.registers.beneficiaries.models import NameToken, Person
from wushe.registers.beneficiaries.queries.people import those_here
from wushe.registers.beneficiaries.rules import answers, asked_parts, tidy
from wushe.registers.stations.models import Region, Station
from wushe.registers.stations.queries import Viewer

#: How many are found at most, and how many candidates are opened for it: a page, never the register.
MOST_FOUND = 300
MOST_OPENED = 3000
AT_ONCE = 60
FIRST_VILLAGES = 8
#: From so many digits on, a number is a number and not a house.
LEAST_DIGITS = 6


def search(viewer: Viewer, text: str, on: date) -> QuerySet[Person]:
    """Persons a viewer asked for, by id, each with the key: at most ``MOST_FOUND`` of them.

    Costs: as ``found``, and 1 query.
    """
    ids = [person.pk for person in islice(found(viewer, text, on), MOST_FOUND)]
    return Person.objects.filter(pk__in=ids).select_related("key").order_by("pk")


def found(viewer: Viewer, text: str, on: date) -> Iterator[Person]:
    """Persons whose name, number or file number was typed, village by village, as long as one asks for more.

    Takes: one or two characters, initials or pinyin, a number of at least six digits, a file number; nothing gives
    everybody. Gives: persons with their key. Costs: 1 query for 8 villages, 4
    for 100; 1 for each 60 candidates; 5 for a number.
    """
    counties = counties_of(viewer)
    if is_number(text):
        yield from _by_number(viewer, counties, text, on)
        return
    for candidates in batched(islice(_candidates(viewer, counties, text), MOST_OPENED), AT_ONCE):
        seen = {person.pk: person for person in those_here(viewer, candidates, on)}
        yield from (seen[pk] for pk in candidates if pk in seen and answers(seen[pk].name, text))


def is_number(text: str) -> bool:
    """True if what was typed is a number to look up whole."""
    return sum(letter.isdigit() for letter in text) >= LEAST_DIGITS


def counties_of(viewer: Viewer) -> list[str]:
    """Keys of the counties a viewer has people in. Costs: 1 query."""
    at = Station.objects.filter(pk__in=viewer.station_ids).values("county_id")
    return list(Region.objects.filter(Q(pk__in=at) | Q(pk__in=viewer.county_ids)).values_list("key", flat=True))


def _by_number(viewer: Viewer, counties: list[str], text: str, on: date) -> Iterator[Person]:
    ids: set[int] = set()
    for kind, column in (("id", "id_index"), ("phone", "phone_index")):
        codes = [number_code(county, kind, text) for county in counties]
        ids |= set(Person.objects.filter(**{f"{column}__in": codes}).values_list("pk", flat=True))
    ids |= set(Person.objects.filter(county__key__in=counties, file_number=tidy(text)).values_list("pk", flat=True))
    yield from those_here(viewer, ids, on)


def _candidates(viewer: Viewer, counties: list[str], text: str) -> Iterator[int]:
    """Ids of persons with one of the codes, in order of village and id.

    A few villages are asked, then twice as many, and so on: PostgreSQL sorts all it may find before it gives the first,
    and a page ends in the first villages. Costs: 1 query for 8 villages, 4 for 100.
    """
    tokens = [name_token(county, part) for county in counties for part in asked_parts(text)]
    for units in doubling(sorted(viewer.unit_ids), FIRST_VILLAGES):
        rows = NameToken.objects.filter(token__in=tokens, unit_id__in=units).order_by("unit_id", "person_id")
        for person_id, _same in groupby(rows.values_list("person_id", flat=True).iterator(AT_ONCE)):
            yield person_id  # once, though several codes may lead to the same person
