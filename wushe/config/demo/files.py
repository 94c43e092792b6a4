"""What happens to files in the demo: consents, a move, a death, a file made twice and merged 档案."""

from datetime import date
from random import Random
from uuid import UUID

from wushe.config.demo.lives import Home, Life
from wushe.config.demo.past import local, moment
from wushe.config.demo.places import Places
from wushe.config.demo.staff import Member
from wushe.ledger.actions import merge_people
from wushe.registers.beneficiaries.actions import move_person, record_death, register_person
from wushe.registers.beneficiaries.models import Consent, Given, Person, Purpose, Reach
from wushe.registers.beneficiaries.queries import person as person_of
from wushe.registers.beneficiaries.rules import HomeDraft, PersonDraft, PersonFacts, age_on
from wushe.registers.stations.queries import Viewer

NOTICE = "2021年版"
CHILD = 14


def agree(homes: list[Home], persons: dict[int, Person], staff: dict[str, Member], seed: str) -> None:
    """Everybody served agreed to it when they were enrolled; for a child the head of the home did."""
    rng = Random(f"consents/{seed}")  # noqa: S311 - the same seed, the same consents
    served = [(home, life) for home in homes for life in home.lives if life.is_served]
    Consent.objects.bulk_create(_consent(rng, home, life, persons[life.pk], staff) for home, life in served)


def _consent(rng: Random, home: Home, life: Life, person: Person, staff: dict[str, Member]) -> Consent:
    since = life.enrolled_on
    row = Consent(
        uuid=UUID(int=rng.getrandbits(128), version=4),
        person=person,
        purpose=Purpose.SERVICE,
        reach=rng.choice((Reach.STATION, Reach.COUNTY)),
        given=rng.choice((Given.SIGNED, Given.SIGNED, Given.FINGERPRINT, Given.SPOKEN)),
        notice=NOTICE,
        starts_on=since,
        taken_by=next(m for m in staff.values() if home.unit_key in m.post.units and m.serves_on(since)).user,
    )
    if (age_on(life.birth_on, since) or 0) < CHILD:
        head = home.lives[0]
        row.guardian = f"{head.name}，祖辈" if head is not life else "家长，由班主任代收"
    return row


def happen(homes: list[Home], places: Places, staff: dict[str, Member], last: date, seed: int) -> None:
    """In the last days one person moved within the village, one who was looked after has died, one file was made twice.

    Whoever it is has no visit on those days that could say otherwise. Costs: about 80 queries.
    """
    rng = Random(f"files/{seed}")  # noqa: S311
    chen = staff["chen"].viewer
    with moment(local(last, 17)):
        lives = [(home, life) for home in homes for life in home.lives if life.categories]
        gone = [(home, life) for home, life in lives if life.left_on is not None and life.role == "户主"]
        alone = [(home, life) for home, life in lives if len(home.lives) == 1 and life.left_on is None]
        if gone:
            _home, life = gone[0]
            record_death(chen, _of(chen, life, last), life.left_on or last)
        if len(alone) > 1:
            (home, life), (twice, other) = alone[-1], alone[0]
            there = HomeDraft(unit_id=places.units[home.unit_key].pk, address=f"{home.address}（新屋）", role="户主")
            move_person(chen, _of(chen, life, last), there, last)
            _make_twice(rng, twice, other, places, staff, last)


def _make_twice(rng: Random, home: Home, life: Life, places: Places, staff: dict[str, Member], last: date) -> None:
    """A file made twice by a colleague of the one in charge, and merged by the lead the same evening."""
    colleague = next(
        m for m in staff.values() if m.serves_on(last) and m.post.units and home.unit_key not in m.post.units
    )
    facts = PersonFacts(name=life.name, sex=life.sex, birth_on=life.birth_on)
    there = HomeDraft(unit_id=places.units[home.unit_key].pk, address=home.address)
    form_id, merge_id = (UUID(int=rng.getrandbits(128), version=4) for _ in range(2))
    draft = PersonDraft(form_id, facts, there, last, although="本人说没在本站建过档")
    made = register_person(colleague.viewer, draft)
    chen = staff["chen"].viewer
    merge_people(
        chen, made, _of(chen, life, last), form_id=merge_id, reason="姓名、生日、住处相同，问过本人，是同一个人"
    )


def _of(viewer: Viewer, life: Life, on: date) -> Person:
    return person_of(viewer, life.uuid, on)
