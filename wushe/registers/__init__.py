"""Registers 名册: who, where, what is offered."""
