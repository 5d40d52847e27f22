"""A batch as a table, in Markdown, as ClaimReview and as text: complete, escaped, and of the form that others expect."""

import csv as standard_csv
import datetime as dt
import io
import json as standard_json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.reports.batches import EACH, batch, results, told
from tests.reports.verdicts import CONFLICTING, HOSTILE, MIXED, SAME_WORDS, SUPPORTED, UNVERIFIED, evidence, source
from verifier.batch.records import Batch
from verifier.records import Claim, Stance, Status, Verdict
from verifier.reports import claimreview, csv, html, json, markdown, overview
from verifier.reports.links import to_passage
from verifier.reports.printable import printable


def saying(text: str) -> Verdict:
    """A verdict in which the text stands wherever text from outside can."""
    one = evidence(text, Stance.SUPPORTS, source(title=text, publisher=text, url=f"https://e.org/{text}", path=text))
    return Verdict(claim=Claim(text), status=Status.SUPPORTED, confidence=0.9, evidence=(one,), note=text)


def table(made_of: Batch) -> list[dict[str, str]]:
    return list(standard_csv.DictReader(io.StringIO("".join(csv.render(made_of)))))


class TestCsv:
    def test_a_row_says_what_is_known(self) -> None:
        (row,) = table(batch([told(CONFLICTING)]))
        assert list(row) == csv.COLUMNS
        assert row["claim"] == "205 prisoners freed"
        assert (row["line"], row["id"], row["date"], row["speaker"]) == ("7", "r-12", "2026-03-20", "A. Spokesperson")
        assert (row["verdict"], row["confidence"], row["expect"], row["as_expected"]) == (
            "conflicting",
            "0.97",
            "supported",
            "no",
        )
        assert (row["rules"], row["publisher"]) == ("quantity", "The Moscow Times")
        assert row["reason"] == "the claim says 205 prisoners, the source 250 political prisoners"

    def test_where_nothing_decides_the_cells_are_empty(self) -> None:
        (row,) = table(batch(results([UNVERIFIED])))
        assert row["passage"] == row["reason"] == row["expect"] == row["as_expected"] == ""

    @pytest.mark.parametrize("start", csv.FORMULA)
    def test_no_cell_begins_a_formula(self, start: str) -> None:
        (row,) = table(batch(results([saying(f"{start}cmd|' /C calc'!A0")])))
        assert [cell for cell in row.values() if cell.startswith(csv.FORMULA)] == []

    @given(st.text(min_size=1))
    def test_any_text_stays_one_cell_of_one_row(self, text: str) -> None:
        (row,) = table(batch(results([saying(text)])))
        shown = printable(text).strip()
        assert row["claim"] == (f"'{shown}" if shown.startswith(csv.FORMULA) else shown)


def test_a_passage_that_needs_no_rule_is_shown_with_a_reason() -> None:
    given = batch([told(SAME_WORDS)])
    why = "the source says it in the same words"
    assert f"\n> - = {why}\n" in "".join(markdown.render(given))
    assert f"\n    {why} — Notes of a briefing" in "".join(overview.render(given))
    page = "".join(html.render(given))
    assert page.count(why) == 2, "in the claim's line, and below the passage"
    assert '<span class="rule"></span>' not in page
    (row,) = table(given)
    assert (row["reason"], row["rules"]) == (why, "")
    assert why not in "".join(json.render_batch(given))


class TestMarkdown:
    def test_figures_then_what_is_not_as_expected_then_claims(self) -> None:
        said = "".join(markdown.render(batch([told(CONFLICTING)], problems=("claims.yaml:3: is broken",))))
        order = [
            "# Claims of claims.yaml",
            "| Conflicting: ",
            "## Not as expected",
            "expected supported, is conflicting",
        ]
        order += [
            "## Rows that could not be read",
            "claims.yaml:3: is broken",
            "## Claims",
            "**250 political prisoners**",
        ]
        places = [said.index(part) for part in order]
        assert places == sorted(places)
        assert "#:~:text=Belarus%20freed" in said

    @given(st.text(st.sampled_from("ab1 #*_`[]()<>!|~&$\\+-=.:/\n\t\"'"), min_size=1).map(lambda text: f"{text}x"))
    def test_no_text_becomes_markup(self, text: str) -> None:
        plain, hostile = (
            tags("".join(markdown.render(batch(results([saying(words)]), name=words)))) for words in ("x", text)
        )
        assert hostile == plain

    @pytest.mark.parametrize("verdict", EACH)
    def test_every_verdict_is_shown_with_its_words(self, verdict: Verdict) -> None:
        shown = MarkdownIt("commonmark").render("".join(markdown.render(batch(results([verdict])))))
        assert "<script>" not in shown
        assert "\x1b" not in shown


def tags(text: str) -> list[str]:
    """The elements of Markdown as it is shown, but those of marked words."""
    return re.findall(
        r"<(?!/?strong)/?[a-z]\w*", MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    )


TYPES: dict[str, dict[str, Any]] = {
    "ClaimReview": {
        "url": str, "datePublished": str, "claimReviewed": str, "itemReviewed": "Claim", "reviewRating": "Rating",
        "author": "Organization", "citation": ["CreativeWork"],
    },
    "Claim": {"text": str, "author": "Person", "datePublished": str},
    "Rating": {"alternateName": str, "ratingValue": int, "bestRating": int, "worstRating": int, "ratingExplanation": str},
    "Organization": {"name": str, "url": str},
    "Person": {"name": str},
    "CreativeWork": {
        "name": str, "abstract": str, "publisher": "Organization", "author": "Person", "datePublished": str, "url": str,
    },
}  # fmt: skip
"""Properties of schema.org's types that are used, and what each holds; schema.org allows each where it stands."""

