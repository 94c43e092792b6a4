"""Phone 随身端: the worker's pages: today, people, one person.

Owns no fact. May import: statistics, work, ledger, registers, ground.
"""
