"""What a request asks: its body read within limits, and claims with their dates made of it; nothing is checked here."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import ClientDisconnect, Request

from verifier.batch import reading
from verifier.batch.records import Row
from verifier.config import nearest
from verifier.errors import InputError
from verifier.records import Claim, Record
from verifier.reports.words import counted
from verifier.serve.limits import FORM_CLAIMS, MOST_PASSAGES, Limits
from verifier.serve.problems import RefusedError

FIELDS = ("claim", "date", "k")

FORMS = {
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/json": "json",
    "text/csv": "csv",
    "text/plain": "lines",
}
"""By media type, how the claims of a batch are written: a name that `reading.parse` knows. YAML is not among them: a few
lines of it can mean billions."""

CLOSE = {"Connection": "close"}
"""For answers to a request that was not read to its end: what is left of it must not be taken for the next."""


class Question(Record, frozen=True, kw_only=True):
    """A claim, and how many passages to hold it against (None: as configured)."""

    claim: Claim
    k: int | None = None


async def body(request: Request, limits: Limits) -> bytes:
    """The request's body. Raises RefusedError for one that is too large, or does not come."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limits.body:
        raise _too_large(limits)
    read = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            async for piece in request.stream():
                read += piece
                if len(read) > limits.body:
                    raise _too_large(limits)
    except TimeoutError:
        raise RefusedError(
            408, f"the request did not arrive within {limits.seconds:g} s: send it again", headers=CLOSE
        ) from None
    except ClientDisconnect:
        raise RefusedError(400, "the request was broken off", headers=CLOSE) from None
    return bytes(read)


def media_type(request: Request, known: Sequence[str]) -> str:
    """The media type of the request's body. Raises RefusedError if it is none of those that are known."""
    said = request.headers.get("content-type", "")
    found = said.partition(";")[0].strip().lower()
    if found not in known:
        raise RefusedError(415, f"Content-Type is {found or 'missing'}: send {' or '.join(known)}")
    return found


def of_json(sent: bytes) -> Question:
    """The question in a JSON object."""
    try:
        given = msgspec.json.decode(sent)
        twice = reading.JSON.decode(sent.decode())
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise RefusedError(400, f'the body is not JSON ({reason}): send {{"claim": "…"}}') from error
    if isinstance(twice, ValueError):
        raise RefusedError(422, str(twice))
    if not isinstance(given, dict):
        raise RefusedError(422, 'the body is not an object: send {"claim": "…"}')
    return _question(given)


def of_query(parameters: Sequence[tuple[str, str]]) -> Question:
    """The question in a query string."""
    given: dict[str, Any] = _once(parameters)
    if "k" in given:
        given["k"] = _number(given["k"])
    return _question(given)


def of_form(sent: bytes) -> dict[str, str]:
    """The fields of a form, each once."""
    try:
        parsed = parse_qsl(sent.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10)
    except ValueError as error:
        raise RefusedError(400, f"the form can't be read ({error})") from error
    return _once(parsed)


def of_page(fields: Mapping[str, str]) -> list[Question]:
    """The questions of the page's form: a claim a line."""
    lines = [line.strip() for line in fields.get("claim", "").splitlines() if line.strip()]
    if not lines:
        raise RefusedError(422, "There is no claim yet: write a statement to check, such as “250 prisoners freed”.")
    if len(lines) > FORM_CLAIMS:
        raise RefusedError(413, f"These are {len(lines)} lines, the most is {FORM_CLAIMS}: check them in parts.")
    return [_question({"claim": line, "date": fields.get("date", "")}) for line in lines]


def rows(sent: bytes, media: str, limits: Limits) -> list[Row]:
    """The claims of a batch. Raises RefusedError that names each row that can't be read; then none is checked."""
    try:
        found, problems = reading.parse(sent, "the body", FORMS[media])
    except InputError as error:
        raise RefusedError(422, str(error)) from error
    if problems:
        count = f"{counted(len(problems), 'row')} can't be read, so none was checked"
        raise RefusedError(
            422, f"{count}: mend what `errors` names and send all again", errors=list(map(str, problems))
        )
    if len(found) > limits.claims:
        raise RefusedError(413, f"the batch has {len(found):,} claims, the most is {limits.claims:,}: send it in parts")
    return found


def passages(given: str | None) -> int | None:
    """The parameter `k` of a batch."""
    return None if given is None else _passages(_number(given))


def _question(given: Mapping[str, Any]) -> Question:
    for key in given:
        if key not in FIELDS:
            raise RefusedError(422, f"{key!r} is no field of a question; {nearest(key, FIELDS)}")
    if given.get("claim") in (None, ""):
        raise RefusedError(422, "no `claim` is given: send a statement to check, such as “250 prisoners freed”")
    try:
        asked = reading.row({key: given.get(key) for key in ("claim", "date")}, line=1).claim
    except (ValueError, InputError) as error:
        raise RefusedError(422, str(error)) from error
    return Question(claim=asked, k=_passages(given.get("k")))


def _passages(given: Any) -> int | None:
    if given is None or (type(given) is int and 1 <= given <= MOST_PASSAGES):
        return given
    raise RefusedError(422, f"k: expected a whole number from 1 to {MOST_PASSAGES}, found {str(given)[:40]!r}")


def _number(given: str) -> int | str:
    """The whole number that is written there; what is none, or one of too many digits to be meant, as it is."""
    return int(given) if given.isdecimal() and len(given) < 10 else given


def _once(parameters: Sequence[tuple[str, str]]) -> dict[str, str]:
    given = dict(parameters)
    if len(given) < len(parameters):
        raise RefusedError(422, "a field is given twice: give each once")
    return given


def _too_large(limits: Limits) -> RefusedError:
    return RefusedError(413, f"the request is larger than {limits.body:,} bytes: send it in parts", headers=CLOSE)
