"""Connections that can't be held open for nothing: a head that does not come, an answer that is not taken, too many at once."""

from __future__ import annotations

import asyncio

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from verifier.serve.guard import LEFT
from verifier.serve.limits import Limits
from verifier.serve.problems import busy, respond

HEAD_BYTES = 32 * 1024
"""Of a request line with its headers; a longer question is asked with POST."""


def bounded(limits: Limits) -> type[H11Protocol]:
    """The protocol of uvicorn for HTTP/1.1 within limits."""

    class Bounded(H11Protocol):
        """One connection."""

        _late: asyncio.TimerHandle | None = None
        """Closes the connection if a request's head has not come by then."""
        _stalled: asyncio.TimerHandle | None = None
        """Cuts the connection if what was sent has not been taken by then."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > 2 * limits.connections:
                transport.abort()
            elif len(self.connections) > limits.connections:
                self.app = _refuse
            self._wait_for_head()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._wait_for_head()

        def connection_lost(self, exc: Exception | None) -> None:
            if self.cycle is not None and not self.cycle.response_complete:
                self.cycle.scope["state"][LEFT] = True
            super().connection_lost(exc)
            _stop(self._late)
            _stop(self._stalled)

        def pause_writing(self) -> None:
            super().pause_writing()
            self._stalled = self.loop.call_later(limits.seconds, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            _stop(self._stalled)

        def _wait_for_head(self) -> None:
            under_way = self.cycle is not None and not self.cycle.response_complete
            if under_way:
                _stop(self._late)
                self._late = None
            elif self._late is None:
                self._late = self.loop.call_later(limits.seconds, self.transport.abort)

    return Bounded


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """The answer on a connection that is one too many."""
    refused = busy(1, "the service has as many connections as it can have")
    refused.headers["Connection"] = "close"
    await respond(refused)(scope, receive, send)
