"""Who is let in, and that a secret shows nowhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import verify
from tests.serve.service import TOKEN, Running
from verifier.errors import InputError
from verifier.serve import tokens
from verifier.serve.tokens import SESSION_SECONDS, VARIABLE, Tokens

Make = Callable[..., Running]

CLAIM = {"claim": "205 prisoners freed"}
OTHER = "another-token-altogether"


class TestReading:
    def test_a_file_may_hold_several(self, tmp_path: Path) -> None:
        (tmp_path / "tokens").write_text(f"{TOKEN}\n\n  {OTHER}  \n")
        read = tokens.read(tmp_path / "tokens", {})
        assert [read.admit(each) for each in (TOKEN, OTHER, "", TOKEN[:-1], f"{TOKEN} ")] == [
            True,
            True,
            False,
            False,
            False,
        ]

    def test_the_environment_holds_one_and_no_child_gets_it(self) -> None:
        given = {VARIABLE: TOKEN, "HOME": "/"}
        assert tokens.read(None, given).admit(TOKEN)
        assert given == {"HOME": "/"}

    def test_there_may_be_none(self) -> None:
        assert not tokens.read(None, {})

    @pytest.mark.parametrize(
        "text", ["", "\n \n", "hunter2", f"{TOKEN}\nhunter2", f"{TOKEN} and more", "pässwörd-pässwörd", f"{TOKEN}\x07x"]
    )
    def test_what_is_no_token_is_refused_and_not_shown(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "tokens").write_text(text)
        with pytest.raises(InputError) as refused:
            tokens.read(tmp_path / "tokens", {})
        assert "tokens" in str(refused.value)
        for line in filter(str.strip, text.splitlines()):
            assert line.strip() not in str(refused.value)

    def test_a_file_that_can_not_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="cannot be read"):
            tokens.read(tmp_path / "none", {})
        (tmp_path / "bytes").write_bytes(b"\xff\xfe")
        with pytest.raises(InputError, match="not UTF-8"):
            tokens.read(tmp_path / "bytes", {})

    def test_two_places_are_one_too_many(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="is set as well"):
            tokens.read(tmp_path / "tokens", {VARIABLE: TOKEN})


class TestSessions:
    def test_a_session_holds_for_its_token_and_a_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        both = Tokens([TOKEN, OTHER])
        session = both.session(TOKEN)
        assert both.know(session)
        assert TOKEN not in session
        assert not Tokens([OTHER]).know(session)
        assert not both.know(session[:-9] + ("A" if session[-9] != "A" else "B") + session[-8:])
        assert not both.know("")
        assert both.session("wrong") == ""
        import time

        later = time.time() + SESSION_SECONDS + 2
        monkeypatch.setattr(time, "time", lambda: later)
        assert not both.know(session)


class TestProgramsAreLetIn:
    @pytest.mark.parametrize(
        "header", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer \xff"]
    )
    @pytest.mark.parametrize("path", ["/verify?claim=a", "/metrics"])
    def test_not_without_the_token(self, running: Make, header: str | None, path: str) -> None:
        headers = {} if header is None else {"authorization": header.encode("latin-1")}
        answer = running(tokens=[TOKEN]).client.get(path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"

    def test_with_it(self, running: Make) -> None:
        client = running(tokens=[TOKEN, OTHER]).client
        for token in (TOKEN, OTHER):
            assert client.post("/verify", json=CLAIM, headers={"authorization": f"bearer {token}"}).status_code == 200

    def test_a_batch_is_not_read_before(self, running: Make) -> None:
        answer = running(tokens=[TOKEN], body=1000).client.post("/batch", content=b"x" * 5000)
        assert answer.status_code == 401

    def test_health_and_description_are_open(self, running: Make) -> None:
        client = running(tokens=[TOKEN]).client
        assert client.get("/healthz").status_code == 200
        assert client.get("/openapi.json").status_code == 200

    def test_a_session_is_for_the_page_alone(self, running: Make) -> None:
        client = running(tokens=[TOKEN]).client
        client.post("/login", data={"token": TOKEN})
        assert client.get("/").status_code == 200
        assert client.get("/verify?claim=a").status_code == 401


class TestPeopleAreLetIn:
    def test_the_page_asks_for_the_token(self, running: Make) -> None:
        answer = running(tokens=[TOKEN]).client.get("/")
        assert answer.status_code == 401
        assert 'type="password"' in answer.text
        assert "<textarea" not in answer.text

    def test_signed_in_and_out(self, running: Make) -> None:
        client = running(tokens=[TOKEN]).client
        answer = client.post("/login", data={"token": f" {TOKEN} "})
        assert (answer.status_code, answer.headers["location"]) == (303, "./")
        cookie = answer.headers["set-cookie"]
        assert TOKEN not in cookie
        assert re.search(r"HttpOnly; Max-Age=43200; Path=/; SameSite=strict$", cookie)
        page = client.post("/", data=CLAIM)
        assert page.status_code == 200
        assert "Sign out" in page.text
        assert client.post("/logout").status_code == 303
        assert client.get("/").status_code == 401

    def test_over_https_the_cookie_never_goes_another_way(self, running: Make) -> None:
        service = running(tokens=[TOKEN])
        from starlette.testclient import TestClient

        client = TestClient(service.app, base_url="https://verify.example.org", follow_redirects=False)
        assert "; Secure" in client.post("/login", data={"token": TOKEN}).headers["set-cookie"]

    @pytest.mark.parametrize("fields", [{}, {"token": ""}, {"token": "wrong"}, {"token": f"{TOKEN}x"}])
    def test_a_wrong_token_is_told(self, running: Make, fields: dict[str, str]) -> None:
        answer = running(tokens=[TOKEN]).client.post("/login", data=fields)
        assert answer.status_code in (401, 415)
        assert 'role="alert"' in answer.text
        assert "set-cookie" not in answer.headers

    def test_a_form_without_a_session_checks_nothing(self, running: Make) -> None:
        answer = running(tokens=[TOKEN]).client.post("/", data=CLAIM)
        assert answer.status_code == 401
        assert "signed out" in answer.text

    def test_a_proxy_may_show_the_token_for_them(self, running: Make) -> None:
        answer = running(tokens=[TOKEN]).client.get("/", headers={"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        assert "Sign out" not in answer.text

    def test_without_tokens_signing_in_leads_to_the_page(self, running: Make) -> None:
        answer = running().client.post("/login", data={"token": "x"})
        assert answer.status_code == 303
        assert "set-cookie" not in answer.headers


class TestWhereRequestsComeFrom:
    @pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
    def test_a_page_of_another_site_gets_nothing(self, running: Make, site: str) -> None:
        client = running().client
        asked = {"sec-fetch-site": site}
        assert client.get("/verify?claim=a", headers=asked).status_code == 403
        assert client.post("/", data=CLAIM, headers=asked).status_code == 403
        assert client.get("/", headers=asked).status_code == 200  # a link leads here

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9", "http://[", ""])
    def test_an_older_browser_says_its_origin(self, running: Make, origin: str) -> None:
        assert running().client.post("/", data=CLAIM, headers={"origin": origin}).status_code == 403

    def test_the_page_itself_may_ask(self, running: Make) -> None:
        client = running().client
        assert client.post("/", data=CLAIM, headers={"origin": "http://127.0.0.1"}).status_code == 200
        assert client.post("/", data=CLAIM, headers={"sec-fetch-site": "same-origin"}).status_code == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "10.0.0.1", "", "[", "localhost.evil"]
    )
    def test_without_a_token_a_name_that_leads_here_from_elsewhere_is_not_answered(
        self, running: Make, host: str
    ) -> None:
        answer = running().client.get("/verify?claim=a", headers={"host": host})
        assert answer.status_code == 421
        assert running().client.get("/", headers={"host": host}).status_code == 421

    @pytest.mark.parametrize(
        "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "verify.localhost"]
    )
    def test_names_of_this_machine_are(self, running: Make, host: str) -> None:
        assert running().client.get("/verify?claim=a", headers={"host": host}).status_code == 200

    def test_with_a_token_any_name_will_do(self, running: Make) -> None:
        headers = {"host": "verify.example.org", "authorization": f"Bearer {TOKEN}"}
        assert running(tokens=[TOKEN]).client.get("/verify?claim=a", headers=headers).status_code == 200


class TestNothingShowsIt:
    def test_no_log_holds_claim_query_or_token(self, running: Make, capsys: pytest.CaptureFixture[str]) -> None:
        client = running(tokens=[TOKEN]).client
        client.get("/verify?claim=secretclaim", headers={"authorization": f"Bearer {TOKEN}"})
        client.get("/verify?claim=secretclaim", headers={"authorization": "Bearer wrongwrongwrong"})
        client.post("/login", data={"token": TOKEN})
        client.post("/", data={"claim": "secretclaim"})
        written = capsys.readouterr().err
        assert len(written.splitlines()) == 4
        for secret in (TOKEN, "secretclaim", "wrongwrong"):
            assert secret not in written

    def test_no_log_obeys_what_a_path_says(self, running: Make, capsys: pytest.CaptureFixture[str]) -> None:
        running().client.get("/%1b[31m%0a2026 forged%e2%80%ae" + "x" * 500)
        written = capsys.readouterr().err
        assert len(written.splitlines()) == 1
        assert not set("\x1b\u202e") & set(written)
        assert len(written) < 300

    def test_there_is_no_option_for_a_token(self, newsroom: Path) -> None:
        shown = verify("serve", "--help", cwd=newsroom).stdout
        assert [option for option in re.findall(r"--[\w-]*token[\w-]*", shown) if option != "--token-file"] == []
