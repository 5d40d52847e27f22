"""The service's description is a true one: it is valid, and answers are as it says."""

from collections.abc import Callable
from typing import Any

import jsonschema
import msgspec
import pytest
from openapi_spec_validator import validate

from tests.cli.running import ROOT
from tests.reports.batches import EACH, told
from tests.serve.service import TOKEN, Running, StandIn
from verifier.batch import reading
from verifier.batch.records import Need
from verifier.records import Status
from verifier.reports import json as reports
from verifier.serve import answers
from verifier.serve.guard import ENDPOINTS
from verifier.serve.metrics import Metrics
from verifier.serve.openapi import REFUSALS

Make = Callable[..., Running]


@pytest.fixture
def described(running: Make) -> dict[str, Any]:
    answer = running(tokens=[TOKEN]).client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def test_it_is_valid(described: dict[str, Any]) -> None:
    validate(described)


def test_it_has_every_endpoint_that_is_no_page(described: dict[str, Any]) -> None:
    assert set(described["paths"]) == {path for path, endpoint in ENDPOINTS.items() if not endpoint.is_page}
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert ("security" in operation) is not ENDPOINTS[path].needs_token


@pytest.mark.parametrize("verdict", EACH)
def test_every_verdict_is_as_described(described: dict[str, Any], verdict: Any) -> None:
    """In both directions: an answer has all that the description asks for, and nothing else."""
    msgspec.json.decode(reports.render_line(verdict), type=answers.Verdict)
    plain = msgspec.json.decode(reports.render_line(verdict))
    schema = {"$ref": "#/components/schemas/Verdict", "components": described["components"]}
    jsonschema.validate(plain, schema)
    del plain["evidence"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, schema)


def test_every_line_of_a_batch_is_as_described() -> None:
    for verdict in EACH:
        for needs in (None, *Need):
            msgspec.json.decode(reports.result_line(told(verdict, needs=needs)), type=answers.Result)


def test_what_may_be_asked_is_what_is_read(running: Make, stand_in: StandIn) -> None:
    question = answers.Question(claim="205 freed", date=None, k=3)
    assert running().client.post("/verify", json=msgspec.to_builtins(question)).status_code == 200
    row = answers.Row(claim="205 freed", id=7, speaker="A", expect=Status.CONFLICTING, needs=Need.STANCE)
    answer = running().client.post("/batch", json=[msgspec.to_builtins(row)])
    assert answer.status_code == 200
    assert msgspec.json.decode(answer.content, type=answers.Result).needs is Need.STANCE


def test_a_row_is_described_with_every_key_that_is_read() -> None:
    assert {field.name for field in msgspec.structs.fields(answers.Row)} == set(reading.FIELDS)


@pytest.mark.parametrize(
    ("ask", "path", "method"),
    [
        (lambda client: client.get("/verify"), "/verify", "get"),
        (lambda client: client.get("/verify?claim=a", headers={"host": "evil.example"}), "/verify", "get"),
        (lambda client: client.post("/verify", json={"claim": 5}), "/verify", "post"),
        (lambda client: client.post("/verify", json={"claim": "a" * 3000}), "/verify", "post"),
        (lambda client: client.post("/verify", content=b"{"), "/verify", "post"),
        (lambda client: client.post("/batch", content=b"{"), "/batch", "post"),
        (lambda client: client.post("/batch", json=["a", "b", "c"]), "/batch", "post"),
        (lambda client: client.get("/metrics", headers={"sec-fetch-site": "cross-site"}), "/metrics", "get"),
    ],
)
def test_every_refusal_is_among_those_described(
    running: Make, described: dict[str, Any], ask: Callable[[Any], Any], path: str, method: str
) -> None:
    answer = ask(running(body=1000, claims=2).client)
    assert answer.status_code >= 400
    responses = described["paths"][path][method]["responses"]
    assert responses[str(answer.status_code)] == {"$ref": f"#/components/responses/{answer.status_code}"}
    msgspec.convert(answer.json(), answers.Problem)


class TestTheDocumentation:
    text = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")

    def test_it_names_every_key_of_a_row(self) -> None:
        (said,) = [line for line in self.text.splitlines() if line.startswith("A batch is what `verify batch` reads")]
        assert [key for key in reading.FIELDS if f"`{key}`" not in said] == []

    def test_it_names_every_endpoint_and_status(self) -> None:
        assert [path for path in ENDPOINTS if f"`{path}`" not in self.text] == []
        assert [status for status in REFUSALS if f"| {status} |" not in self.text] == []

    def test_it_names_every_figure(self) -> None:
        figures = [metric.name for metric in Metrics().registry.collect() if metric.name.startswith("verify_")]
        assert figures
        assert [name for name in figures if f"`{name}" not in self.text] == []
