"""Safeguarding 强制报告: a child in danger is reported at one tap; the report cannot be deleted.

Owns MandatoryReport and ReportEntry, append-only in the database. Never asks for consent, never waits
for verification. May import: ledger, registers, ground.
"""
