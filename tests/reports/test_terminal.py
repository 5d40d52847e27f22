"""What a verdict looks like in a terminal: snapshots of verdicts made by hand, at three widths, in colour and without."""

import io
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from tests.reports.verdicts import FREED, HOSTILE, MIXED, SAME_WORDS, SUPPORTED, UNVERIFIED, VERDICTS, evidence
from verifier.records import Claim, Finding, Outcome, Stance, Status, Verdict
from verifier.reports import terminal

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
LONG = " ".join(f"Sentence number {number} says nothing of it." for number in range(40)) + " " + FREED


def shown(*verdicts: Verdict, width: int = 100, colour: bool = False, **options: object) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, color_system="standard" if colour else None, force_terminal=colour, highlight=False
    )
    terminal.render(verdicts, console, **options)
    return stream.getvalue()


def on_one_line(text: str) -> str:
    return " ".join(text.replace("┃", " ").split())


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "plain"])
@pytest.mark.parametrize("width", [100, 60, 40])
@pytest.mark.parametrize("name", VERDICTS)
def test_looks(name: str, width: int, colour: bool, snapshot: SnapshotAssertion) -> None:
    assert shown(VERDICTS[name], width=width, colour=colour, nearest=True) == snapshot


def test_colour_changes_nothing_but_the_marks_around_deciding_words() -> None:
    coloured = ESCAPE.sub("", shown(MIXED, colour=True, width=60))
    assert on_one_line(coloured) == on_one_line(shown(MIXED, width=60).replace("**", ""))


@pytest.mark.parametrize("width", [100, 60, 40, 20, 1])
@pytest.mark.parametrize("name", VERDICTS)
def test_only_paths_and_addresses_are_wider_than_the_terminal(name: str, width: int) -> None:
    wide = [line for line in shown(VERDICTS[name], width=width).splitlines() if cell_len(line) > max(width, 12)]
    assert all(re.fullmatch(r"  \S+", line) for line in wide)


def test_no_line_is_longer_than_is_pleasant_to_read() -> None:
    lines = shown(SUPPORTED, width=300).splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= terminal.MAX_WIDTH


def test_text_from_documents_is_neither_obeyed_nor_read_as_markup() -> None:
    text = ESCAPE.sub("", shown(HOSTILE, colour=True))
    assert all(character == "\n" or character.isprintable() for character in text)
    assert "[bold]not bold[/]" in on_one_line(text)
    assert "[link=x]P[/link]" in text


def test_a_section_shows_a_few_passages_and_says_how_many_more_there_are() -> None:
    many = msgspec.structs.replace(SUPPORTED, evidence=SUPPORTED.evidence[:1] * 5)
    text = shown(many, shown=3)
    assert text.count("┃ Belarus") == 3
    assert "and 2 more (-k 5 shows all)" in text
    assert shown(many, shown=5).count("┃ Belarus") == 5
    assert "more" not in shown(many, shown=5)


def test_a_long_passage_is_cut_around_the_deciding_words() -> None:
    start = LONG.index("250 political")
    one = evidence(LONG, Stance.SUPPORTS, highlights=((start, start + 23),))
    text = on_one_line(shown(msgspec.structs.replace(SUPPORTED, evidence=(one,))))
    assert "**250 political prisoners**" in text
    assert "… " in text
    assert "Sentence number 3 " not in text


def test_nearest_passages_are_shown_only_when_asked_for() -> None:
    assert "Nearest passages" not in shown(UNVERIFIED)
    assert "--nearest" in shown(UNVERIFIED)
    assert "Nearest passages" in shown(UNVERIFIED, nearest=True)


def test_what_is_unverified_has_no_confidence_that_reads_as_the_claims() -> None:
    assert "\nUnverified: not enough evidence\n" in shown(UNVERIFIED)
    assert "confidence" in shown(SUPPORTED)


def test_a_passage_that_needs_no_rule_is_shown_with_a_reason() -> None:
    assert "\n= the source says it in the same words\n" in shown(SAME_WORDS)


def test_verdicts_are_set_apart() -> None:
    assert shown(SUPPORTED, MIXED, width=40).count("\n" + "─" * 40 + "\n") == 1


@given(text=st.text(min_size=1, max_size=1500), data=st.data(), width=st.integers(20, 120))
def test_every_highlight_is_shown_whole(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 40)))
    one = evidence(text, Stance.SUPPORTS, highlights=((start, end),))
    verdict = Verdict(claim=Claim("x"), status=Status.SUPPORTED, confidence=0.9, evidence=(one,))
    words = "".join(terminal.printable(text[start:end]).split())
    assert words in "".join(shown(verdict, width=width).replace("┃", " ").split())


def test_a_passage_with_the_words_of_a_claim_that_does_not_say_it_is_shown_with_the_reason() -> None:
    why = "the source says “former president”, the claim leaves “former” out"
    reserved = Finding(rule="negation", outcome=Outcome.SILENT, claim=None, source=None, explanation=why)
    near = evidence("The former president fled.", Stance.NEUTRAL, findings=(reserved,))
    other = evidence("A bridge fell.", Stance.NEUTRAL)
    verdict = msgspec.structs.replace(UNVERIFIED, evidence=(other, near))
    text = on_one_line(shown(verdict))
    assert f"The former president fled. ? {why}" in text
    assert "bridge" not in text
    assert why in on_one_line(shown(verdict, nearest=True))
