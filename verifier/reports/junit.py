"""Checked drafts as JUnit XML: a suite for each draft, in it a test for each claim and each problem of no claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from verifier.drafts.records import NO_CLAIMS, CheckedDraft, Level, Problem
from verifier.records import Claim, Status
from verifier.reports.printable import printable
from verifier.reports.problems import TOOL, details, explained, path_of, place, words

UNDECIDED = {
    Status.UNVERIFIED: "not enough evidence: no source supports the claim or conflicts with it",
    Status.CONFLICTING: "conflicting, but not reported: a comment in the draft or the baseline asks for that",
    Status.MIXED: "mixed, but not reported: a comment in the draft or the baseline asks for that",
}
"""Why a claim of which no problem tells is not passed; one that the sources support is."""


def render(drafts: Sequence[CheckedDraft]) -> str:
    """The suites of all drafts.

    A test fails for errors; warnings and notes are its output. It passes only if the sources support the claim: one that they
    do not decide, or that is wrong but not to be reported, is skipped; so is a draft in which none was found.
    """
    root = ET.Element("testsuites", name=f"{TOOL} draft")
    for draft in drafts:
        root.append(_suite(draft))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(draft: CheckedDraft) -> ET.Element:
    of_claims: dict[Claim, list[Problem]] = defaultdict(list)
    for problem in draft.problems:
        if problem.verdict:
            of_claims[problem.verdict.claim].append(problem)
    file = _valid(path_of(draft.file))
    suite = ET.Element("testsuite", name=file, file=file)
    named: Counter[str] = Counter()

    def case(name: str) -> ET.Element:
        name = _valid(printable(name))
        named[name] += 1
        numbered = name if named[name] == 1 else f"{name} ({named[name]})"
        return ET.SubElement(suite, "testcase", name=numbered, classname=file)

    for verdict in draft.claims:
        test = case(verdict.claim.text)
        problems = of_claims.pop(verdict.claim, [])
        undecided = UNDECIDED.get(verdict.status, "")
        _outcome(test, problems, undecided and (_valid(printable(verdict.note)) or undecided))
    others = [problem for problem in draft.problems if not problem.verdict]
    for problem in [*(problem for left in of_claims.values() for problem in left), *others]:
        _outcome(case(f"{problem.rule}: {words(draft, problem.region)}"), [problem])
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _outcome(test: ET.Element, problems: Sequence[Problem], undecided: str = "") -> None:
    """Put into a test what its problems make of it; `undecided` is why it does not pass without any."""
    fresh = [problem for problem in problems if not problem.known]
    errors = [problem for problem in fresh if problem.level is Level.ERROR]
    others = [problem for problem in fresh if problem.level is not Level.ERROR]
    if errors:
        # One failure for all: most readers show only one of a test.
        message = "; ".join(printable(problem.message) for problem in errors)
        _note(test, "failure", _told(errors), type=_valid(printable(errors[0].rule)), message=_valid(message))
    elif problems and not fresh:
        _note(test, "skipped", message="listed in the baseline: " + _valid(explained(problems[0])))
    elif fresh and (undecided or fresh[0].rule == NO_CLAIMS):
        _note(test, "skipped", message=_valid(explained(fresh[0])))
    elif undecided:
        _note(test, "skipped", message=undecided)
    if others:
        _note(test, "system-out", _told(others))


def _note(test: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    ET.SubElement(test, tag, attributes).text = text


def _told(problems: Iterable[Problem]) -> str:
    lines = []
    for problem in problems:
        lines += [
            f"{place(problem)}: {problem.level}[{printable(problem.rule)}] {explained(problem)}",
            *details(problem),
        ]
    return _valid("\n".join(lines))


def _valid(text: str) -> str:
    """Printable text without the two noncharacters that XML does not allow."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
