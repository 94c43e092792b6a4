"""Boards and reports 看板与报表: station desk, county page, a figure and its records.

Owns no fact; reads only. May import: statistics, work, ledger, registers, ground.
"""
