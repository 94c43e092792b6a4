"""Beneficiaries 服务对象: persons, households, dated categories, who is responsible.

Owns Person, Household, their keys and name codes, what is dated of them, consents, changes and reveals.
Never holds what was done for a person (that is the ledger). May import: stations, ground.
"""
