"""Visits 走访: rules, who is due, the visit record, the contact attempt.

Owns VisitRule, Visit and ContactAttempt. A call that met nobody is an attempt, not a visit.
The due list reads the ledger, so any contact in an allowed mode satisfies a rule. May import: needs,
safeguarding, ledger, registers, ground.
"""
