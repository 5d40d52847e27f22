"""The service's description of itself (OpenAPI 3.1), for the programs that make clients from one."""

from __future__ import annotations

from typing import Any

import msgspec

import verifier
from verifier.serve import answers
from verifier.serve.limits import MOST_PASSAGES, Limits
from verifier.serve.problems import MEDIA_TYPE
from verifier.serve.questions import FORMS

REFUSALS = {
    400: "The request can't be read.",
    401: "No token, or one that does not hold.",
    403: "The request was made by a page of another site.",
    408: "The request did not arrive in time.",
    413: "The request is too large, or has too many claims.",
    415: "The Content-Type is none that is read here.",
    421: "Without a token the service answers to the names of this machine alone.",
    422: "The claim can't be checked: it has no words or is too long, or a field is wrong.",
    429: "The client has asked for too many claims; Retry-After says when to go on.",
    500: "A mistake of the service's own.",
    503: "Too much to do, a claim that took too long, or an index that can't be searched; Retry-After says when to ask again.",
}
"""Every status of a problem, and what it means."""

ALWAYS = (403, 421, 500)
LIMITED = (*ALWAYS, 401, 429)


def described(limits: Limits) -> dict[str, Any]:
    """The description, of a service with these limits."""
    kinds = (answers.Question, answers.Row, answers.Verdict, answers.Result, answers.Problem, answers.Health)
    _, schemas = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "verify",
            "version": verifier.__version__,
            "description": "Looks claims up in source passages and shows the words that support or conflict with them.",
        },
        "paths": {
            "/verify": {
                "get": _operation(
                    "verify_get",
                    "Check one claim given in the address, which others may log: for what may be seen, and for trying out.",
                    _answer("The verdict.", "application/json", "Verdict"),
                    (*LIMITED, 422, 503),
                    parameters=[
                        _parameter("claim", {"type": "string"}, required=True),
                        _parameter("date", {"type": "string", "format": "date"}),
                        _parameter("k", PASSAGES),
                    ],
                ),
                "post": _operation(
                    "verify_post",
                    "Check one claim.",
                    _answer("The verdict.", "application/json", "Verdict"),
                    (*LIMITED, 400, 408, 413, 415, 422, 503),
                    requestBody=_body({"application/json": _schema("Question")}),
                ),
            },
            "/batch": {
                "post": _operation(
                    "batch",
                    f"Check up to {limits.claims:,} claims. Each verdict is sent as soon as it is known, in order, one a "
                    "line. Where the service can't go on, the last line is a problem.",
                    _answer("A verdict a line.", "application/x-ndjson", "Result", "Problem"),
                    (*LIMITED, 400, 408, 413, 415, 422, 503),
                    parameters=[_parameter("k", PASSAGES)],
                    requestBody=_body(
                        {
                            media: {"type": "array", "items": _schema("Row")}
                            if form == "json"
                            else _schema("Row")
                            if form == "jsonl"
                            else {"type": "string"}
                            for media, form in FORMS.items()
                        }
                    ),
                )
            },
            "/healthz": {
                "get": _operation(
                    "healthz",
                    "Whether claims can be checked.",
                    _answer("They can.", "application/json", "Health"),
                    (*ALWAYS, 503),
                    security=[],
                )
            },
            "/metrics": {
                "get": _operation(
                    "metrics",
                    "Figures for Prometheus.",
                    {"description": "The figures.", "content": {"text/plain": {"schema": {"type": "string"}}}},
                    (*ALWAYS, 401, 503),
                )
            },
            "/openapi.json": {
                "get": _operation(
                    "openapi",
                    "This description.",
                    {"description": "It.", "content": {"application/json": {"schema": {"type": "object"}}}},
                    (*ALWAYS, 429),
                    security=[],
                )
            },
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                str(status): {
                    "description": meaning,
                    "content": {MEDIA_TYPE: {"schema": _schema("Problem")}},
                }
                for status, meaning in REFUSALS.items()
            },
        },
        "security": [{"token": []}],
    }


PASSAGES = {"type": "integer", "minimum": 1, "maximum": MOST_PASSAGES}


def _operation(
    name: str, summary: str, answer: dict[str, Any], refusals: tuple[int, ...], **more: Any
) -> dict[str, Any]:
    responses = {"200": answer} | {
        str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(refusals)
    }
    return {"operationId": name, "summary": summary, **more, "responses": responses}


def _answer(description: str, media: str, *names: str) -> dict[str, Any]:
    schema = _schema(names[0]) if len(names) == 1 else {"oneOf": [_schema(name) for name in names]}
    return {"description": description, "content": {media: {"schema": schema}}}


def _body(media: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {name: {"schema": schema} for name, schema in media.items()}}


def _parameter(name: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
