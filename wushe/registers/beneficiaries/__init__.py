"""Beneficiaries 服务对象: persons, households, dated categories, who is responsible.

Owns Person, Household, Membership, PersonCategory, RiskLevel, Responsibility.
Never holds what was done for a person (that is the ledger). May import: stations, ground.
"""
