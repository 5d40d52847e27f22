"""A short run of every fuzzing target: nothing but the project's own errors, for changed samples and for any text at all.

`benchmarks/fuzz.py` makes the long one.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.samples import TOKENS, changed, samples
from tests.fuzz.targets import TARGETS

SLOW = (
    "document_html",
    "document_htm",
    "document_pdf",
    "document_docx",
    "draft_docx",
    "query",
    "vectors",
    "rules_of_two_texts",
)
"""Targets whose inputs take milliseconds."""


@pytest.mark.parametrize("name", TARGETS)
def test_changed_samples(name: str) -> None:
    chance = random.Random(f"short {name}")
    known = samples(name)
    for _ in range(8 if name in SLOW else 40):
        TARGETS[name](changed(chance, known))
    for sample in known:
        TARGETS[name](sample)


ANY = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(st.sampled_from(TOKENS), max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "replace")),
)


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in SLOW])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=ANY)
def test_any_bytes(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("facts_of_a_text", b"10e999 people and 1e309 more"),
        ("query", "1.2 × 10^309".encode()),
        ("draft_html", b"The mill employs 230 people <![&amp;TA[;"),
        ("draft_html", b"<p>The mill <![CDAT[x]]> employs <![&amp;] 230.</p>"),
        ("settings_toml", b'[tool.verifier]\nindex = "~nobody-at-all/x"\n'),
        ("claims_csv", b'claim,date,",,\nx "y",\n'),
        ("claims_yaml", b"- claim: \xb5m\n"),
        ("draft_txt", "\u200b\n\n\ufeff\n\nThe mill.\n".encode()),
        ("settings_yaml", b"corpus: 2026-02-30\n"),
        ("settings_toml", b"[tool.verifier]\nk = " + b"9" * 5000 + b"\n"),
        ("known_findings", b'{"version": "\xb0"}'),
        ("claims_json", b"[" * 100_000),
        ("document_jsonl", b'{"text": ' + b"[" * 100_000),
    ],
)
def test_what_was_found_before(name: str, data: bytes) -> None:
    TARGETS[name](data)
