"""The page for a pull request: what it says, and that no text from outside becomes markup in it."""

import msgspec
import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from tests.reports.drafts import CLEAN, DRAFT, DRAFTS, EMPTY, HOSTILE_DRAFT, any_draft
from verifier.drafts.records import CheckedDraft
from verifier.reports import draft_summary

READER = MarkdownIt("gfm-like", {"linkify": False})
WANTED = {
    "heading",
    "paragraph",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "inline",
    "text",
    "softbreak",
    "html",
}


def kinds(page: str) -> set[str]:
    """All kinds of elements on the page."""
    tokens = READER.parse(page)
    nested = [child for token in tokens for child in token.children or ()]
    assert all(token.content == "<br>" for token in nested if token.type == "html_inline")
    return {token.type.rsplit("_", 1)[0] for token in [*tokens, *nested]}


def test_it_counts_and_lists() -> None:
    page = draft_summary.render([DRAFT])
    assert page.startswith("## verify: 1 error, 2 warnings, 1 note in 4 claims of 1 draft\n")
    assert "supported 1 · conflicting 2 · mixed 0 · unverified 1" in page
    html = READER.render(page)
    assert html.count("<tr>") == 5
    assert "<td>artikel/märz 1.md:3:51</td>" in html
    assert "the claim says 205 prisoners, the source 250 political prisoners (quantity)" in html
    assert "1 problem that the baseline lists is not shown." in page


def test_a_clean_draft_says_so() -> None:
    assert draft_summary.render([CLEAN]).startswith("## verify: no problem in 1 claim of 1 draft\n")


def test_a_draft_without_claims_is_named() -> None:
    assert "<strong>No claim was found in empty.md: nothing in it was checked.</strong>" in READER.render(
        draft_summary.render([EMPTY])
    )
    assert draft_summary.render([]).startswith("## verify: nothing was checked")


def test_a_long_table_is_cut() -> None:
    page = draft_summary.render([msgspec.structs.replace(DRAFT, problems=DRAFT.problems * 100)])
    assert READER.render(page).count("<tr>") == draft_summary.MOST_ROWS + 1
    assert "And 100 more." in page


@pytest.mark.parametrize("drafts", DRAFTS.values(), ids=DRAFTS.keys())
def test_only_wanted_elements_are_there(drafts: list[CheckedDraft]) -> None:
    assert kinds(draft_summary.render(drafts)) <= WANTED


def test_hostile_text_is_shown_as_it_is() -> None:
    assert "[click](javascript:alert(1))" in READER.render(draft_summary.render([HOSTILE_DRAFT]))


@given(draft=any_draft())
def test_no_text_becomes_markup(draft: CheckedDraft) -> None:
    assert kinds(draft_summary.render([draft])) <= WANTED
    assert READER.render(draft_summary.render([draft])).count("<td>") % 4 == 0
