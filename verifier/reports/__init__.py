"""Verdicts as what a user or a program reads; one module a format, and nothing is decided here."""
