"""Load the catalog, load a service model, write down who works by it: one verb, one transaction, one audit line."""

from wushe.registers.catalog.actions.adoption import adopt_model, end_adoption
from wushe.registers.catalog.actions.loading import DEFINITIONS, load_catalog, load_model

__all__ = ["DEFINITIONS", "adopt_model", "end_adoption", "load_catalog", "load_model"]
