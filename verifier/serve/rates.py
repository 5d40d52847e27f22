"""How often each client may ask: a store of claims for each that fills up with time; where a client is from, not who."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_CLIENTS = 10_000
"""Clients that are remembered; of more, those not heard of for longest start anew."""

NEIGHBOURS = 64
"""Leading bits of an IPv6 address that one client has to itself, so that it can't have a new address for every request."""


class Rates:
    """A store for each client, of a minute's worth; a batch may take more than is there, and the client waits the longer."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """No limit where `per_minute` is 0."""
        self._full = float(per_minute)
        self._clock = clock
        self._stores: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until this client may ask for something; 0 if it may now."""
        missing = 1 - self._level(client)
        return missing * 60 / self._full if missing > 0 else 0.0

    def take(self, client: str, claims: int) -> None:
        """Count claims that a client has asked for."""
        if self._full:
            key = _network(client)
            self._stores[key] = (self._level(client) - claims, self._clock())
            self._stores.move_to_end(key)
            if len(self._stores) > MOST_CLIENTS:
                self._stores.popitem(last=False)

    def _level(self, client: str) -> float:
        """What a client's store holds now; below 0 after a batch."""
        if not self._full:
            return 1.0
        level, then = self._stores.get(_network(client), (self._full, 0.0))
        return min(self._full, level + (self._clock() - then) * self._full / 60)


def _network(client: str) -> str:
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv4Address) or address.ipv4_mapped:
        return client
    return str(ipaddress.ip_network((address, NEIGHBOURS), strict=False))
