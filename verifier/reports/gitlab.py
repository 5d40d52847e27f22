"""Problems of drafts as a Code Quality report, which GitLab shows in a merge request."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.drafts.records import CheckedDraft, Level
from verifier.reports.problems import as_json, explained, fresh, path_of

SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def render(drafts: Sequence[CheckedDraft]) -> str:
    """A list with an issue for each problem that no baseline lists.

    GitLab compares the fingerprints of two branches: they stay the same while the claim does, wherever it moves in its file.
    """
    return as_json(
        [
            {
                "description": explained(problem),
                "check_name": problem.rule,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[problem.level],
                "location": {
                    "path": path_of(problem.file),
                    "lines": {"begin": problem.region.line, "end": problem.region.end_line},
                },
            }
            for _, problem, fingerprint in fresh(drafts)
        ]
    )
