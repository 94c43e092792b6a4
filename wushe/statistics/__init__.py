"""Statistics 统计: measures, counting, provenance.

Every figure that leaves a room is made here, from ledger rows, with the query that repeats it and the
records that make it. Owns no table. Never writes. May import: work, ledger, registers, ground.
"""
