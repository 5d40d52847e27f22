"""A line for each request, for whoever runs the service; no claim, no query and no token is in it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

from verifier.reports import json
from verifier.reports.printable import printable

LONGEST_PATH = 120
"""Characters: a path that nobody asked for is a client's own words."""


class Log:
    """Lines on standard error: words, or an object of JSON each."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False) -> None:
        self._as_json = as_json
        self._quiet = quiet

    def request(self, client: str, method: str, path: str, status: int, seconds: float) -> None:
        """A request that was answered; status 0 if its client left before the answer's end, or the answer was broken off."""
        if self._quiet:
            return
        shown = path if len(path) <= LONGEST_PATH else path[:LONGEST_PATH] + "…"
        if self._as_json:
            self._write(
                {
                    "time": _now(),
                    "client": client,
                    "method": method,
                    "path": shown,
                    "status": status,
                    "seconds": round(seconds, 4),
                }
            )
        else:
            self._write(f"{_now()} {client} {method} {shown} {status} {seconds * 1000:.0f} ms")

    def message(self, text: str) -> None:
        """What else happens: problems, and what the service does of itself."""
        if self._as_json:
            self._write({"time": _now(), "message": text})
        else:
            self._write(text)

    def _write(self, said: str | dict[str, Any]) -> None:
        sys.stderr.write(printable(said) + "\n" if isinstance(said, str) else json.line(said))
        sys.stderr.flush()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
