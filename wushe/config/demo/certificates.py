"""Who holds a certificate 持证人员: 1800 and some in 德清, 405 in 曲靖, and which communities they look after.

Most serve at no station: they work in communities, agencies and offices. All names are invented.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from wushe.config.demo import words
from wushe.config.demo.deqing import COUNTY as DEQING
from wushe.config.demo.places import INVENTED, Places
from wushe.config.demo.qujing import CITY, ZONE
from wushe.config.demo.staff import Member
from wushe.registers.stations.models import Region, RegionKind, RegionLink, View
from wushe.registers.workforce.models import (
    Assignment,
    Certificate,
    CertificateKind,
    CertificateLevel,
    Posting,
    Worker,
)

DEQING_HOLDERS = 1832
#: How many holders are registered in each county of 曲靖 and in the zone: 405.
QUJING_HOLDERS = {
    "530302": 84,
    "530303": 39,
    "530304": 36,
    "530322": 50,
    "530323": 24,
    "530324": 36,
    "530325": 32,
    "530326": 38,
    "530381": 54,
    ZONE: 12,
}
ISSUER = "人力资源和社会保障部、民政部"
FIRST_EXAM, EXAMS = 2009, 12
POSTED_FROM = date(2021, 5, 1)
#: One of so many communities has nobody yet, and one of so many shares its worker with the next.
GAP, SHARED = 15, 9


class Roster:
    """Makes holders from one stream of chance."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(f"certificates/{seed}")  # noqa: S311 - the same seed, the same holders
        self.certificates: list[Certificate] = []

    def holders(self, region: Region, count: int, known: list[Worker], surnames: str) -> list[Worker]:
        """So many holders registered in a region; those who work at its stations are among them."""
        named = [self._name(surnames) for _ in range(count - len(known))]
        made = Worker.objects.bulk_create(Worker(name=name, called=f"{name[0]}社工") for name in named)
        workers = [*known, *made]
        self.certificates += [self._certificate(worker, region, self._level()) for worker in workers]
        return workers

    def second(self, worker: Worker, region: Region) -> None:
        """One level more for somebody."""
        own = next(row for row in self.certificates if row.worker is worker)
        is_first = own.level == CertificateLevel.ASSISTANT
        level = CertificateLevel.SOCIAL_WORKER if is_first else CertificateLevel.ASSISTANT
        self.certificates.append(self._certificate(worker, region, level))

    def save(self) -> None:
        """Write all certificates. Costs: 1 query per batch of rows."""
        Certificate.objects.bulk_create(self.certificates)

    def _certificate(self, worker: Worker, region: Region, level: str) -> Certificate:
        year = FIRST_EXAM + self.rng.randrange(EXAMS)
        return Certificate(  # type: ignore[misc]  # a sealed text is a property
            uuid=UUID(int=self.rng.getrandbits(128), version=4),
            worker=worker,
            kind=CertificateKind.SOCIAL_WORK,
            level=level,
            number=f"演示{year}{self.rng.randrange(10**8):08d}",
            issuer=ISSUER,
            issued_on=date(year, 6, 1) + timedelta(days=self.rng.randrange(120)),
            registered_in=region,
        )

    def _level(self) -> str:
        return self.rng.choices((CertificateLevel.ASSISTANT, CertificateLevel.SOCIAL_WORKER), (78, 22))[0]

    def _name(self, surnames: str) -> str:
        first, second = self.rng.choice(words.WORKERS), self.rng.choice(words.WORKERS)
        return f"{self.rng.choice(surnames)}{first[0]}{second[1]}"


def certify_deqing(staff: dict[str, Member], seed: int) -> None:
    """Write the holders of 德清; all workers of its stations are certified. Costs: 1 query per batch of rows."""
    known = [member.worker for member in staff.values() if member.worker is not None]
    roster = Roster(seed)
    roster.holders(Region.objects.get(key=DEQING), DEQING_HOLDERS, known, words.ZHEJIANG)
    roster.save()


def certify_qujing(stations: list[Places], staff: dict[str, Member], seed: int) -> None:
    """Write the holders of 曲靖, who of them works at the other stations, and who looks after which community.

    Costs: about 20 queries.
    """
    roster = Roster(seed)
    regions = Region.objects.in_bulk(list(QUJING_HOLDERS), field_name="key")
    own = [member.worker for member in staff.values() if member.worker is not None]
    manned = {member.post.at for member in staff.values()}
    communities = _communities()
    for key, count in QUJING_HOLDERS.items():
        known = own if key == "530302" else []
        workers = roster.holders(regions[key], count, known, words.YUNNAN)
        for worker in workers[len(known) :][: 2 if key in ("530302", "530381", ZONE) else 1]:
            roster.second(worker, regions[key])
        free = workers[len(known) :]
        _post(free, [places for places in stations if places.county.key == key and places.station.key not in manned])
        Assignment.objects.bulk_create(_assignments(workers, communities.get(key, [])))
    roster.save()


def _post(workers: list[Worker], stations: list[Places]) -> None:
    Posting.objects.bulk_create(
        Posting(worker=worker, station=places.station, starts_on=POSTED_FROM)
        for worker, places in zip(workers, stations, strict=False)
    )


def _communities() -> dict[str, list[Region]]:
    """The communities by key of the county or of the zone that manages them, in key order. Costs: 3 queries."""
    towns = RegionLink.objects.filter(view=View.MANAGED, parent__in=_counties_and_zone())
    above = {link.child_id: link.parent.key for link in towns.select_related("parent")}
    links = RegionLink.objects.filter(view=View.MANAGED, parent__in=above, child__kind=RegionKind.COMMUNITY)
    found: dict[str, list[Region]] = {}
    for link in links.select_related("child").order_by("child__key"):
        found.setdefault(above[link.parent_id], []).append(link.child)
    return found


def _counties_and_zone() -> list[int]:
    rows = RegionLink.objects.filter(view=View.MANAGED, parent__key=CITY)
    return list(rows.values_list("child_id", flat=True))


def _assignments(workers: list[Worker], communities: list[Region]) -> Iterator[Assignment]:
    """Each community has a worker, but for some; some workers look after two that lie side by side."""
    turn = 0
    for place, unit in enumerate(communities):
        if place % GAP == GAP - 1:
            continue
        yield Assignment(
            worker=workers[turn % len(workers)], unit=unit, starts_on=date(2021, 6, 1), source=f"{INVENTED}"
        )
        turn += place % SHARED != 0
