"""Who is let in: the secrets that a client shows, where they are read from, and the sessions that people get for them."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner

from verifier.errors import InputError

VARIABLE = "VERIFIER_TOKEN"

SHORTEST = 16
"""Characters: of random letters and digits, more than anyone can try."""

SESSION_SECONDS = 12 * 3600
"""A working day: how long a browser stays signed in."""


class Tokens:
    """Secrets of which any opens the service; there may be none."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        self._digests = [_digest(secret) for secret in secrets]
        self._signers = [
            TimestampSigner(digest, salt=b"verify session", key_derivation="hmac", digest_method=hashlib.sha256)
            for digest in self._digests
        ]

    def __bool__(self) -> bool:
        return bool(self._digests)

    def admit(self, given: str) -> bool:
        """Whether this is one of the secrets; how long it takes says nothing of them."""
        return self._index(given) is not None

    def session(self, given: str) -> str:
        """What a browser that has shown this secret keeps instead of it: signed, and good for SESSION_SECONDS."""
        place = self._index(given)
        return "" if place is None else self._signers[place].sign(b"in").decode()

    def know(self, session: str) -> bool:
        """Whether this is a session that was given for a secret which still holds, and not too long ago."""
        return any(_is_signed(signer, session) for signer in self._signers)

    def _index(self, given: str) -> int | None:
        digest = _digest(given)
        same = [hmac.compare_digest(digest, known) for known in self._digests]
        return same.index(True) if any(same) else None


def read(file: Path | None, environment: MutableMapping[str, str] = os.environ) -> Tokens:
    """The tokens in a file, one a line, or else in the environment, from which it is taken so that no child has it.

    Raises InputError, which never shows any of a token, for a file that can't be read and for a token of too few
    characters or of others than a header can hold.
    """
    given = environment.pop(VARIABLE, None)
    if file is None:
        return Tokens() if given is None else Tokens(_checked(given, VARIABLE))
    if given is not None:
        raise InputError(f"{file}: {VARIABLE} is set as well: give the token in one place")
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise InputError(f"{file}: is not UTF-8 text") from None
    return Tokens(_checked(text, str(file)))


def _checked(text: str, name: str) -> list[str]:
    secrets = [line.strip() for line in text.splitlines() if line.strip()]
    if not secrets:
        raise InputError(f"{name}: has no token: write one of at least {SHORTEST} random letters and digits")
    for number, secret in enumerate(secrets, 1):
        which = f"{name}:{number}" if len(secrets) > 1 else name
        if len(secret) < SHORTEST:
            raise InputError(f"{which}: the token is too short: use at least {SHORTEST} random letters and digits")
        if not (secret.isascii() and secret.isprintable() and " " not in secret):
            raise InputError(f"{which}: the token has a blank or a letter that is not ASCII: use letters and digits")
    return secrets


def _digest(secret: str) -> bytes:
    """Of one length for every secret, so that comparing takes the same time."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _is_signed(signer: TimestampSigner, session: str) -> bool:
    try:
        signer.unsign(session, max_age=SESSION_SECONDS)
    except BadSignature:
        return False
    return True
