"""What is asked over HTTP is answered as on the command line, and what can't be answered is explained."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.cli.running import verify
from tests.serve.service import Running, StandIn
from verifier import Verifier
from verifier.errors import StoredIndexError
from verifier.index import IndexStatus
from verifier.reports import json as reports
from verifier.serve import answers
from verifier.serve.guard import HEADERS

Make = Callable[..., Running]

CLAIM = "205 prisoners freed"
HELD = IndexStatus(
    path=None, files=1, documents=1, passages=7, model="m", precision="fp32", generation=3, bytes=0, failed=()
)


@pytest.fixture(scope="module")
def real(verifier: Verifier) -> Running:
    return Running(verifier)


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = msgspec.json.decode(answer.content)
    msgspec.convert(told, answers.Problem)
    assert told["status"] == status
    return told


class TestOneClaim:
    def test_it_is_the_object_of_the_command_line(self, real: Running, verifier: Verifier) -> None:
        answer = real.client.post("/verify", json={"claim": CLAIM})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.text == reports.render_line(verifier.check(CLAIM))
        assert answer.json()["verdict"] == "conflicting"

    def test_a_process_prints_the_same(self, newsroom: Path) -> None:
        running = Running(Verifier.against([newsroom / "notes"]))
        printed = json.loads(verify(CLAIM, "--against", "notes", "--format", "json", cwd=newsroom).stdout)
        served = running.client.post("/verify", json={"claim": CLAIM}).json()
        for one in (printed, served):
            for evidence in one["evidence"]:
                evidence["source"]["path"] = Path(evidence["source"]["path"]).name
        assert served == printed

    def test_it_is_asked_by_query_too(self, real: Running) -> None:
        posted = real.client.post("/verify", json={"claim": CLAIM, "k": 1}).json()
        asked = real.client.get("/verify", params={"claim": CLAIM, "k": 1})
        assert asked.json() == posted
        assert len(posted["evidence"]) == 1

    def test_a_date_resolves_what_counts_from_it(self, real: Running) -> None:
        said = "Belarus freed political prisoners yesterday"
        verdicts = [
            real.client.get("/verify", params={"claim": said, "date": date}).json()["verdict"]
            for date in ("2026-03-20", "2026-03-25")
        ]
        assert verdicts == ["supported", "conflicting"]

    @pytest.mark.parametrize(
        ("body", "status", "said"),
        [
            ('{"claim": 5}', 422, "expected text, found a number"),
            ('{"claim": ""}', 422, "`claim`"),
            ('{"claim": "?!"}', 422, "the claim has no words"),
            ("{}", 422, "`claim`"),
            ("[]", 422, "not an object"),
            ('"205 prisoners freed"', 422, "not an object"),
            ("", 400, "not JSON"),
            ("{", 400, "not JSON"),
            ('{"claim": "\\ud800 freed"}', 400, "not JSON"),
            (b'{"claim": "\xff freed"}', 400, "not JSON"),
            ("[" * 100_000, 400, "nested too deeply"),
            ('{"claim": "a", "x": ' + "9" * 5_000 + "}", 400, "not JSON"),
            ('{"claim": "a", "kk": 3}', 422, "did you mean 'k'?"),
            ('{"claim": "a", "claim": "b"}', 422, "the key 'claim' is given twice"),
            ('{"claim": "a", "k": 0}', 422, "k: expected a whole number from 1 to 100"),
            ('{"claim": "a", "k": 101}', 422, "from 1 to 100"),
            ('{"claim": "a", "k": true}', 422, "from 1 to 100"),
            ('{"claim": "a", "k": "5"}', 422, "from 1 to 100"),
            ('{"claim": "a", "date": "soon"}', 422, "is not a date"),
            ('{"claim": "a", "date": "2026-02-30"}', 422, "no day of the calendar"),
            ('{"claim": "a", "date": 5}', 422, "date"),
            (json.dumps({"claim": "word " * 1_001}), 422, "the most is 5,000"),
        ],
    )
    def test_a_body_that_is_no_question(self, running: Make, body: str | bytes, status: int, said: str) -> None:
        answer = running().client.post("/verify", content=body, headers={"content-type": "application/json"})
        assert said in problem(answer, status)["detail"]

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("", "`claim`"),
            ("claim=", "`claim`"),
            ("claim=a&claim=b", "given twice"),
            ("claim=a&k=ten", "from 1 to 100"),
            ("claim=a&k=-1", "from 1 to 100"),
            ("claim=a&k=99999999999999999999", "from 1 to 100"),
            ("claim=a&k=%C2%B2", "from 1 to 100"),
            ("claim=a&token=secret", "no field of a question"),
        ],
    )
    def test_a_query_that_is_no_question(self, running: Make, query: str, said: str) -> None:
        assert said in problem(running().client.get(f"/verify?{query}"), 422)["detail"]

    def test_another_media_type_is_refused(self, running: Make) -> None:
        answer = running().client.post("/verify", data={"claim": CLAIM})
        assert "application/json" in problem(answer, 415)["detail"]
        problem(running().client.post("/verify", content=b"{}", headers={"content-type": ""}), 415)

    def test_what_could_reach_a_terminal_is_escaped(self, running: Make) -> None:
        answer = running().client.post("/verify", json={"claim": "205 freed \x1b[31m \u202e"})
        assert "\\u001b[31m \\u202e" in answer.text
        assert answer.json()["claim"] == "205 freed \x1b[31m \u202e"
        assert not [letter for letter in answer.text if letter in "\x1b\u202e"]

    def test_a_broken_index_is_told_without_its_place(self, running: Make, stand_in: StandIn) -> None:
        service = running()
        stand_in.error = StoredIndexError("the index in /srv/secret is damaged")
        answer = service.client.post("/verify", json={"claim": CLAIM})
        assert "secret" not in problem(answer, 503)["detail"]
        assert answer.headers["retry-after"]
        assert service.said == ["Error: the index in /srv/secret is damaged"]
        problem(service.client.get("/healthz"), 503)
        stand_in.error = None
        assert service.client.post("/verify", json={"claim": CLAIM}).status_code == 200
        assert service.client.get("/healthz").json() == {"status": "ok"}

    def test_it_is_well_again_as_soon_as_the_index_is_though_no_claim_comes(
        self, running: Make, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("verifier.serve.checking.TRIAL_SECONDS", 0.0)
        service = running()
        stand_in.error = StoredIndexError("the index is damaged")
        service.client.post("/verify", json={"claim": CLAIM})
        for _ in range(3):
            problem(service.client.get("/healthz"), 503)
        assert service.said == ["Error: the index is damaged"]
        stand_in.error = None
        assert service.client.get("/healthz").json() == {"status": "ok"}
        assert len(stand_in.checked) == 1
        assert service.client.get("/healthz").json() == {"status": "ok"}
        assert len(stand_in.checked) == 1, "where there is no problem nothing is tried"
        assert service.metrics.registry.get_sample_value("verify_claims_total", {"verdict": "conflicting"}) == 0

    def test_asking_often_how_it_is_tries_the_index_once(self, running: Make, stand_in: StandIn) -> None:
        service = running()
        stand_in.error = StoredIndexError("the index is damaged")
        service.client.post("/verify", json={"claim": CLAIM})
        tried = [stand_in.begun.acquire(blocking=False) for _ in range(2)]
        assert tried == [True, False]
        for _ in range(5):
            problem(service.client.get("/healthz"), 503)
        tried = [stand_in.begun.acquire(blocking=False) for _ in range(2)]
        assert tried == [True, False]

    def test_a_mistake_of_its_own_shows_nothing_of_it(
        self, running: Make, stand_in: StandIn, capsys: pytest.CaptureFixture[str]
    ) -> None:
        stand_in.error = ZeroDivisionError("of /srv/secret")
        answer = running().client.post("/verify", json={"claim": CLAIM})
        assert "secret" not in json.dumps(problem(answer, 500))
        assert "Error: ZeroDivisionError: of /srv/secret" in capsys.readouterr().err


class TestManyClaims:
    @pytest.mark.parametrize(
        ("media", "body"),
        [
            (
                "application/x-ndjson",
                '{"claim": "205 prisoners freed", "id": "a"}\n\n"The bridge is 450 metres long"\n',
            ),
            (
                "application/jsonl; charset=utf-8",
                '{"claim": "205 prisoners freed", "id": "a"}\n\n"The bridge is 450 metres long"',
            ),
            ("application/json", '[{"claim": "205 prisoners freed", "id": "a"},\n\n"The bridge is 450 metres long"]'),
            ("text/csv", "claim,id\n205 prisoners freed,a\nThe bridge is 450 metres long,\n"),
            ("text/plain", "205 prisoners freed\n\nThe bridge is 450 metres long\n"),
        ],
    )
    def test_each_form_gives_a_line_for_each_claim(self, real: Running, media: str, body: str) -> None:
        answer = real.client.post("/batch", content=body, headers={"content-type": media})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/x-ndjson"
        lines = [msgspec.json.decode(line) for line in answer.text.splitlines()]
        assert [line["verdict"] for line in lines] == ["conflicting", "supported"]
        assert lines[0].get("id") == (None if media == "text/plain" else "a")
        assert lines[1]["line"] == 3

    def test_the_lines_are_those_of_the_command_line(self, newsroom: Path, tmp_path: Path) -> None:
        body = '{"claim": "205 prisoners freed", "date": "2026-03-20", "expect": "supported", "speaker": "A"}\n"Nothing of it"\n'
        (tmp_path / "claims.jsonl").write_text(body)
        printed = verify(
            "batch", str(tmp_path / "claims.jsonl"), "--against", "notes", "--format", "jsonl", cwd=newsroom
        )
        served = Running(Verifier.against([newsroom / "notes"])).client.post(
            "/batch", content=body, headers={"content-type": "application/jsonl"}
        )
        assert served.text.replace(str(newsroom) + "/", "") == printed.stdout

    def test_each_line_is_sent_as_soon_as_it_is_known(self, running: Make, stand_in: StandIn) -> None:
        import asyncio

        stand_in.may_go.clear()
        sent: list[Any] = []

        async def ask(app: Any) -> None:
            body = "\n".join(f"{number} prisoners freed" for number in range(30)).encode()
            scope = {
                "type": "http",
                "method": "POST",
                "path": "/batch",
                "query_string": b"",
                "headers": [(b"content-type", b"text/plain"), (b"host", b"localhost")],
                "scheme": "http",
                "http_version": "1.1",
                "client": ("127.0.0.1", 1),
            }
            given = iter([{"type": "http.request", "body": body}])

            async def receive() -> Any:
                return next(given, None) or await asyncio.Event().wait()

            async def send(message: Any) -> None:
                sent.append(message)

            task = asyncio.ensure_future(app(scope, receive, send))
            await asyncio.to_thread(stand_in.begun.acquire)
            assert [message["type"] for message in sent] in ([], ["http.response.start"])
            assert not stand_in.checked
            stand_in.may_go.set()
            await task

        asyncio.run(ask(running().app))
        lines = [message["body"] for message in sent if message.get("body")]
        assert len(lines) == 30
        assert [json.loads(line)["line"] for line in lines] == list(range(1, 31))

    def test_rows_that_can_not_be_read_are_all_named_and_none_is_checked(
        self, running: Make, stand_in: StandIn
    ) -> None:
        body = '{"claim": "one freed"}\n{"clam": "x"}\nnot json\n'
        answer = running().client.post("/batch", content=body, headers={"content-type": "application/jsonl"})
        told = problem(answer, 422)
        assert told["detail"].startswith("2 rows can't be read")
        assert told["errors"][0] == "the body:2: unknown key 'clam'; did you mean 'claim'?"
        assert told["errors"][1].startswith("the body:3: is not JSON")
        assert stand_in.checked == []

    @pytest.mark.parametrize(
        ("media", "body", "status"),
        [
            ("application/json", "{}", 422),
            ("application/json", "[" * 100_000, 422),
            ("application/json", "[" + "9" * 5_000 + "]", 422),
            ("text/csv", "a,b\n1,2\n", 422),
            ("text/csv", 'claim\n"open', 422),
            ("text/csv", "claim,claim\na,b\n", 422),
            ("application/json", '[{"claim": "a", "claim": "b"}]', 422),
            ("text/plain", "", 422),
            ("text/plain", b"\0", 422),
            ("text/plain", b"\xff\xfe", 422),
            ("application/yaml", "- claim: a", 415),
            ("multipart/form-data", "", 415),
        ],
    )
    def test_a_body_that_is_no_batch(self, running: Make, media: str, body: str | bytes, status: int) -> None:
        problem(running().client.post("/batch", content=body, headers={"content-type": media}), status)

    def test_a_stream_that_can_not_go_on_ends_with_a_problem(self, running: Make, stand_in: StandIn) -> None:
        stand_in.error = StoredIndexError("gone")
        answer = running().client.post("/batch", content="one\ntwo\n", headers={"content-type": "text/plain"})
        assert answer.status_code == 200
        lines = answer.text.splitlines()
        assert len(lines) == 1
        assert msgspec.json.decode(lines[0], type=answers.Problem).status == 503

    def test_the_number_of_passages_is_asked_for_in_the_address(self, real: Running) -> None:
        answer = real.client.post("/batch?k=1", content="205 freed", headers={"content-type": "text/plain"})
        assert len(answer.json()["evidence"]) == 1
        problem(real.client.post("/batch?k=x", content="a", headers={"content-type": "text/plain"}), 422)


class TestTheRest:
    @pytest.mark.parametrize("path", ["/nothing", "/verify/", "/%2e%2e/verify", "/%00", "/<script>", "/static/../../x"])
    def test_there_is_nothing_else(self, running: Make, path: str) -> None:
        problem(running().client.get(path), 404)

    @pytest.mark.parametrize(("method", "path"), [("PUT", "/verify"), ("GET", "/batch"), ("DELETE", "/healthz")])
    def test_another_method_is_refused(self, running: Make, method: str, path: str) -> None:
        answer = running().client.request(method, path)
        problem(answer, 405)
        assert answer.headers["allow"]

    def test_every_answer_has_the_headers_that_shut_the_browser(self, running: Make) -> None:
        client = running().client
        for answer in (client.get("/"), client.get("/verify?claim=a"), client.get("/nothing"), client.get("/healthz")):
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS
            assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
            assert "unsafe" not in answer.headers["content-security-policy"]
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert "access-control-allow-origin" not in answer.headers
            assert "server" not in answer.headers

    def test_the_figures_count_what_was_done(self, running: Make, stand_in: StandIn) -> None:
        stand_in.status = lambda: HELD  # type: ignore[attr-defined]
        service = running()
        for path in ("/verify?claim=one", "/verify?claim=", "/<script>alert(1)</script>"):
            service.client.get(path)
        service.client.post("/batch", content="one\ntwo", headers={"content-type": "text/plain"})
        figures = service.client.get("/metrics")
        assert figures.headers["content-type"].startswith("text/plain; version=")
        lines = figures.text.splitlines()
        assert 'verify_requests_total{endpoint="/verify",status="200"} 1.0' in lines
        assert 'verify_requests_total{endpoint="/verify",status="422"} 1.0' in lines
        assert 'verify_requests_total{endpoint="other",status="404"} 1.0' in lines
        assert 'verify_claims_total{verdict="conflicting"} 3.0' in lines
        assert 'verify_claims_total{verdict="supported"} 0.0' in lines
        assert "verify_index_passages 7.0" in lines
        assert "verify_index_generation 3.0" in lines
        assert "verify_requests_under_way 0.0" in lines
        assert 'verify_request_seconds_count{endpoint="/batch"} 1.0' in lines
        assert "<script>" not in figures.text
        assert {family.name for family in text_string_to_metric_families(figures.text)} >= {
            "verify_requests",
            "verify_claims",
        }
        asked = {"accept": "application/openmetrics-text; version=1.0.0"}
        assert service.client.get("/metrics", headers=asked).text.endswith("# EOF\n")

    def test_the_other_figures_are_given_when_the_index_can_not_be_read(self, running: Make, stand_in: StandIn) -> None:
        def status() -> Any:
            if stand_in.error:
                raise stand_in.error
            return HELD

        stand_in.status = status  # type: ignore[attr-defined]
        stand_in.error = StoredIndexError("the index is damaged")
        service = running()
        service.client.get("/verify?claim=one")
        figures = service.client.get("/metrics")
        assert figures.status_code == 200
        lines = figures.text.splitlines()
        assert 'verify_requests_total{endpoint="/verify",status="503"} 1.0' in lines
        assert "verify_index_passages NaN" in lines
        assert "verify_index_generation NaN" in lines
        stand_in.error = None
        assert "verify_index_passages 7.0" in service.client.get("/metrics").text
