"""The command in a process of its own: where it listens, what it does under load, how it ends, and what it notices."""

import concurrent.futures
import contextlib
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.cli.running import HARBOUR, RELEASE, WAIT, desk, environment, verify
from tests.serve.service import TOKEN, Process, serving
from verifier.serve.tokens import VARIABLE

CLAIM = {"claim": "205 prisoners freed"}


@pytest.fixture(scope="module")
def process(newsroom: Path) -> Iterator[Process]:
    """One service for all tests that leave it as it was."""
    with serving(newsroom, "--timeout", "2", "--concurrency", "8", "--rate", "0") as started:
        yield started


def connect(process: Process) -> socket.socket:
    url = httpx.URL(process.url)
    made = socket.create_connection((url.host, url.port or 0), timeout=WAIT)
    made.settimeout(WAIT)
    return made


def read_all(connection: socket.socket) -> bytes:
    read = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            read += piece
    return read


class TestWhereItListens:
    def test_it_is_there_for_this_machine_alone(self, process: Process) -> None:
        assert process.url.startswith("http://127.0.0.1:")
        assert httpx.post(f"{process.url}verify", json=CLAIM, timeout=WAIT).json()["verdict"] == "conflicting"

    @pytest.mark.parametrize("host", ["0.0.0.0", "::"])
    def test_other_machines_only_with_a_token(self, newsroom: Path, host: str) -> None:
        done = verify("serve", "--host", host, "--port", "0", cwd=newsroom)
        assert done.returncode == 2
        assert VARIABLE in done.stderr
        assert "--token-file" in done.stderr
        assert "Traceback" not in done.stderr

    def test_with_a_token_they_do(self, newsroom: Path) -> None:
        with serving(newsroom, "--host", "0.0.0.0", **{VARIABLE: TOKEN}) as process:
            port = httpx.URL(process.url).port
            headers = {"authorization": f"Bearer {TOKEN}"}
            assert httpx.get(f"http://127.0.0.1:{port}/verify?claim=a1", timeout=WAIT).status_code == 401
            assert (
                httpx.post(f"http://127.0.0.1:{port}/verify", json=CLAIM, headers=headers, timeout=WAIT).status_code
                == 200
            )
            command = Path(f"/proc/{process.process.pid}/cmdline")
            assert not command.exists() or TOKEN.encode() not in command.read_bytes()
            assert process.end() == 0
            assert TOKEN not in "".join(process.said)

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--host", "nowhere.invalid"], "can't be looked up"),
            (["--host", "192.0.2.1"], "token is needed"),
            (["--host", ""], "is empty"),
            (["--port", "70000"], "65535"),
            (["--proxy", "*"], "is no address"),
            (["--token-file", "missing"], "cannot be read"),
            (["--ignore", "quantitty"], "did you mean"),
            (["--against", "nothing-here"], "nothing-here"),
            (["--format", "json"], "jsonl"),
        ],
    )
    def test_what_can_not_be_is_said_in_a_line(self, newsroom: Path, options: list[str], said: str) -> None:
        done = verify("serve", "--port", "0", *options, cwd=newsroom)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    def test_an_address_of_another_machine_can_not_be_taken(self, newsroom: Path) -> None:
        done = verify("serve", "--host", "192.0.2.1", "--port", "0", cwd=newsroom, **{VARIABLE: TOKEN})
        assert (done.returncode, "choose another" in done.stderr) == (2, True)

    def test_a_port_that_is_taken(self, newsroom: Path, process: Process) -> None:
        done = verify("serve", "--port", str(httpx.URL(process.url).port), cwd=newsroom)
        assert done.returncode == 2
        assert "choose another" in done.stderr

    def test_an_index_that_is_missing(self, tmp_path: Path) -> None:
        done = verify("serve", "--port", "0", cwd=tmp_path)
        assert done.returncode == 3
        assert "there is no index" in done.stderr

    def test_without_what_it_needs_it_says_what_to_install(self, newsroom: Path) -> None:
        script = "import sys; sys.modules['uvicorn'] = None; from verifier.cli.commands import app; app(['serve'])"
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=newsroom, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert "pip install 'verifier[serve]'" in done.stderr

    def test_the_log_can_be_json(self, newsroom: Path) -> None:
        with serving(newsroom, "--format", "jsonl", "--against", "notes") as process:
            httpx.get(f"{process.url}verify?claim=secretclaim", timeout=WAIT)
            process.end()
            rows = [json.loads(line) for line in process.said]
            assert (rows[0]["path"], rows[0]["status"], rows[0]["client"]) == ("/verify", 200, "127.0.0.1")
            assert "secretclaim" not in "".join(process.said)

    def test_a_quiet_one_says_little(self, newsroom: Path) -> None:
        with serving(newsroom, "--quiet") as process:
            httpx.get(f"{process.url}healthz", timeout=WAIT)
            process.end()
            assert not [line for line in process.said if "healthz" in line]

    def test_a_proxy_says_whom_it_asks_for_and_nobody_else_can(self, newsroom: Path) -> None:
        for_another = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
        for options, client in (((), "127.0.0.1"), (("--proxy", "127.0.0.1"), "203.0.113.9")):
            with serving(newsroom, *options) as process:
                httpx.get(f"{process.url}healthz", headers=for_another, timeout=WAIT)
                process.end()
                assert f" {client} GET /healthz" in "".join(process.said)


