"""Checked drafts as SARIF 2.1.0, which code scanning services and editors read.

What GitHub asks beyond the standard is kept, too: every rule has its help, every location a line, and no location is on the
web (a log that mixes schemes is refused), so an address is told in the message.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import verifier
from verifier.drafts.records import (
    INCONSISTENT,
    LEVELS,
    NO_CLAIMS,
    UNUSED,
    UNVERIFIED,
    CheckedDraft,
    Fix,
    Level,
    Problem,
    Region,
)
from verifier.records import Evidence
from verifier.reports.markup import inline
from verifier.reports.printable import nearby, pieces, printable
from verifier.reports.problems import (
    SIDES,
    TOOL,
    as_json,
    details,
    evidence,
    fingerprints,
    words,
)
from verifier.reports.sources import citation
from verifier.rules import examples
from verifier.verdict import JUDGES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "verifyClaim/v1"
"""The kind of fingerprint and the version of how it is made."""

OF_DRAFTS = {
    UNVERIFIED: "A claim that no source supports or conflicts with.",
    INCONSISTENT: "Two places of one draft, such as headline and body, that say different things.",
    UNUSED: "A comment that suppresses a problem which is not there.",
    NO_CLAIMS: "A draft in which nothing was found to check: that it has no problems says nothing.",
}
"""What a problem can come from besides the rules and the stance model."""

SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
"""As GitHub names them."""


def render(drafts: Sequence[CheckedDraft], failed: Sequence[str] = ()) -> str:
    """One log with one run; problems that a baseline lists are marked as suppressed.

    `failed` is why other drafts were not checked.
    """
    problems = [problem for draft in drafts for problem in draft.problems]
    rules = list(dict.fromkeys([*JUDGES, *OF_DRAFTS, *(problem.rule for problem in problems)]))
    results = [
        _result(draft, problem, rules.index(problem.rule), fingerprint)
        for draft in drafts
        for problem, fingerprint in zip(draft.problems, fingerprints(draft), strict=True)
    ]
    if any(problem.known for problem in problems):
        for problem, result in zip(problems, results, strict=True):
            # All results of a run say whether they are suppressed, or none does.
            result["suppressions"] = [_SUPPRESSION] if problem.known else []
    driver = {
        "name": TOOL,
        "version": verifier.__version__,
        "semanticVersion": verifier.__version__,
        "rules": [_rule(name) for name in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": _message(printable(each))}} for each in failed
                ],
            }
        ],
        "artifacts": [{"location": {"uri": _uri(draft.file)}, "roles": ["analysisTarget"]} for draft in drafts],
        "results": results,
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


_SUPPRESSION = {"kind": "external", "status": "accepted", "justification": "listed in the baseline"}


def _rule(name: str) -> dict[str, Any]:
    module = JUDGES.get(name)
    level = Level.ERROR if module else LEVELS.get(name, Level.WARNING)
    summary = module.SUMMARY if module else OF_DRAFTS.get(name, name)
    about = inspect.cleandoc(module.__doc__ or "").replace("\n", " ").strip() if module else summary
    told = [_example(example) for example in examples.of(name)]
    leave_out = (
        [f"To leave it out: --ignore {name}, or “{name}: off” under “rules” in verifier.yaml."] if module else []
    )
    return {
        "id": name,
        "shortDescription": {"text": _message(summary)},
        "fullDescription": {"text": _message(about)},
        "help": {
            "text": _message("\n".join([about, *told, *leave_out])),
            "markdown": _message("\n\n".join([about, *("- " + inline(line) for line in told), *leave_out])),
        },
        "defaultConfiguration": {"level": level.value},
        "properties": {"tags": ["facts"], "problem.severity": SEVERITIES[level]},
    }


def _example(example: examples.Example) -> str:
    against = f" Source: {example.source}" if example.source else ""
    return f"Claim: {example.claim}{against} → {example.outcome}"


def _result(draft: CheckedDraft, problem: Problem, rule: int, fingerprint: str) -> dict[str, Any]:
    # Only passages in files have a location; the identifiers count from 1, the place of the problem has none.
    located = [one for one in evidence(problem) if one.passage.source.path]
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "kind": "fail",
        "level": problem.level.value,
        "message": {"text": _text(problem, located), "markdown": _markdown(problem)},
        "locations": [{"physicalLocation": _location(problem.file, _region(draft, problem.region))}],
        "relatedLocations": [_related(one, number) for number, one in enumerate(located, 1)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if problem.fix and draft.encoding is not None:
        result["fixes"] = [_fix(draft, problem.file, problem.fix)]
    if problem.verdict:
        confidence = problem.verdict.confidence
        result["rank"] = round(100 * confidence, 1)
        result["properties"] = {
            "claim": printable(problem.verdict.claim.text),
            "verdict": problem.verdict.status.value,
            "confidence": round(confidence, 4),
        }
    return result


def _text(problem: Problem, located: Sequence[Evidence]) -> str:
    """The message in plain text, its first source a link to the related location where there is one."""
    first = evidence(problem)[:1]
    cited = [f"[{_link_text(citation(one.passage.source, ', '))}](1)" for one in first if one in located[:1]]
    cited = cited or [_message(citation(one.passage.source, ", ")) for one in first]
    lines = [" — ".join([_message(printable(problem.message)), *cited])]
    return "\n".join(lines + [_message(line) for line in details(problem)])


def _markdown(problem: Problem) -> str:
    lines = [f"**{inline(problem.message)}**"]
    for one in evidence(problem):
        source = one.passage.source
        told = [f"{SIDES[one.stance]}: {_marked(one)}", inline(citation(source, ", "))]
        if source.url:
            told.append(inline(source.url))
        lines.append("- " + " · ".join(told))
    if problem.fix:
        lines.append(f"- suggested: {inline(problem.fix.replacement)}")
    return _braced("\n".join(lines))


def _marked(one: Evidence) -> str:
    """The passage as Markdown, its deciding words in bold."""
    parts = pieces(one.passage.text, one.highlights)
    return "".join(f"**{inline(part)}**" if marked else inline(part) for part, marked in parts)


def _related(one: Evidence, number: int) -> dict[str, Any]:
    source = one.passage.source
    told = f"{SIDES[one.stance]}: “{printable(one.passage.text).strip()}” ({citation(source, ', ')})"
    # A passage's offsets count into the text that was read out of the file, not into the file: only the file is sure.
    place = _location(source.path or "", {"startLine": 1})
    return {"id": number, "physicalLocation": place, "message": {"text": _message(told)}}


def _fix(draft: CheckedDraft, file: str, fix: Fix) -> dict[str, Any]:
    replaced = words(draft, fix.region)
    return {
        "description": {"text": _message(f"Replace “{printable(replaced)}” with “{printable(fix.replacement)}”.")},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(file)},
                "replacements": [
                    {"deletedRegion": _region(draft, fix.region), "insertedContent": {"text": fix.replacement}}
                ],
            }
        ],
        "properties": {"safe": fix.safe},
    }


def _location(file: str, region: dict[str, Any]) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(file)}, "region": region}


def _region(draft: CheckedDraft, region: Region) -> dict[str, Any]:
    # In a file that is not its text, an offset into that leads nowhere.
    offsets = {} if draft.encoding is None else {"charOffset": region.start, "charLength": region.end - region.start}
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        **offsets,
        "snippet": {"text": draft.text[region.start : region.end]},
    }


def _uri(file: str) -> str:
    """The file as a relative reference where it is below the working folder, else as a file: address."""
    path = PurePath(nearby(file))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")


def _message(text: str) -> str:
    """Text that a reader of SARIF takes as it is: no placeholder, and nothing that looks like a link."""
    return _braced(text.replace("](", "] ("))


def _link_text(text: str) -> str:
    return _braced(text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]"))


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
