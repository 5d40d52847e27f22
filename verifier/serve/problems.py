"""Requests that are not answered as asked, and how a program is told: problem details, RFC 9457."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from verifier.errors import VerifierError
from verifier.reports import json

MEDIA_TYPE = "application/problem+json"

TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""What RFC 9110 calls these, which Python does from 3.13 on; the title of a problem is to be the same everywhere."""

LISTED = 50
"""Errors of a batch that a problem lists; the detail says how many there are."""


class RefusedError(VerifierError):
    """A request that is not answered as asked: with which status, what is wrong, and what to do."""

    def __init__(
        self, status: int, detail: str, *, errors: Sequence[str] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail
        self.errors = tuple(errors)[:LISTED]
        """A line for each thing that is wrong, where there are several."""
        self.headers = dict(headers or {})

    def as_object(self) -> dict[str, Any]:
        """The problem's members; `about:blank` says that the status is all there is to know of its kind."""
        plain: dict[str, Any] = {
            "type": "about:blank",
            "title": TITLES.get(self.status, self.status.phrase),
            "status": self.status.value,
            "detail": self.detail,
        }
        return plain | ({"errors": list(self.errors)} if self.errors else {})


def busy(seconds: float, what: str, status: int = 503) -> RefusedError:
    """The refusal of a request that may be made again after so many seconds."""
    wait = max(1, math.ceil(seconds))
    return RefusedError(status, f"{what}: try again in {wait} s", headers={"Retry-After": str(wait)})


def encoded(plain: Any) -> bytes:
    """Plain data as a line of JSON, in which nothing can be mistaken for a terminal's commands."""
    return json.line(plain).encode()


def respond(refused: RefusedError) -> Response:
    """The answer to a program."""
    return Response(encoded(refused.as_object()), refused.status, refused.headers, MEDIA_TYPE)
