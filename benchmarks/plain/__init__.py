"""The baseline: the same services in plain normalised tables, as a first Django app would keep them."""