class TestHowItEnds:
    @pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
    def test_what_is_under_way_is_finished(self, newsroom: Path, how: int, code: int) -> None:
        """A batch and single claims are under way when it is told to end: all are answered whole, and no others."""
        with serving(newsroom, "--rate", "0") as process:
            claims = "\n".join(f"{number} prisoners freed in Belarus" for number in range(150))
            started: list[float] = []
            with httpx.Client(timeout=WAIT) as client, concurrent.futures.ThreadPoolExecutor(4) as pool:

                def single(number: int) -> int:
                    return httpx.post(
                        f"{process.url}verify", json={"claim": f"{number} freed"}, timeout=WAIT
                    ).status_code

                kind = {"content-type": "text/plain"}
                with client.stream("POST", f"{process.url}batch", content=claims, headers=kind) as answer:
                    lines = answer.iter_lines()
                    first = next(lines)
                    singles = [pool.submit(single, number) for number in range(4)]
                    time.sleep(0.05)
                    process.process.send_signal(how)
                    started.append(time.monotonic())
                    rest = list(lines)
            assert [json.loads(line)["line"] for line in (first, *rest)] == list(range(1, 151))
            for answered in singles:
                # One whose connection had not been taken yet is refused, never broken off in the middle.
                with contextlib.suppress(httpx.NetworkError, httpx.RemoteProtocolError):
                    assert answered.result() == 200
            assert process.wait() == code, process.said
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"{process.url}healthz", timeout=WAIT)
            assert "Traceback" not in "".join(process.said)

    def test_what_takes_longer_than_the_grace_is_broken_off(self, newsroom: Path) -> None:
        with serving(newsroom, "--grace", "0", "--rate", "0") as process:
            claims = "\n".join(f"{number} prisoners freed in Belarus" for number in range(900))
            kind = {"content-type": "text/plain"}
            with (
                httpx.Client(timeout=WAIT) as client,
                client.stream("POST", f"{process.url}batch", content=claims, headers=kind) as answer,
            ):
                lines = answer.iter_lines()
                next(lines)
                process.process.send_signal(signal.SIGTERM)
                taken = []
                with contextlib.suppress(httpx.HTTPError):
                    for line in lines:
                        taken.append(line)  # noqa: PERF402 - it may break off
                assert len(taken) < 899
            assert process.wait() == 0
            said = "".join(process.said)
            assert " POST /batch 0 " in said
            assert "A request was broken off: it was not done within --grace.\n" in said
            assert "Exception" not in said
            assert "All that was under way is done." not in said

    def test_an_idle_connection_does_not_hold_it_up(self, newsroom: Path) -> None:
        with serving(newsroom) as process, connect(process):
            assert process.end() == 0


