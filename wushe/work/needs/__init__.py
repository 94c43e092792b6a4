"""Needs 需求: what a person lacks, found by anybody, answered later.

Owns Need. Whoever finds a need creates it downward. May import: ledger, registers, ground.
"""
