"""Benchmarks: speed and durability, measured against a named baseline in the same run. Not part of the wheel."""