class TestMuchAtOnce:
    def test_overload_is_sent_away_at_once_and_nothing_fails(self, process: Process) -> None:
        def ask(number: int) -> tuple[int, str, float]:
            began = time.monotonic()
            answer = httpx.post(f"{process.url}verify", json={"claim": f"{number} prisoners freed"}, timeout=WAIT)
            return answer.status_code, answer.headers.get("retry-after", ""), time.monotonic() - began

        with concurrent.futures.ThreadPoolExecutor(24) as pool:
            answers = list(pool.map(ask, range(120)))
        assert {status for status, _, _ in answers} <= {200, 503}
        assert all(wait for status, wait, _ in answers if status == 503)
        assert sum(status == 200 for status, _, _ in answers) >= 8
        assert httpx.post(f"{process.url}verify", json=CLAIM, timeout=WAIT).status_code == 200

    def test_a_head_that_does_not_come_is_not_waited_for(self, process: Process) -> None:
        with connect(process) as slow:
            slow.sendall(b"POST /verify HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            began = time.monotonic()
            for _ in range(40):
                try:
                    slow.sendall(b"a")
                except (BrokenPipeError, ConnectionResetError):
                    break
                time.sleep(0.25)
            assert 1 < time.monotonic() - began < 9

    def test_a_body_that_does_not_come_is_not_waited_for(self, process: Process) -> None:
        with connect(process) as slow:
            slow.sendall(
                b"POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
            )
            answer = read_all(slow)
        assert b" 408 " in answer.split(b"\r\n")[0]

    def test_connections_are_not_taken_without_end(self, newsroom: Path) -> None:
        with serving(newsroom, "--concurrency", "1") as process, contextlib.ExitStack() as held:
            for _ in range(40):
                held.enter_context(connect(process))
            with connect(process) as one_more:
                one_more.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                answer = read_all(one_more)
            assert b" 503 " in answer.split(b"\r\n")[0]
            assert b"retry-after: 1" in answer.lower()
            assert b"as many connections" in answer
            held.close()
            deadline = time.monotonic() + WAIT
            while httpx.get(f"{process.url}healthz", timeout=WAIT).status_code != 200:
                assert time.monotonic() < deadline

    @pytest.mark.parametrize(
        "sent",
        [
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"GET / HTTP/1.1\r\n\r\n",
            b"GET /verify?claim=" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
            b"POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n{}}",
            b"POST /verify HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"GET http://[ HTTP/1.1\r\nHost: [\r\n\r\n",
            b"\r\n" * 20_000,
            b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        ],
    )
    def test_what_is_not_http_does_no_harm(self, process: Process, sent: bytes) -> None:
        with connect(process) as other:
            with contextlib.suppress(OSError):  # it may have been sent away before all was said
                other.sendall(sent)
                other.shutdown(socket.SHUT_WR)
            answer = read_all(other)
        assert not answer or re.match(rb"HTTP/1\.1 4\d\d ", answer)
        assert httpx.get(f"{process.url}healthz", timeout=WAIT).status_code == 200


class TestWhatItNotices:
    @pytest.mark.parametrize("path", ["/verify", "/batch"])
    def test_a_client_that_leaves_before_it_is_answered(self, process: Process, path: str) -> None:
        body = json.dumps(CLAIM) + "\n" if path == "/verify" else f"{json.dumps(CLAIM)}\n" * 200
        kind = "application/json" if path == "/verify" else "application/jsonl"
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        with connect(process) as leaving:
            leaving.sendall((head + body).encode())
            if path == "/batch":
                assert leaving.recv(1)
        deadline = time.monotonic() + WAIT
        while not any(f" POST {path} 0 " in line for line in process.said):
            assert time.monotonic() < deadline, process.said
            time.sleep(0.05)

    def verdict(self, process: Process, claim: str) -> str:
        answer: dict[str, Any] = httpx.get(f"{process.url}verify", params={"claim": claim}, timeout=WAIT).json()
        return str(answer["verdict"])

    def until(self, process: Process, claim: str, verdict: str) -> None:
        deadline = time.monotonic() + 30
        while (found := self.verdict(process, claim)) != verdict:
            assert time.monotonic() < deadline, found
            time.sleep(0.2)

    def test_a_changed_and_a_new_index_without_a_restart(self, tmp_path: Path) -> None:
        folder = desk(tmp_path, release=RELEASE)
        with serving(folder, "--rate", "0") as process:
            bridge = "The harbour bridge is 450 metres long"
            assert self.verdict(process, bridge) == "unverified"
            (folder / "notes" / "harbour.txt").write_text(HARBOUR)
            assert verify("index", cwd=folder).returncode == 0
            self.until(process, bridge, "supported")
            generation = re.search(r"^verify_index_generation (\S+)", httpx.get(f"{process.url}metrics").text, re.M)
            assert generation
            assert float(generation[1]) > 1
            (folder / "notes" / "harbour.txt").write_text(HARBOUR.replace("450", "720"))
            assert verify("index", "--rebuild", cwd=folder).returncode == 0
            self.until(process, bridge, "conflicting")
            assert "The index was made anew and is read from now on.\n" in process.said

    def test_an_index_that_is_taken_away_while_it_is_read(self, tmp_path: Path) -> None:
        folder = desk(tmp_path, release=RELEASE)
        with serving(folder, "--rate", "0") as process:
            assert self.verdict(process, "205 prisoners freed") == "conflicting"
            shutil.rmtree(folder / ".verifier")
            time.sleep(1.2)
            answer = httpx.post(f"{process.url}verify", json=CLAIM, timeout=WAIT)
            assert answer.status_code in (200, 503)
            assert process.end() == 0
