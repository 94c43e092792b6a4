"""What is true of a person begins and ends: categories, and who looks after them 身份、责任人."""

from datetime import date, timedelta

from django.db import transaction

from wushe.ground.accounts.models import User
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.beneficiaries.actions.files import hold, tell
from wushe.registers.beneficiaries.models import Person, PersonCategory, Responsibility
from wushe.registers.beneficiaries.queries import categories, colleagues_at, own_files, spells_of
from wushe.registers.beneficiaries.rules import check_day, overlap
from wushe.registers.catalog.models import Category
from wushe.registers.stations.queries import Viewer


@transaction.atomic
def add_category(
    viewer: Viewer,
    person: Person,
    key: str,
    starts_on: date,
    *,
    basis: str,
    source: str = "",
    document: str = "",
    ends_on: date | None = None,
) -> PersonCategory:
    """A person is of a category from a day on 加身份, on some basis, as told by somebody.

    Takes: also the paper (its number is sealed), and the last day when it is over already.
    Refuses: ``beneficiaries-unknown-category``, ``beneficiaries-no-basis``, ``beneficiaries-dead``, as ``check_day``,
    ``beneficiaries-category-overlaps`` (the same category holds on one of the days). Costs: 7 queries.
    """
    held = hold(viewer, person)
    category = categories().get(key)
    if category is None:
        raise Refused("beneficiaries-unknown-category")
    if not basis.strip():
        raise Refused("beneficiaries-no-basis")
    _check_spell(viewer, held, category, starts_on, ends_on)
    row = PersonCategory.objects.create(  # type: ignore[misc]  # a sealed text is a property
        person=held,
        category=category,
        starts_on=starts_on,
        ends_on=ends_on,
        basis=basis.strip(),
        source=source.strip(),
        document=document.strip(),
    )
    tell(viewer, "add_category", held, category=key)
    return row


def _check_spell(viewer: Viewer, person: Person, category: Category, starts_on: date, ends_on: date | None) -> None:
    if person.died_on is not None and (ends_on is None or ends_on > person.died_on):
        raise Refused("beneficiaries-dead")
    check_day(starts_on, clock.today(), birth_on=person.birth_on)
    if ends_on is not None:
        check_day(ends_on, clock.today(), since=starts_on)
    for other in PersonCategory.objects.filter(person_id__in=own_files(viewer, person.pk), category=category):
        if overlap(starts_on, ends_on, other.starts_on, other.ends_on):
            raise Refused("beneficiaries-category-overlaps", name=category.name, starts=other.starts_on)


@transaction.atomic
def end_category(viewer: Viewer, person: Person, spell_id: int, ends_on: date) -> PersonCategory:
    """A category held for the last time on a day 结束身份; figures of earlier days keep it.

    Refuses: ``beneficiaries-unknown-spell``, ``beneficiaries-category-ended``, as ``check_day``. Costs: 5 queries.
    """
    held = hold(viewer, person)
    row = spells_of(viewer, held).filter(pk=spell_id).first()
    if row is None:
        raise Refused("beneficiaries-unknown-spell")
    if row.ends_on is not None:
        raise Refused("beneficiaries-category-ended", day=row.ends_on)
    check_day(ends_on, clock.today(), since=row.starts_on)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    tell(viewer, "end_category", held, category=row.category.key)
    return row


@transaction.atomic
def assign_responsible(viewer: Viewer, person: Person, user: User, on: date, *, alone: bool = True) -> Responsibility:
    """A colleague looks after a person from a day on 指定责任人; alone, those before no longer do 交接.

    Refuses: ``beneficiaries-not-a-colleague``, ``beneficiaries-already-responsible``, ``beneficiaries-dead``, as
    ``check_day`` (a hand-over not before the day the other began). Costs: about 7 queries.
    """
    held = hold(viewer, person)
    if held.died_on is not None:
        raise Refused("beneficiaries-dead")
    if not colleagues_at(viewer, clock.today()).filter(pk=user.pk).exists():
        raise Refused("beneficiaries-not-a-colleague")
    check_day(on, clock.today())
    mine = Responsibility.objects.filter(person_id__in=own_files(viewer, held.pk), ends_on=None)
    before = list(mine.order_by("pk"))
    if any(row.user_id == user.pk for row in before):
        raise Refused("beneficiaries-already-responsible", name=str(user))
    for row in before if alone else []:
        check_day(on, clock.today(), since=row.starts_on)
        row.ends_on = max(row.starts_on, on - timedelta(days=1))
        row.save(update_fields=["ends_on"])
    row = Responsibility.objects.create(person=held, user=user, starts_on=on)
    tell(viewer, "assign_responsible", held, user=user.pk, alone=alone)
    return row
