"""Text into facts: what a text states that can be checked, with exact spans; comparing them is the work of `rules`."""

from __future__ import annotations

import datetime as dt

from verifier.facts import cues, dates, lookalikes, names, quantities, quotations
from verifier.records import Fact

__all__ = ["extract"]


def extract(text: str, published: dt.date | None = None) -> tuple[Fact, ...]:
    """Read every fact of a text, in the order of their starts.

    `published` is the date of the text: without it a relative date ("yesterday") is read but not resolved. The readers
    run in the order of their certainty: a telephone number is never read as a count, nor the year of a date.
    """
    blocked = lookalikes.spans(text)
    dated = dates.read(text, published, blocked)
    taken = [*blocked, *((fact.start, fact.end) for fact in dated)]
    counted = quantities.read(text, taken)
    valued = [(fact.start, fact.end) for fact in (*dated, *counted)]
    found = [*dated, *counted, *names.read(text, valued), *quotations.read(text), *cues.read(text)]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end)))
