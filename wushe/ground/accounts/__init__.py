"""Accounts and audit 账号与审计: who logs in, and one line for each thing done.

Owns User and AuditEntry. Knows no word of the field: who may see which station stands in
``stations``. Never updates or deletes an audit line. May import: kit.
"""
