"""Doors 门: where people come in; they own almost nothing."""
