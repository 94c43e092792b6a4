"""The same day and seed give the same rows; another day or seed gives others."""

import hashlib
from datetime import date

import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.db import models, transaction

from wushe.config.demo import PLACES, load
from wushe.ground.kit.sealed import Opened, SealedField
from wushe.ledger.models import ServiceEvent
from wushe.registers.beneficiaries.models import PersonCategory, PersonChange, Reveal, RiskLevel

TODAY = date(2021, 7, 5)
LIUDAO = ("liudao",)
BY_ID = {"asked_by", "to", "request"}  # facts of an audit line that name a row by its id
#: Their id says for which row something is sealed, and names it nowhere else.
SEALED_FOR_THEMSELVES = (PersonCategory, PersonChange, Reveal, RiskLevel)


def columns(model):
    # A ledger's digest and an audit line may name a row by its id, and ids go on counting after a rollback. A key, and
    # what is sealed or hashed under it, is never the same twice: of sealed columns the text counts.
    left_out = {"digest", "target", "wrapped", "prev", "hash", "seal"}
    left_out |= {"uuid"} if model in SEALED_FOR_THEMSELVES else set()
    return [
        field
        for field in model._meta.fields
        if not field.primary_key and field.name not in left_out and not isinstance(field, SealedField)
    ]


def value_of(row, field, places):
    """What stands in a column: for another row its place among its kind, for facts those without an id."""
    kept = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        return places[field.related_model].get(kept)
    if isinstance(field, models.JSONField) and isinstance(kept, dict):
        return {name: told for name, told in kept.items() if name not in BY_ID}
    return kept


def content(model, places):
    texts = [name for name, kept in vars(model).items() if isinstance(kept, Opened)]
    for row in model._default_manager.order_by("pk"):
        values = [value_of(row, field, places) for field in columns(model)]
        yield values + [getattr(row, name) for name in texts]


def digest_of_all_tables():
    ours = [model for model in apps.get_models() if model.__module__.startswith("wushe.")]
    places = {
        model: {
            pk: place for place, pk in enumerate(model._default_manager.order_by("pk").values_list("pk", flat=True))
        }
        for model in ours
    }
    return {
        model.__name__: hashlib.sha256("\n".join(map(str, content(model, places))).encode()).hexdigest()
        for model in ours
    }


def digests(today, seed, places=LIUDAO):
    with transaction.atomic():
        load(today=today, seed=seed, persons=30, places=places)
        found = digest_of_all_tables()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_the_same_day_and_seed_give_the_same_rows_in_every_table():
    autumn = date(2021, 10, 5)
    assert digests(autumn, 7, PLACES) == digests(autumn, 7, PLACES)


@pytest.mark.django_db
def test_another_seed_or_day_gives_other_people_or_services():
    usual, other_seed, other_day = digests(TODAY, 7), digests(TODAY, 8), digests(date(2021, 7, 6), 7)
    assert usual["Person"] != other_seed["Person"]
    assert usual["ServiceEvent"] != other_day["ServiceEvent"]


@pytest.mark.django_db
def test_a_day_on_which_the_figures_cannot_hold_yet_is_refused_and_nothing_is_written():
    with pytest.raises(CommandError, match="2021-10-01"):
        load(today=date(2021, 9, 30))
    assert not ServiceEvent.objects.exists()


@pytest.mark.django_db
def test_one_station_alone_needs_three_months_of_history():
    with pytest.raises(CommandError, match="2021-04-01"):
        load(today=date(2021, 3, 31), places=LIUDAO)


@pytest.mark.django_db
def test_the_progress_goes_up_to_all_there_is():
    steps = []
    load(today=date(2021, 4, 2), persons=24, places=LIUDAO, progress=lambda done, total: steps.append((done, total)))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1]
