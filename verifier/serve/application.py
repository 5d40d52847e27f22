"""The service's endpoints: each reads a question, has it checked, and answers in JSON or as a page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Literal, TypedDict

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from verifier.batch.records import Result, Row
from verifier.records import Verdict
from verifier.reports import json
from verifier.serve import openapi, page, questions
from verifier.serve.checking import Checks
from verifier.serve.guard import ENDPOINTS, Guard, bearer, client_of
from verifier.serve.limits import Limits
from verifier.serve.log import Log
from verifier.serve.metrics import Metrics
from verifier.serve.problems import RefusedError, busy, encoded, respond
from verifier.serve.questions import Question
from verifier.serve.rates import Rates
from verifier.serve.tokens import SESSION_SECONDS, Tokens

COOKIE = "verify_session"


class Service:
    """What the endpoints share."""

    def __init__(self, checks: Checks, limits: Limits, tokens: Tokens, metrics: Metrics, log: Log) -> None:
        self._checks = checks
        self._limits = limits
        self._tokens = tokens
        self._metrics = metrics
        self._log = log
        self._rates = Rates(limits.rate)
        self._description = encoded(openapi.described(limits))
        metrics.watch(lambda: checks.under_way)

    def application(self, *, debug: bool = False) -> Guard:
        """The service as an ASGI application."""
        routes = [
            Route("/", self.form, methods=["GET", "POST"]),
            Route("/login", self.sign_in, methods=["POST"]),
            Route("/logout", self.sign_out, methods=["POST"]),
            Route("/verify", self.verify, methods=["GET", "POST"]),
            Route("/batch", self.batch, methods=["POST"]),
            Route("/healthz", self.healthz, methods=["GET"]),
            Route("/metrics", self.metrics, methods=["GET"]),
            Route("/openapi.json", self.describe, methods=["GET"]),
        ]
        return Guard(
            Router(routes, redirect_slashes=False),
            tokens=self._tokens,
            rates=self._rates,
            metrics=self._metrics,
            log=self._log,
            refuse=self.refuse,
            debug=debug,
        )

    def refuse(self, request: Request, refused: RefusedError) -> Response:
        """The answer to a request that is not answered as asked: a page for people, a problem for programs."""
        endpoint = ENDPOINTS.get(request.scope["path"])
        if endpoint and endpoint.is_page:
            return self._page(request, refused=refused)
        return respond(refused)

    # For programs

    async def verify(self, request: Request) -> Response:
        """The verdict on one claim."""
        if request.method == "POST":
            questions.media_type(request, ["application/json"])
            question = questions.of_json(await questions.body(request, self._limits))
        else:
            question = questions.of_query(request.query_params.multi_items())
        with self._checks.admitted():
            verdict = await self._checks.check(question.claim, question.k)
        return Response(json.render_line(verdict), media_type="application/json")

    async def batch(self, request: Request) -> Response:
        """The verdict on each of many claims, a line as soon as it is known."""
        media = questions.media_type(request, list(questions.FORMS))
        k = questions.passages(request.query_params.get("k"))
        sent = await questions.body(request, self._limits)
        rows = await anyio.to_thread.run_sync(questions.rows, sent, media, self._limits)
        return _Batch(self._lines(client_of(request), rows, k), self._checks)

    async def _lines(self, client: str, rows: Sequence[Row], k: int | None) -> AsyncIterator[str]:
        self._rates.take(client, len(rows) - 1)  # once there is a place: a refused batch costs no more than its request
        try:
            async with aclosing(self._checks.check_all([row.claim for row in rows], k)) as verdicts:
                number = 0
                async for verdict in verdicts:
                    number += 1
                    yield json.result_line(Result(number=number, row=rows[number - 1], verdict=verdict))
        except RefusedError as refused:
            yield encoded(refused.as_object()).decode()

    async def healthz(self, _: Request) -> Response:
        """Whether claims can be checked."""
        if self._checks.is_stuck:
            raise busy(10, "all claims that are being checked have taken too long")
        # Who goes by this sends no claim that would show that the index can be searched again.
        await self._checks.try_again()
        if self._checks.problem:
            raise busy(10, "the index can't be searched")
        return Response(encoded({"status": "ok"}), media_type="application/json")

    async def metrics(self, request: Request) -> Response:
        """Figures for Prometheus."""
        accepted = request.headers.get("accept", "")
        figures, media_type = await anyio.to_thread.run_sync(self._metrics.exposed, accepted, self._checks.status)
        return Response(figures, headers={"Content-Type": media_type})

    async def describe(self, _: Request) -> Response:
        """The service's description."""
        return Response(self._description, media_type="application/json")

    # For people

    async def form(self, request: Request) -> Response:
        """The form, with the verdicts on what was written into it; or the one that asks for the token."""
        if request.method != "POST":
            return self._page(request)
        fields: dict[str, str] = {}
        if not self._is_signed_in(request):
            raise RefusedError(401, "You are signed out: sign in, then go back to find what you wrote.")
        try:
            questions.media_type(request, ["application/x-www-form-urlencoded"])
            fields = questions.of_form(await questions.body(request, self._limits))
            asked = questions.of_page(fields)
            with self._checks.admitted():
                self._rates.take(client_of(request), len(asked) - 1)
                verdicts = await self._verdicts(asked)
        except RefusedError as refused:
            return self._page(request, fields=fields, refused=refused)
        return self._page(request, fields=fields, verdicts=verdicts)

    async def _verdicts(self, asked: Sequence[Question]) -> list[Verdict]:
        claims = [question.claim for question in asked]
        async with aclosing(self._checks.check_all(claims, None)) as verdicts:
            return [verdict async for verdict in verdicts]

    async def sign_in(self, request: Request) -> Response:
        """A session for a browser that shows a token."""
        questions.media_type(request, ["application/x-www-form-urlencoded"])
        token = questions.of_form(await questions.body(request, self._limits)).get("token", "").strip()
        session = self._tokens.session(token)
        if self._tokens and not session:
            return self._page(request, refused=RefusedError(401, "This token is not known here: copy it once more."))
        answer = RedirectResponse("./", 303)
        if session:
            answer.set_cookie(COOKIE, session, SESSION_SECONDS, **_kept(request))
        return answer

    async def sign_out(self, request: Request) -> Response:
        """The end of a session."""
        answer = RedirectResponse("./", 303)
        answer.delete_cookie(COOKIE, **_kept(request))
        return answer

    def _is_signed_in(self, request: Request) -> bool:
        return not self._tokens or self._tokens.admit(bearer(request.headers)) or self._has_session(request)

    def _has_session(self, request: Request) -> bool:
        return self._tokens.know(request.cookies.get(COOKIE, ""))

    def _page(
        self,
        request: Request,
        *,
        fields: dict[str, str] | None = None,
        verdicts: Sequence[Verdict] = (),
        refused: RefusedError | None = None,
    ) -> Response:
        signed_in = self._is_signed_in(request)
        status = refused.status if refused else 200 if signed_in else 401
        headers = dict(refused.headers) if refused else {}
        if status == 401:
            headers["WWW-Authenticate"] = 'Bearer realm="verify"'
        text = page.render(
            fields=fields,
            verdicts=verdicts,
            problem=_sentence(refused.detail) if refused else "",
            wrong=_wrong(refused, signed_in=signed_in),
            asks_for_token=not signed_in,
            may_sign_out=self._has_session(request),
        )
        return HTMLResponse(text, status, headers | {"Content-Security-Policy": page.policy()})


class _Batch(StreamingResponse):
    """Lines as they come, with a place among the batches under way for as long as they do."""

    def __init__(self, lines: AsyncIterator[str], checks: Checks) -> None:
        super().__init__(lines, media_type="application/x-ndjson")
        self._lines = lines
        self._checks = checks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them. Raises RefusedError, before the first, if there is no place."""
        with self._checks.admitted(batch=True):
            await super().__call__(scope, receive, send)


class _Kept(TypedDict):
    secure: bool
    httponly: bool
    samesite: Literal["strict"]


def _kept(request: Request) -> _Kept:
    """How a browser keeps a session: no script reads it, no other site sends it."""
    return {"secure": request.scope["scheme"] == "https", "httponly": True, "samesite": "strict"}


def _wrong(refused: RefusedError | None, *, signed_in: bool) -> str:
    """The field of the form that is to be mended."""
    if refused is None or refused.status not in (401, 413, 422):
        return ""
    if not signed_in:
        return "token"
    return "date" if refused.detail.startswith("date") else "claim"


def _sentence(detail: str) -> str:
    """As a page says it."""
    return detail[:1].upper() + detail[1:] + ("" if detail.endswith((".", "!", "?", "”")) else ".")
