"""What the machine formats of checked drafts share: what is told of a problem and its sources, and a name that lasts."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from verifier.drafts.records import CheckedDraft, Problem, Region
from verifier.records import Evidence, Finding, Outcome, Stance, Status
from verifier.reports.printable import UNSAFE, nearby, printable
from verifier.reports.sources import citation

TOOL = "verify"

MOST_PASSAGES = 3
"""Of each side, that are told of one problem."""


def fresh(drafts: Iterable[CheckedDraft]) -> Iterator[tuple[CheckedDraft, Problem, str]]:
    """The problems that no baseline lists, each with its draft and its fingerprint."""
    for draft in drafts:
        for problem, name in zip(draft.problems, fingerprints(draft), strict=True):
            if not problem.known:
                yield draft, problem, name


def fingerprints(draft: CheckedDraft) -> list[str]:
    """A name for each problem that outlives edits elsewhere in the draft: of its file, rule, sentence and words.

    No two are the same: of problems that agree in all of that, the second counts as the second.
    """
    seen: Counter[str] = Counter()
    names = []
    for problem in draft.problems:
        sentence = " ".join(problem.sentence.split())
        parts = (path_of(problem.file), problem.rule, sentence, words(draft, problem.region))
        key = "\0".join(parts)
        seen[key] += 1
        names.append(hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "replace")).hexdigest()[:32])
    return names


def words(draft: CheckedDraft, region: Region) -> str:
    """The words of a draft in a region, on one line."""
    return " ".join(draft.text[region.start : region.end].split())


def path_of(file: str) -> str:
    """A file's name as version control has it: seen from the working folder, with slashes; control characters replaced."""
    return CONTROLS.sub("\ufffd", UNSAFE.sub("\ufffd", PurePath(nearby(file)).as_posix()))


CONTROLS = re.compile("[\t-\r\x1c-\x1f\x85]")
"""The white space among the control characters; a name can hold it, a line can't."""


def place(problem: Problem) -> str:
    """File, line and column, as compilers give them."""
    return f"{path_of(problem.file)}:{problem.region.line}:{problem.region.column}"


def evidence(problem: Problem) -> list[Evidence]:
    """The best passages that the problem comes from; where the sources disagree, then the best that say otherwise."""
    if problem.verdict is None:
        return []
    found = problem.verdict.evidence
    conflicting = [one for one, _ in against(problem)]
    others = [one for one in found if one.stance is Stance.SUPPORTS] if problem.verdict.status is Status.MIXED else []
    return conflicting[:MOST_PASSAGES] + others[:MOST_PASSAGES]


def against(problem: Problem) -> Iterator[tuple[Evidence, Finding]]:
    """The passages that conflict by the problem's rule, best first, each with what that rule found in it."""
    for one in problem.verdict.evidence if problem.verdict else ():
        by_rule = (each for each in one.findings if each.rule == problem.rule and each.outcome is Outcome.CONFLICTS)
        finding = next(by_rule, None)
        if one.stance is Stance.CONFLICTS and finding:
            yield one, finding


def explained(problem: Problem) -> str:
    """The problem in one line, with the source that it rests on."""
    message = printable(problem.message)
    cited = [citation(one.passage.source, ", ") for one in evidence(problem)[:1]]
    return " — ".join([message, *cited])


def details(problem: Problem) -> list[str]:
    """Lines to stand under the message: each passage in full with its source, and the words suggested."""
    lines = []
    for one in evidence(problem):
        source = one.passage.source
        cited = ", ".join([citation(source, ", "), *([printable(source.url)] if source.url else [])])
        lines.append(f"{SIDES[one.stance]}: “{printable(one.passage.text).strip()}” — {cited}")
    if problem.fix:
        lines.append(f"suggested: {printable(problem.fix.replacement)}")
    return lines


SIDES = {Stance.CONFLICTS: "against it", Stance.SUPPORTS: "for it"}
"""What a passage is to the claim."""


def as_json(value: Any) -> str:
    """Indented JSON in ASCII, which no terminal obeys and no reader takes for another encoding."""
    return json.dumps(value, indent=2).replace("##[", "##\\u005b") + "\n"
