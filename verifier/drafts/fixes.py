"""Corrections of a draft: proposed from what a source says, shown as a patch, and the safe ones written into the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from verifier import atomic, facts
from verifier.checker import Verifier
from verifier.drafts.prose import Draft, Span
from verifier.drafts.reading import encode
from verifier.drafts.records import Fix, Problem
from verifier.errors import InputError
from verifier.facts import numerals
from verifier.records import Claim, Fact, Finding, Outcome, Quantity, Quotation, Stance, Status, Verdict
from verifier.rules import date, quantity, quotation

SAFE = {quantity.NAME: quantity, date.NAME: date}
"""Rules whose corrections may be written without being read: one figure or date for another."""
WORDS = 4
"""Of a figure that is written in words, the most that are tried."""

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_WORD = re.compile(r"[\w'’]+(?:-\w+)*")
_CAPITALISED = re.compile(r"[A-Z][a-z]*(?:[\s-]|\Z)")
_ARTICLE = re.compile(r"\b(an?)[ ]\Z", re.IGNORECASE)
_TAKES_AN = re.compile(r"\W*(?:8|1[18](?:\D|\d\d\b|\Z)|(?!one\b)[aeiou])", re.IGNORECASE)
"""Words and figures that are spoken with a vowel first: eight, eleven, eighteen, 1800."""
PATCHED = frozenset({"utf-8", "utf-8-sig", "ascii"})
"""Encodings of files that a patch, which is printed in UTF-8, fits."""
_NO_END = "\n\\ No newline at end of file\n"


def propose(
    draft: Draft, spans: Callable[[int, int], Span], verdict: Verdict, finding: Finding, verifier: Verifier
) -> Fix | None:
    """A correction of what one finding conflicts with, if the rule has a suggestion that fits into the sentence.

    It is safe if a figure or date is replaced that stands in the file as it reads, the words beside it still fit, nothing else
    in the sentence conflicts or can depend on it, all sources that conflict say the same, and they support the corrected
    sentence.
    """
    claim, fact, words = verdict.claim, finding.claim, finding.suggestion
    if fact is None or not words or (finding.rule == quotation.NAME and words[0].isalnum()):
        return None
    edit = next(_edits(claim.text, fact, finding, words), None)
    if edit is None:
        return None
    start, end = edit
    region = draft.region(spans(start, end))
    written = draft.text[region.start : region.end]
    if finding.rule == quantity.NAME and (start == 0 or _CAPITALISED.match(written)):
        words = words[0].upper() + words[1:]
    safe = (
        draft.encoding is not None
        and finding.rule in SAFE
        and finding.source is not None
        and written == claim.text[start:end]
        and _fits(claim.text[:start], fact, written, words)
        and verdict.status is Status.CONFLICTING
        and _stands_alone(claim, fact)
        and _is_unanimous(verdict, finding)
        and _is_borne_out(verifier, claim, claim.text[:start] + words + claim.text[end:])
    )
    return Fix(region, words, safe)


def _edits(text: str, fact: Fact, finding: Finding, words: str) -> Iterator[Span]:
    """The spans of the claim that the suggestion may take the place of: the figure of a quantity, or all of the fact."""
    whole = (fact.start, fact.end)
    if not isinstance(fact.value, Quantity):
        yield whole
        return
    found = [(fact.start + match.start(), fact.start + match.end()) for match in _FIGURE.finditer(fact.text)]
    ends = [fact.start + match.end() for match in _WORD.finditer(fact.text)][:WORDS]
    candidates = [*found[:1], *((fact.start, end) for end in ends), whole]
    if finding.source is not None and words == finding.source.text:
        candidates = [whole, *candidates]
    for start, end in candidates:
        changed = facts.extract(text[:start] + words + text[end:])
        # What the new fact leaves out of the old one would stand beside it: "4.2%%", "Some Some 1,200".
        last = fact.end + len(words) - (end - start)
        there = [each for each in changed if each.start <= fact.start and last <= each.end]
        if any(_is_same_measure(each, fact) and _agrees(each, finding) for each in there):
            yield start, end


def _fits(before: str, fact: Fact, written: str, words: str) -> bool:
    """Whether the article before the words still fits, and the number of what they count."""
    article = _ARTICLE.search(before)
    if article and bool(_TAKES_AN.match(words)) != (article[1].lower() == "an"):
        return False
    old, new = (any(each.value == 1 for each in numerals.find(text)) for text in (written, words))
    return old == new or not isinstance(fact.value, Quantity)


def _is_same_measure(changed: Fact, fact: Fact) -> bool:
    left, right = changed.value, fact.value
    return (
        isinstance(left, Quantity)
        and isinstance(right, Quantity)
        and (left.dimension, left.counted, left.per) == (right.dimension, right.counted, right.per)
    )


def _agrees(changed: Fact, finding: Finding) -> bool:
    return finding.source is None or quantity.compare(changed, finding.source).outcome is Outcome.AGREES


def _stands_alone(claim: Claim, fact: Fact) -> bool:
    """Whether no other figure of the sentence may rest on this one, and it is not in a quotation."""
    others = [each for each in facts.extract(claim.text, claim.date) if each.start != fact.start]
    quoted = any(isinstance(each.value, Quotation) and each.start <= fact.start < each.end for each in others)
    related = any(isinstance(each.value, Quantity) and each.value.role for each in others)
    return not quoted and not related


def _is_unanimous(verdict: Verdict, finding: Finding) -> bool:
    """Whether every source that conflicts suggests the same, and of nothing else."""
    conflicting = [
        each
        for evidence in verdict.evidence
        if evidence.stance is Stance.CONFLICTS
        for each in evidence.findings
        if each.outcome is Outcome.CONFLICTS
    ]
    return not verdict.findings and {(each.rule, each.suggestion) for each in conflicting} == {
        (finding.rule, finding.suggestion)
    }


def _is_borne_out(verifier: Verifier, claim: Claim, corrected: str) -> bool:
    return verifier.check(msgspec.structs.replace(claim, text=corrected)).status is Status.SUPPORTED


def chosen(problems: Sequence[Problem], *, safe_only: bool) -> list[Fix]:
    """The corrections of problems that are not known already, in order and none of a place that another corrects."""
    kept: list[Fix] = []
    fixes = [each.fix for each in problems if each.fix is not None and not each.known]
    for fix in sorted(fixes, key=lambda fix: (fix.region.start, fix.region.end)):
        if (fix.safe or not safe_only) and (not kept or kept[-1].region.end <= fix.region.start):
            kept.append(fix)
    return kept


def applied(text: str, fixes: Sequence[Fix]) -> str:
    """The text with these corrections made."""
    parts, at = [], 0
    for fix in fixes:
        parts += [text[at : fix.region.start], fix.replacement]
        at = fix.region.end
    return "".join([*parts, text[at:]])


def patch(file: str, text: str, corrected: str, encoding: str | None = "utf-8") -> str:
    """A unified diff that `git apply` and `patch` take; "" if nothing differs.

    Raises InputError for a file that is not UTF-8, of which such a diff, which is bytes, would not fit.
    """
    if encoding is None or encoding not in PATCHED:
        kind = "of this kind" if encoding is None else f"in {encoding}: save it as UTF-8, or use --fix"
        raise InputError(f"{file}: a patch can't correct a file {kind}")
    mark = "\ufeff" if encoding == "utf-8-sig" else ""
    text, corrected = mark + text, mark + corrected
    tab = "\t" if any(map(str.isspace, file)) else ""  # where a name has a blank, it ends at a tab
    old, new = (re.split(r"(?<=\n)", each) for each in (text, corrected))
    lines = difflib.unified_diff(
        [line for line in old if line], [line for line in new if line], f"a/{file}{tab}", f"b/{file}{tab}"
    )
    return "".join(line if line.endswith("\n") else line + _NO_END for line in lines)


def encoded(file: str, text: str, encoding: str) -> bytes:
    """The corrected text in the encoding that the draft had. Raises InputError where that lacks a character."""
    try:
        return encode(text, encoding)
    except UnicodeEncodeError as error:
        lacking = error.object[error.start : error.end]
        raise InputError(
            f"{file}: {encoding} has no “{lacking}”, so no correction is written: save it as UTF-8"
        ) from error


def write(path: Path, data: bytes) -> None:
    """Write a draft anew, all of it or nothing, with its permissions. Raises InputError."""
    try:
        atomic.write(path, data)
    except OSError as error:
        raise InputError(f"{path}: can't be written: {error.strerror or error}; it is as it was") from error