REQUIRED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "url"},
    "Rating": {"alternateName"},
    "Organization": {"name"},
    "Person": {"name"},
}
"""What Google's documentation of fact-check markup requires of each type."""


def assert_valid(value: Any, type_: Any) -> None:
    if isinstance(type_, list):
        for one in value:
            assert_valid(one, type_[0])
    elif isinstance(type_, str):
        assert value["@type"] == type_
        known = TYPES[type_]
        held = {name: one for name, one in value.items() if not name.startswith("@")}
        assert set(held) <= set(known)
        assert REQUIRED.get(type_, set()) <= set(held)
        for name, one in held.items():
            assert_valid(one, known[name])
            if name == "datePublished":
                dt.date.fromisoformat(one)
        if type_ == "Rating" and "ratingValue" in value:
            assert value["worstRating"] < value["bestRating"]
            assert value["worstRating"] <= value["ratingValue"] <= value["bestRating"]
    else:
        assert isinstance(value, type_)
        assert value != ""


class TestClaimReview:
    def reviews(self, made_of: Batch) -> list[dict[str, Any]]:
        said: list[dict[str, Any]] = standard_json.loads("".join(claimreview.render(made_of)))
        return said

    def test_all_are_valid(self) -> None:
        address = "https://example.org/checks/report.html"
        reviews = self.reviews(batch([*results(EACH), told(MIXED)], author="Example Desk", address=address))
        assert len(reviews) == len(EACH) + 1
        for number, review in enumerate(reviews[:-1], 1):
            assert review["@context"] == "https://schema.org"
            assert_valid(review, "ClaimReview")
            assert review["url"] == f"{address}#claim-{number}"
            assert urlsplit(review["url"]).scheme == "https"

    @pytest.mark.parametrize(
        ("verdict", "value"), [(SUPPORTED, 5), (MIXED, 3), (CONFLICTING, 1), (UNVERIFIED, None)], ids=str
    )
    def test_the_rating_of_each_verdict(self, verdict: Verdict, value: int | None) -> None:
        (review,) = self.reviews(batch(results([verdict])))
        assert review["reviewRating"].get("ratingValue") == value

    def test_who_said_it_and_when(self) -> None:
        (review,) = self.reviews(batch([told(CONFLICTING)]))
        assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "A. Spokesperson"}
        assert review["itemReviewed"]["datePublished"] == "2026-03-20"
        assert review["datePublished"] == "2026-04-02"

    def test_it_can_stand_in_a_script_element(self) -> None:
        assert "<" not in "".join(claimreview.render(batch(results([HOSTILE, saying("</script><!--")]))))

    def test_no_claims_are_an_empty_array(self) -> None:
        assert self.reviews(batch([])) == []


class TestJson:
    def test_a_result_is_a_verdict_and_what_the_file_says(self) -> None:
        (said,) = standard_json.loads("".join(json.render_batch(batch([told(CONFLICTING)]))))
        alone = standard_json.loads(json.render([CONFLICTING], many=False))
        assert {name: said[name] for name in alone} == alone
        assert {name: value for name, value in said.items() if name not in alone} == {
            "line": 7, "id": "r-12", "date": "2026-03-20", "speaker": "A. Spokesperson", "expect": "supported",
            "as_expected": False,
        }  # fmt: skip

    def test_lines_and_array_hold_the_same(self) -> None:
        lines = "".join(json.render_batch_lines(batch(results(EACH)))).splitlines()
        assert list(map(standard_json.loads, lines)) == standard_json.loads(
            "".join(json.render_batch(batch(results(EACH))))
        )


class TestText:
    def test_a_claim_its_reason_and_the_figures(self) -> None:
        said = "".join(overview.render(batch([told(CONFLICTING)])))
        assert "claims.yaml:7: conflicting 97%, expected supported" in said
        assert "the claim says 205 prisoners, the source 250 political prisoners — Belarus Frees" in said
        assert said.endswith("1 claim: 1 conflicting. 0 of 1 as expected.\n")

    def test_no_claims_are_figures_without_a_list(self) -> None:
        assert "".join(overview.render(batch([]))) == "\n0 claims.\n"

    def test_what_is_unverified_has_no_confidence_that_reads_as_the_claims(self) -> None:
        given = batch([told(UNVERIFIED, expect=None)])
        page = "".join(html.render(given))
        assert 'data-c="0.6"' in page
        assert '<span class="sure"></span>' in page
        assert "".join(overview.render(given)).startswith("? claims.yaml:7: unverified\n")
        assert "**Unverified** · r" in "".join(markdown.render(given))
        assert '"confidence": 0.6' in "".join(json.render_batch(given))

    def test_nothing_reaches_a_terminal_as_a_command(self) -> None:
        said = "".join(overview.render(batch(results([HOSTILE]), name="\x1b[2J")))
        assert all(character == "\n" or character.isprintable() for character in said)


class TestLinks:
    @pytest.mark.parametrize(
        ("address", "text", "link"),
        [
            ("https://e.org/a", "Short, well-known words & more", "https://e.org/a#:~:text=Short%2C%20well%2Dknown%20words%20%26%20more"),
            ("https://e.org/a#b", "one two", "https://e.org/a#b:~:text=one%20two"),
            ("https://e.org/a", "1 2 3 4 5 6 7 8 9", "https://e.org/a#:~:text=1%202%203%204,6%207%208%209"),
            ("https://e.org/a#:~:text=x", "one two", "https://e.org/a#:~:text=x"),
            ("https://e.org/a", " ", "https://e.org/a"),
        ],
    )  # fmt: skip
    def test_a_link_to_a_passage(self, address: str, text: str, link: str) -> None:
        assert to_passage(address, text) == link
