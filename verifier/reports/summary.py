"""What a batch comes to in numbers: verdicts, confidence, and which sources and rules decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from verifier.batch.records import Result
from verifier.records import Status
from verifier.reports.words import deciding, deciding_rules, source_name

BINS = 10
"""Steps of confidence, equally wide."""


@dataclass
class Summary:
    """Figures over results; each is a number of claims."""

    claims: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    confidence: Counter[tuple[int, Status]] = field(default_factory=Counter)
    """By step of confidence, the lowest 0, and verdict."""
    expected: int = 0
    """Claims of which the file expects a verdict."""
    mismatches: int = 0
    """Those of them that got another."""
    sources: Counter[str] = field(default_factory=Counter)
    """By name of a source, the claims that it decided."""
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        """Count one more result."""
        verdict = result.verdict
        self.claims += 1
        self.statuses[verdict.status] += 1
        self.confidence[step(verdict.confidence), verdict.status] += 1
        self.expected += result.as_expected is not None
        self.mismatches += result.as_expected is False
        self.sources.update({source_name(one.passage.source) for one in deciding(verdict)})
        self.rules.update(deciding_rules(verdict))

    def share(self, status: Status) -> float:
        """Of all claims those with this verdict, 0 to 1."""
        return self.statuses[status] / self.claims if self.claims else 0.0


def step(confidence: float) -> int:
    """The step of BINS that a confidence falls into; 1.0 belongs to the last."""
    return min(int(confidence * BINS + 1e-9), BINS - 1)


def summarise(results: Iterable[Result]) -> Summary:
    """The figures for these results."""
    summary = Summary()
    for result in results:
        summary.add(result)
    return summary
