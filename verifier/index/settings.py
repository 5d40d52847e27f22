"""How the index embeds and searches: the settings that a configuration may change, and nothing slow to import."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from verifier.records import Record

Precision = Literal["fp32", "int8"]
"""The embedder's arithmetic: fp32 is exact, int8 encodes faster at a mean cosine of 0.993 to it."""

Mode = Literal["fp32", "int8", "lazy"]
"""What passages are embedded by: the model in either arithmetic, or, lazy, vectors of single words distilled from it, by
which candidates are found that the model in fp32 embeds when a claim asks for them."""

Weight = Annotated[float, msgspec.Meta(ge=0)]


class SearchSettings(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many passages a claim is checked against, and what makes a passage near. The vectors' cosine counts 1."""

    k: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 10
    """Passages that come back."""
    candidates: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 50
    """Passages of each ranking, by vectors and by words, that are looked at more closely."""
    common_weight: Weight = 0.2
    """What holding the claim's common words counts for: the share of them, the rare ones counting more."""
    fact_weight: Weight = 0.1
    """What speaking of the claim's names, numbers and dates counts for."""
    word_weight: Weight = 2.0
    """What BM25 counts for where the query is words of a passage: a name, a figure, a quotation. It fades quickly with
    the share of the query's words that the best passage holds; for a claim in its own words it counts hardly at all."""
