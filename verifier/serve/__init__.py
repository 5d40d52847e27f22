"""Verdicts over HTTP: for programs as JSON, for people as a page; how a verdict comes to be is not known here."""
