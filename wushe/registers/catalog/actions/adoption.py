"""Write down by which service model a place works, from a day to a day."""

from datetime import date, timedelta

from django.db import transaction

from wushe.ground.accounts import audit
from wushe.ground.kit import clock
from wushe.ground.kit.errors import Refused
from wushe.registers.catalog.models import ModelAdoption
from wushe.registers.catalog.queries import service_model
from wushe.registers.stations.models import Region, RegionKind, View
from wushe.registers.stations.queries import Viewer, counties_under, county_of

#: Which kinds of places work by a model.
ADOPTERS = (RegionKind.PROVINCE, RegionKind.CITY, RegionKind.COUNTY, RegionKind.COVERAGE)
SOURCE_LENGTH = 200
DAY = timedelta(days=1)


@transaction.atomic
def adopt_model(
    viewer: Viewer, model_key: str, region: Region, *, starts_on: date | None, source: str
) -> ModelAdoption:
    """Write down that a place works by the newest version of a service model 采用服务模式.

    Takes: who keeps the register of the place (its administrator; the operator of the command line for any of its
    counties); the model's key; since when, None when that is not known; by whose word.
    An earlier version that the place works by ends the day before.
    Refuses: ``stations-not-keeper``, ``catalog-not-an-adopter``, ``catalog-unknown-model``,
    ``catalog-adoption-source``, ``catalog-adopted-already``, ``catalog-adoption-needs-day``,
    ``catalog-adoption-backwards``. Costs: about 8 queries; one adoption of the county at a time. One audit line.
    """
    county_key = _check_adopter(viewer, region)
    audit.lock_chain(county_key)
    model = service_model(model_key)
    if not source.strip() or len(source.strip()) > SOURCE_LENGTH:
        raise Refused("catalog-adoption-source", most=SOURCE_LENGTH)
    earlier = ModelAdoption.objects.filter(model__key=model_key, region=region, ends_on=None)
    for row in earlier.select_related("model"):
        _end_before(row, model.pk, starts_on)
    made = ModelAdoption.objects.create(model=model, region=region, starts_on=starts_on, source=source.strip())
    _tell("catalog.adopt_model", viewer, made, county_key, starts=str(starts_on or ""))
    return made


def _end_before(row: ModelAdoption, model_id: int, starts_on: date | None) -> None:
    """End an adoption that another one follows."""
    facts = {"place": row.region.name, "printed": row.model.printed}
    if row.model_id == model_id:
        raise Refused("catalog-adopted-already", **facts)
    if starts_on is None:
        raise Refused("catalog-adoption-needs-day", **facts)
    if row.starts_on is not None and starts_on <= row.starts_on:
        raise Refused("catalog-adoption-backwards", day=starts_on, first=row.starts_on)
    row.ends_on = starts_on - DAY
    row.save(update_fields=["ends_on"])


@transaction.atomic
def end_adoption(viewer: Viewer, adoption: ModelAdoption, ends_on: date) -> ModelAdoption:
    """Write down the last day on which a place works by a model, or an earlier one 结束采用.

    Refuses: ``stations-not-keeper``, ``catalog-adoption-backwards``, ``catalog-adoption-over`` (a longer one is a new
    one). Costs: about 6 queries. One audit line.
    """
    county_key = _check_adopter(viewer, adoption.region)
    audit.lock_chain(county_key)
    row = ModelAdoption.objects.select_related("model", "region").get(pk=adoption.pk)
    if row.starts_on is not None and ends_on < row.starts_on:
        raise Refused("catalog-adoption-backwards", day=ends_on, first=row.starts_on)
    if row.ends_on is not None and ends_on > row.ends_on:
        raise Refused("catalog-adoption-over", ends=row.ends_on)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    _tell("catalog.end_adoption", viewer, row, county_key, ends=str(ends_on))
    return row


def _check_adopter(viewer: Viewer, region: Region) -> str:
    """The audit chain of a place by which the viewer may say how it works; "" for one that holds several counties."""
    if region.kind not in ADOPTERS:
        raise Refused("catalog-not-an-adopter", name=region.name, kind=region.get_kind_display())
    home = county_of(region) if region.kind == RegionKind.COVERAGE else region
    if home.pk not in viewer.regions_for("regions.edit") and not _is_operator_of(viewer, home):
        raise Refused("stations-not-keeper")
    return home.key if home.kind == RegionKind.COUNTY else ""


def _is_operator_of(viewer: Viewer, region: Region) -> bool:
    """True for the command line and for loading, which act for a county, when the region holds that county."""
    if viewer.role != "operator":
        return False
    held = {pk for view in (View.STATUTORY, View.MANAGED) for pk in _counties(region, view)}
    return not viewer.counties_for("regions.edit").isdisjoint(held)


def _counties(region: Region, view: str) -> list[int]:
    return list(counties_under(region, view, clock.today()).values_list("pk", flat=True))


def _tell(verb: str, viewer: Viewer, row: ModelAdoption, county_key: str, **facts: str) -> None:
    told = {"place": row.region.key, "version": row.model.version} | facts
    target = f"catalog.service_model:{row.model.key}"
    audit.record(verb, target, actor=viewer.user, county_key=county_key, **told)
