import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.verdicts import (
    CONFLICTING,
    HOSTILE,
    MIXED,
    SAME_WORDS,
    SUPPORTED,
    UNVERIFIED,
    VERDICTS,
    evidence,
    source,
)
from verifier.records import Claim, Stance, Status, Verdict
from verifier.reports import notebook


class Elements(HTMLParser):
    """Names of all elements, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def elements(verdict: Verdict) -> Elements:
    parsed = Elements()
    parsed.feed(notebook.render(verdict))
    parsed.close()
    assert parsed.open == []
    return parsed


@pytest.mark.parametrize("verdict", VERDICTS.values(), ids=VERDICTS.keys())
def test_it_is_well_formed_and_says_the_claim(verdict: Verdict) -> None:
    assert elements(verdict).seen


def test_it_shows_verdict_words_reason_and_source() -> None:
    text = elements(CONFLICTING).text
    assert "205 prisoners freed" in text
    assert "Conflicting · confidence 97%" in text
    assert "Belarus freed 250 political prisoners" in text
    assert "The Moscow Times · 19 March 2026" in text
    assert "the claim says 205 prisoners, the source 250 political prisoners" in text


def test_a_passage_that_needs_no_rule_is_shown_with_a_reason() -> None:
    assert "the source says it in the same words" in elements(SAME_WORDS).text


def test_the_deciding_words_are_marked() -> None:
    assert re.findall("<mark>(.*?)</mark>", notebook.render(CONFLICTING)) == ["250 political prisoners"]


def test_both_sides_of_a_disagreement_are_shown() -> None:
    text = elements(MIXED).text
    assert text.index("Supporting evidence") < text.index("Conflicting evidence")


def test_passages_that_say_nothing_stay_out() -> None:
    assert elements(UNVERIFIED).seen.count("blockquote") == 0
    assert "Unverified: not enough evidence" in elements(UNVERIFIED).text
    assert "confidence" not in elements(UNVERIFIED).text
    assert elements(SUPPORTED).seen.count("blockquote") == 1


def test_nothing_from_a_document_becomes_markup() -> None:
    parsed = elements(HOSTILE)
    assert "script" not in parsed.seen
    assert "img" not in parsed.seen
    assert "<script>" in parsed.text
    assert "\x1b" not in parsed.text
    assert "\u202e" not in parsed.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", "//x"])
def test_only_web_addresses_become_links(url: str) -> None:
    verdict = with_url(url)
    assert elements(verdict).links == []
    assert url in elements(verdict).text


def test_a_web_address_is_a_link() -> None:
    assert elements(with_url("https://example.org/a?b=1&c='\"")).links == ["https://example.org/a?b=1&c='\""]


def with_url(url: str) -> Verdict:
    one = evidence("Text.", Stance.SUPPORTS, source(url=url))
    return Verdict(claim=Claim("c"), status=Status.SUPPORTED, confidence=0.9, evidence=(one,))


@given(text=st.text(), start=st.integers(0, 20), length=st.integers(0, 20))
def test_any_passage_can_be_shown(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    one = evidence(text, Stance.SUPPORTS, source(title=text), highlights=((start, min(start + length, len(text))),))
    elements(msgspec.structs.replace(SUPPORTED, evidence=(one,)))
