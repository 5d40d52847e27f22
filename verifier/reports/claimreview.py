"""A batch as ClaimReview (schema.org/ClaimReview), an array in JSON-LD, for search engines and for other fact-checkers.

The properties that Google's documentation of fact-check markup requires (claimReviewed, reviewRating, url) are always
there. Nothing in the text can end a `script` element that the array is put into.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.batch.records import Batch, Result
from verifier.records import Evidence, Source, Status
from verifier.reports.json import array
from verifier.reports.links import is_web
from verifier.reports.printable import printable
from verifier.reports.sources import source_title
from verifier.reports.words import ALONE, decisive, shown

WORST, BEST = 1, 5

RATINGS: dict[Status, tuple[int | None, str]] = {
    Status.SUPPORTED: (BEST, "Supported by the sources"),
    Status.MIXED: (3, "The sources disagree"),
    Status.CONFLICTING: (WORST, "Conflicts with the sources"),
    Status.UNVERIFIED: (None, ALONE[Status.UNVERIFIED]),
}
"""The rating of each verdict, in numbers and in words. What is not known has no number: any would be a finding."""


def render(batch: Batch) -> Iterator[str]:
    """The array, in pieces."""
    for piece in array(_review(batch, result) for result in batch.results):
        yield piece.replace("<", "\\u003c")


def anchor(result: Result) -> str:
    """What follows the # in an address that leads to a claim of an HTML report."""
    return f"claim-{result.number}"


def _review(batch: Batch, result: Result) -> dict[str, Any]:
    verdict, claim = result.verdict, result.row.claim
    value, words = RATINGS[verdict.status]
    found = decisive(verdict)
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": words}
    if value is not None:
        rating |= {"ratingValue": value, "bestRating": BEST, "worstRating": WORST}
    if found or verdict.note:
        rating["ratingExplanation"] = printable(found[0].explanation if found else verdict.note)
    reviewed: dict[str, Any] = {"@type": "Claim", "text": printable(claim.text)}
    if claim.speaker:
        reviewed["author"] = {"@type": "Person", "name": printable(claim.speaker)}
    if claim.date:
        reviewed["datePublished"] = claim.date.isoformat()
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{batch.address}#{anchor(result)}",
        "datePublished": batch.made.isoformat(),
        "claimReviewed": printable(claim.text),
        "itemReviewed": reviewed,
        "reviewRating": rating,
    }
    if batch.author:
        review["author"] = {"@type": "Organization", "name": printable(batch.author)}
        if is_web(batch.address):
            review["author"]["url"] = batch.address
    if verdict.status is not Status.UNVERIFIED and verdict.evidence:
        review["citation"] = [_citation(one) for one in shown(verdict)]
    return review


def _citation(evidence: Evidence) -> dict[str, Any]:
    source: Source = evidence.passage.source
    cited: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": printable(source_title(source)),
        "abstract": printable(evidence.passage.text),
    }
    if source.publisher:
        cited["publisher"] = {"@type": "Organization", "name": printable(source.publisher)}
    if source.author:
        cited["author"] = {"@type": "Person", "name": printable(source.author)}
    if source.published:
        cited["datePublished"] = source.published.isoformat()
    if source.url and is_web(source.url):
        cited["url"] = printable(source.url)
    return cited
