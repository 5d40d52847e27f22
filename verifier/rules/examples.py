"""Examples of every rule, kept in the table beside this module, and answered by the rules whenever they are shown."""

from __future__ import annotations

import datetime as dt
from importlib import resources

import msgspec
import yaml

from verifier import facts
from verifier.records import Outcome, Record
from verifier.rules.examination import examine, self_check
from verifier.rules.statement import Statement

NOTHING = {True: "nothing in the two can be compared by this rule", False: "nothing in the claim contradicts the rest"}
"""What is said of an example, with or without a source, that a rule has nothing to say of."""


class Example(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim, a source's sentence, and what the rule is expected to say."""

    claim: str
    source: str = ""
    """Empty for a rule that reads the claim alone."""
    published: dt.date | None = None
    """The date of the source: what its "yesterday" means."""
    outcome: Outcome


class Answer(Record, frozen=True, kw_only=True):
    """What a rule says of an example."""

    claim: str
    source: str
    published: dt.date | None
    outcome: Outcome
    explanation: str


def of(rule: str) -> list[Example]:
    """The examples of a rule; none for what is no rule, such as the stance model."""
    table = resources.files("verifier.rules").joinpath("examples.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(table).get(rule, []), list[Example])


def answer(rule: str, example: Example) -> Answer:
    """Ask the rule; what it does not speak of is silent."""
    claim = Statement.of(example.claim, facts.extract(example.claim))
    if example.source:
        stated = facts.extract(example.source, example.published)
        found = examine(claim, Statement.of(example.source, stated)).findings
    else:
        found = self_check(claim)
    own = [finding for finding in found if finding.rule == rule]
    own.sort(key=lambda finding: finding.outcome is not Outcome.CONFLICTS)
    return Answer(
        claim=example.claim,
        source=example.source,
        published=example.published,
        outcome=own[0].outcome if own else Outcome.SILENT,
        explanation=own[0].explanation if own else NOTHING[bool(example.source)],
    )
