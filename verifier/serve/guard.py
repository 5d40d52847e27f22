"""What stands before every endpoint: who may ask, from where and how often; and behind it: headers, figures and the log."""

from __future__ import annotations

import ipaddress
import time
import traceback
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verifier.records import Record
from verifier.serve.log import Log
from verifier.serve.metrics import Metrics
from verifier.serve.problems import RefusedError, busy
from verifier.serve.rates import Rates
from verifier.serve.tokens import Tokens

CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of an answer that is no page; a page names its own."""

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # with `no-referrer` a browser would not say where a form was sent from
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer."""


class Endpoint(Record, frozen=True, kw_only=True):
    """How an address is guarded."""

    needs_token: bool = False
    is_counted: bool = True
    """Whether asking for it is counted against the client's rate."""
    is_page: bool = False
    """Whether people see it: problems are told as a page, and the page itself asks for the token."""


ENDPOINTS = {
    "/": Endpoint(is_page=True),
    "/login": Endpoint(is_page=True),
    "/logout": Endpoint(is_page=True),
    "/verify": Endpoint(needs_token=True),
    "/batch": Endpoint(needs_token=True),
    "/metrics": Endpoint(needs_token=True, is_counted=False),
    "/healthz": Endpoint(is_counted=False),
    "/openapi.json": Endpoint(),
}
OTHER = Endpoint()

LEFT = "left"
"""In the state of a request's scope if its connection was lost before all of the answer was sent."""

SAFE = frozenset({"GET", "HEAD"})


class Guard:
    """An application with all of that around it."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        tokens: Tokens,
        rates: Rates,
        metrics: Metrics,
        log: Log,
        refuse: Callable[[Request, RefusedError], Response],
        debug: bool = False,
    ) -> None:
        self._app = app
        self._tokens = tokens
        self._rates = rates
        self._metrics = metrics
        self._log = log
        self._refuse = refuse
        self._debug = debug

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        began = time.monotonic()
        scope["app"] = self  # so that the router raises, instead of answering in words of its own
        request = Request(scope, receive)
        status = 0
        is_whole = False

        async def guarded(message: Message) -> None:
            nonlocal status, is_whole
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", CLOSED)
            await send(message)
            is_whole = message["type"] == "http.response.body" and not message.get("more_body", False)

        try:
            try:
                self._let_in(request)
                await self._app(scope, receive, guarded)
            except RefusedError as refused:
                await self._refuse(request, refused)(scope, receive, guarded)
            except HTTPException as error:
                await self._refuse(request, _unrouted(error))(scope, receive, guarded)
            except Exception as error:
                self._log.message(f"Error: {type(error).__name__}: {error}")
                if self._debug:
                    self._log.message(traceback.format_exc())
                if not status:
                    mistake = RefusedError(500, "the service made a mistake; whoever runs it sees in its log which")
                    await self._refuse(request, mistake)(scope, receive, guarded)
        finally:
            seconds = time.monotonic() - began
            path = scope["path"]
            if LEFT in scope.get("state", {}) or not is_whole:
                status = 0
            self._metrics.answered(path if path in ENDPOINTS else "other", status, seconds)
            self._log.request(client_of(request), request.method, path, status, seconds)

    def _let_in(self, request: Request) -> None:
        """Raises RefusedError for a request that does not get to its endpoint."""
        endpoint = ENDPOINTS.get(request.scope["path"], OTHER)
        if not self._tokens and not _is_local(request.headers.get("host", "")):
            raise RefusedError(
                421,
                "without a token the service answers to localhost and loopback addresses alone: use one, or set a token",
            )
        if _is_from_elsewhere(request) and not (endpoint.is_page and request.method in SAFE):
            raise RefusedError(403, "the request comes from a page of another site, and such are not answered")
        if endpoint.is_counted:
            client = client_of(request)
            wait = self._rates.wait(client)
            if wait:
                raise busy(wait, "this client has asked for as many claims as it may", 429)
            self._rates.take(client, 1)
        if endpoint.needs_token and self._tokens and not self._tokens.admit(bearer(request.headers)):
            raise RefusedError(
                401,
                "a token is needed: send it as `Authorization: Bearer TOKEN`",
                headers={"WWW-Authenticate": 'Bearer realm="verify"'},
            )


def _unrouted(error: HTTPException) -> RefusedError:
    """The refusal of what no endpoint answers."""
    details = {
        404: "there is nothing at this address: /openapi.json lists what there is",
        405: "this method is not answered here: /openapi.json lists those that are",
    }
    return RefusedError(error.status_code, details.get(error.status_code, error.detail), headers=error.headers)


def client_of(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else "unknown"


def bearer(headers: Headers) -> str:
    """The token that a request shows, or nothing."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _is_local(host: str) -> bool:
    """Whether a Host header names this machine itself.

    A name that someone else's name server answers with 127.0.0.1 does not (DNS rebinding).
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that a page of another site makes the request; programs say nothing of the kind."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != request.headers.get("host", "")
    except ValueError:
        return True
