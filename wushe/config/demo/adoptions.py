"""Which service models the three places work by, as their articles say 服务模式."""

from datetime import date

from wushe.registers.catalog.actions import adopt_model
from wushe.registers.stations.models import Region
from wushe.registers.stations.queries import operator

#: By county whose operator writes it down: the model, the place that took it up, and where that is printed.
ADOPTED = {
    "460203": (("1-1-5-x", "4602", "据南海网"),),
    "330521": (("1-3-3x-n", "330521", "据浙江省民政厅"), ("one-platform-three-plans", "330521", "据浙江省民政厅")),
    "530302": (("one-two-three-years", "5303", "据《曲靖日报》"),),
}


def adopt(county: Region, on: date) -> None:
    """Write down the models of a county's place; the articles print no first day. Costs: about 10 queries a model."""
    viewer = operator(county, on)
    for model_key, place_key, source in ADOPTED[county.key]:
        adopt_model(viewer, model_key, Region.objects.get(key=place_key), starts_on=None, source=source)
