"""Ledger 服务台账: every service given, written once, never changed.

Owns ServiceEvent, Attendance, EventWorker, ClosedPeriod and IdentityEntry, all append-only in the database itself.
A mistake is answered by new rows (reversal 撤销, amendment 更正). Never counts. May import: registers, ground.
"""
