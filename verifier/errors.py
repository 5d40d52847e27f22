"""The project's own errors, each with its exit code; raised where the fact is known, shown once by the CLI."""

from __future__ import annotations


class VerifierError(Exception):
    """Something the user can mend. The message names the file (and line), what is wrong, and what to do."""

    exit_code = 2


class InputError(VerifierError):
    """A claim, option or input file that can't be used."""


class DocumentError(InputError):
    """A document that can't be read; the others can."""


class ConfigError(VerifierError):
    """A configuration file with an unknown key or a value of the wrong type."""


class StoredIndexError(VerifierError):
    """The index is missing, empty, damaged or of another version."""

    exit_code = 3
