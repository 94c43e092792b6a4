"""Figures are right: a second calculator, written apart, finds the same ones."""
