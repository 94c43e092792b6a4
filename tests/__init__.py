"""Tests of the whole house; tests of one room stand in the room."""
