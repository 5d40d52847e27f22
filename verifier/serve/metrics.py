"""What the service counts and times, for Prometheus; no claim, no address and no path of a client's own is in it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import choose_encoder

from verifier.errors import StoredIndexError
from verifier.index import IndexStatus
from verifier.records import Status

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper ends of the steps of time."""

STATUS_SECONDS = 10.0
"""For how long the figures of the index are taken as they were: a large one takes a moment to count."""


class Metrics:
    """The figures of one service, in a registry of their own."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # a series beside each that says when it began
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "verify_requests", "Requests answered.", ("endpoint", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "verify_request_seconds",
            "Time from a request's head to the end of its answer.",
            ("endpoint",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._claims = Counter("verify_claims", "Claims checked.", ("verdict",), registry=self.registry)
        self._claim_seconds = Histogram(
            "verify_claim_seconds",
            "Time that claims took, waiting included.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self._under_way = Gauge("verify_requests_under_way", "Requests at work or waiting.", registry=self.registry)
        self._passages = Gauge(
            "verify_index_passages", "Passages of the index; NaN if it can't be read.", registry=self.registry
        )
        self._generation = Gauge(
            "verify_index_generation", "How often the index has changed since it was made.", registry=self.registry
        )
        self._counted = float("-inf")
        for status in Status:
            self._claims.labels(status.value)

    def watch(self, under_way: Callable[[], int]) -> None:
        """Ask this for the number of requests under way, whenever the figures are."""
        self._under_way.set_function(under_way)

    def answered(self, endpoint: str, status: int, seconds: float) -> None:
        """Count a request; `endpoint` is one of a fixed few."""
        self._requests.labels(endpoint, str(status)).inc()
        self._seconds.labels(endpoint).observe(seconds)

    def checked(self, verdict: Status, seconds: float) -> None:
        """Count a claim."""
        self._claims.labels(verdict.value).inc()
        self._claim_seconds.observe(seconds)

    def exposed(self, accepted: str, status: Callable[[], IndexStatus]) -> tuple[bytes, str]:
        """The figures and their media type, in the form that the reader prefers."""
        if time.monotonic() - self._counted > STATUS_SECONDS:
            self._count(status)
        encode, media_type = choose_encoder(accepted)
        return encode(self.registry), media_type

    def _count(self, status: Callable[[], IndexStatus]) -> None:
        try:
            held = status()
        except StoredIndexError:  # said when a claim is checked; the other figures are wanted most now
            self._passages.set(math.nan)
            self._generation.set(math.nan)
            return
        self._passages.set(held.passages)
        self._generation.set(held.generation)
        self._counted = time.monotonic()
