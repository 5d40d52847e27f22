"""Comments in a draft that hide problems, and what is wrong with them: `verify: ignore`, `ignore[rule]`, `off` and `on`.

Behind a sentence on its line, or within it, `ignore` speaks of that sentence; on a line of its own of the paragraph below. What
stands between `off` and `on` is not checked at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from verifier.drafts.claims import Sentence
from verifier.drafts.prose import Comment, Draft, Span
from verifier.drafts.records import LEVELS, UNUSED, Problem

_IGNORE = re.compile(r"ignore(?:\s*\[(?P<rules>[\w\s,-]*)\])?")
_FORMS = "write verify: ignore, verify: ignore[quantity], verify: off or verify: on"


@dataclass
class _Ignore:
    comment: Comment
    span: Span
    """The part of the file of which it speaks."""
    rules: frozenset[str]
    """Empty for all."""
    used: set[str] = field(default_factory=set)


class Ignores:
    """The comments of one draft, each of which must be of use."""

    def __init__(self, draft: Draft, sentences: Sequence[Sentence], known: Sequence[str]) -> None:
        """Read them; `known` are the rules that can be named."""
        self._draft = draft
        self._ignores: list[_Ignore] = []
        self._silences: list[_Ignore] = []
        self._wrong: list[Problem] = []
        opened: Comment | None = None
        for comment in draft.comments:
            match = _IGNORE.fullmatch(comment.words)
            if match:
                rules = [rule.strip() for rule in (match["rules"] or "").split(",") if rule.strip()]
                unknown = [rule for rule in rules if rule not in known]
                if unknown:
                    self._complain(comment, f"there is no rule {unknown[0]!r} to ignore; known are {', '.join(known)}")
                meant = frozenset(rules) - set(unknown)
                if meant or not rules:
                    self._ignores.append(_Ignore(comment, self._speaks_of(comment, sentences), meant))
            elif comment.words == "off" and opened is None:
                opened = comment
            elif comment.words == "on" and opened is not None:
                self._silences.append(_Ignore(opened, (opened.start, comment.start), frozenset()))
                opened = None
            elif comment.words in ("on", "off"):
                self._complain(comment, f"verify: {comment.words} changes nothing here: it is {comment.words} already")
            else:
                self._complain(comment, f"“verify: {comment.words}” is not understood: {_FORMS}")
        if opened is not None:
            self._silences.append(_Ignore(opened, (opened.start, len(draft.text)), frozenset()))

    def silences(self, sentence: Sentence) -> bool:
        """Whether a sentence stands between `off` and `on`."""
        start, _ = sentence.prose.span()
        for silence in self._silences:
            if silence.span[0] <= start < silence.span[1]:
                if sentence.is_claim:
                    silence.used.add("")
                return True
        return False

    def hide(self, problem: Problem, at: Span) -> bool:
        """Whether a problem of the sentence at this span is hidden."""
        hidden = False
        for ignore in self._ignores:
            within = ignore.span[0] < at[1] and at[0] < ignore.span[1]
            if within and (not ignore.rules or problem.rule in ignore.rules):
                ignore.used.add(problem.rule)
                hidden = True
        return hidden

    def problems(self, *, all_checked: bool) -> list[Problem]:
        """Comments that are not understood, and those of no use; the latter only if the whole draft was checked."""
        if all_checked:
            for each in (*self._ignores, *self._silences):
                idle = sorted(each.rules - each.used)
                if not each.used:
                    self._complain(each.comment, f"verify: {each.comment.words} hides nothing here: take it out")
                elif idle:
                    self._complain(
                        each.comment, f"verify: ignore hides nothing of {', '.join(idle)} here: take that out"
                    )
        return self._wrong

    def _complain(self, comment: Comment, message: str) -> None:
        region = self._draft.region((comment.start, comment.end))
        self._wrong.append(
            Problem(file=self._draft.file, region=region, level=LEVELS[UNUSED], rule=UNUSED, message=message)
        )

    def _speaks_of(self, comment: Comment, sentences: Sequence[Sentence]) -> Span:
        """The span of what a comment speaks of; an empty one where there is nothing."""
        spans = [(sentence.prose.span(), sentence) for sentence in sentences]
        if comment.alone:
            below = next((sentence.block for span, sentence in spans if span[0] >= comment.end), None)
            return below.prose.span() if below else (comment.end, comment.end)
        line, _ = self._draft.lines.place(comment.start)
        before = [span for span, _ in spans if span[0] < comment.start and self._draft.lines.place(span[1])[0] >= line]
        after = [span for span, _ in spans if span[0] >= comment.end]
        return before[-1] if before else after[0] if after else (comment.end, comment.end)
