"""Whatever bytes are sent, the answer is a verdict or a refusal that explains itself, never a mistake of the service."""

from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serve.service import TOKEN, Running, StandIn
from verifier.serve import answers
from verifier.serve.questions import FORMS
from verifier.serve.tokens import Tokens

ODD = st.one_of(
    st.text(max_size=80),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(["2026-03-19", "0001-01-01", "9999-12-31", "\ud800", "\0", "[" * 2000, "٣", "1e999", "=cmd()"]),
)
JSON = st.recursive(
    ODD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.dictionaries(st.sampled_from(["claim", "date", "k", "id", "speaker", "expect", "x"]), JSON, max_size=5)


@pytest.fixture(scope="module")
def service() -> Running:
    return Running(StandIn())


def encoded(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except (UnicodeEncodeError, OverflowError):
        return repr(value).encode("utf-8", "surrogatepass")


def assert_answered(answer: Any) -> None:
    """A verdict, or a problem with the service's own words; nothing else."""
    assert answer.status_code in (200, 400, 401, 403, 404, 405, 413, 415, 421, 422)
    if answer.status_code != 200:
        assert msgspec.json.decode(answer.content, type=answers.Problem).detail
    assert not set("\x1b\x9b\u202e\u2066") & set(answer.text)


quickly = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@quickly
@given(body=st.one_of(st.binary(max_size=300), FIELDS.map(encoded), JSON.map(encoded)))
def test_a_question(service: Running, body: bytes) -> None:
    assert_answered(service.client.post("/verify", content=body, headers={"content-type": "application/json"}))


@quickly
@given(
    media=st.sampled_from(sorted(FORMS)),
    body=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
        st.lists(FIELDS, max_size=4).map(encoded),
    ),
)
def test_a_batch(service: Running, media: str, body: bytes) -> None:
    assert_answered(service.client.post("/batch", content=body, headers={"content-type": media}))


@quickly
@given(
    query=st.one_of(
        st.binary(max_size=200),
        st.lists(st.tuples(st.sampled_from(["claim", "date", "k", "x"]), st.text(max_size=30)), max_size=4),
    )
)
def test_a_query(service: Running, query: Any) -> None:
    text = (
        quote(query, safe="%&=+;")
        if isinstance(query, bytes)
        else "&".join(f"{name}={quote(value.encode('utf-8', 'replace'), safe='')}" for name, value in query)
    )
    assert_answered(service.client.get(f"/verify?{text}"))


@quickly
@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(lambda text: f"claim={text}&date={text}".encode("utf-8", "replace")),
    )
)
def test_a_form(service: Running, body: bytes) -> None:
    answer = service.client.post("/", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code in (200, 400, 413, 422)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not set("\x1b\x9b\u202e\u2066") & set(answer.text)


@quickly
@given(
    name=st.sampled_from(
        [
            "host",
            "authorization",
            "cookie",
            "origin",
            "sec-fetch-site",
            "content-type",
            "content-length",
            "accept",
            "x-forwarded-for",
        ]
    ),
    value=st.binary(max_size=60),
)
def test_a_header(service: Running, name: str, value: bytes) -> None:
    answer = service.client.get("/verify?claim=one", headers={name: value})
    assert_answered(answer)


@quickly
@given(st.text(max_size=60), st.binary(max_size=60))
def test_a_token_and_a_session(text: str, given_bytes: bytes) -> None:
    tokens = Tokens([TOKEN])
    assert tokens.admit(text) is (text == TOKEN)
    assert not tokens.know(text)
    assert not tokens.know(given_bytes.decode("latin-1"))


@quickly
@given(path=st.text(max_size=60))
def test_a_path(service: Running, path: str) -> None:
    assert service.client.get("/" + quote(path.encode("utf-8", "replace"), safe="/")).status_code in (
        200,
        404,
        405,
        422,
    )
