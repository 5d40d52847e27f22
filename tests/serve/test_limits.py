"""What a client may ask is bounded, and what is too much is refused at once and says when to come back."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.running import ROOT
from tests.serve.service import WAIT, Running, StandIn
from verifier.serve.rates import MOST_CLIENTS, Rates

Make = Callable[..., Running]

CLAIM = {"claim": "205 prisoners freed"}


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class TestRates:
    def test_a_minutes_worth_may_be_asked_at_once_and_then_as_it_comes(self) -> None:
        clock = Clock()
        rates = Rates(60, clock)
        for _ in range(60):
            assert rates.wait("10.0.0.1") == 0
            rates.take("10.0.0.1", 1)
        assert rates.wait("10.0.0.1") == pytest.approx(1.0)
        assert rates.wait("10.0.0.2") == 0
        clock.now += 1
        assert rates.wait("10.0.0.1") == 0

    def test_a_batch_larger_than_what_is_there_is_paid_for_afterwards(self) -> None:
        clock = Clock()
        rates = Rates(60, clock)
        rates.take("10.0.0.1", 180)
        assert rates.wait("10.0.0.1") == pytest.approx(121)
        clock.now += 121
        assert rates.wait("10.0.0.1") == 0

    def test_no_more_is_saved_than_a_minutes_worth(self) -> None:
        clock = Clock()
        rates = Rates(60, clock)
        rates.take("10.0.0.1", 1)
        clock.now += 1e6
        rates.take("10.0.0.1", 60)
        assert rates.wait("10.0.0.1") > 0

    def test_a_network_of_ipv6_addresses_is_one_client(self) -> None:
        rates = Rates(1, Clock())
        rates.take("2001:db8:1:2::1", 1)
        assert rates.wait("2001:db8:1:2:ffff::9%eth0") > 0
        assert rates.wait("2001:db8:1:3::1") == 0
        rates.take("::ffff:10.0.0.1", 1)
        assert rates.wait("::ffff:10.0.0.2") == 0

    def test_what_is_no_address_is_a_client_too(self) -> None:
        rates = Rates(1, Clock())
        rates.take("testclient", 1)
        assert rates.wait("testclient") > 0

    def test_no_more_clients_are_remembered_than_was_said(self) -> None:
        rates = Rates(1, Clock())
        for number in range(MOST_CLIENTS + 5):
            rates.take(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 1)
        assert len(rates._stores) == MOST_CLIENTS

    def test_without_a_limit_nothing_is_remembered(self) -> None:
        rates = Rates(0)
        rates.take("10.0.0.1", 10**9)
        assert rates.wait("10.0.0.1") == 0
        assert not rates._stores


class TestRateOfAClient:
    def test_too_many_claims_are_refused_with_the_time_to_wait(self, running: Make) -> None:
        client = running(rate=2).client
        answers = [client.post("/verify", json=CLAIM) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 31
        assert "try again in" in answers[-1].json()["detail"]

    def test_a_batch_counts_as_many_as_it_has(self, running: Make) -> None:
        client = running(rate=10).client
        kind = {"content-type": "text/plain"}
        assert client.post("/batch", content="one\n" * 15, headers=kind).status_code == 200
        assert client.post("/verify", json=CLAIM).status_code == 429

    def test_the_page_counts_too_and_says_so_as_a_page(self, running: Make) -> None:
        client = running(rate=3).client
        assert client.post("/", data={"claim": "one\ntwo\nthree\nfour"}).status_code == 200
        answer = client.post("/", data={"claim": "one"})
        assert answer.status_code == 429
        assert answer.headers["content-type"].startswith("text/html")
        assert 'role="alert"' in answer.text

    def test_watching_the_service_does_not_count(self, running: Make) -> None:
        client = running(rate=1).client
        assert {client.get("/healthz").status_code for _ in range(5)} == {200}

    def test_asking_with_a_wrong_token_counts(self, running: Make) -> None:
        client = running(rate=1, tokens=["correct-horse-battery-staple"]).client
        assert client.post("/verify", json=CLAIM).status_code == 401
        assert client.post("/verify", json=CLAIM).status_code == 429


class TestSize:
    def test_a_body_that_says_it_is_too_large(self, running: Make) -> None:
        answer = running(body=1000).client.post("/verify", json={"claim": "a" * 2000})
        assert answer.status_code == 413
        assert "larger than 1,000 bytes" in answer.json()["detail"]
        assert answer.headers["connection"] == "close"

    def test_a_body_that_does_not_say_and_is(self, running: Make) -> None:
        taken = 0

        def endless() -> Any:
            nonlocal taken
            while True:
                taken += 1
                yield b"one prisoner freed\n" * 10

        async def ask() -> int:
            async with running(body=1000).several() as client:
                kind = {"content-type": "text/plain"}

                async def pieces() -> Any:
                    for piece in endless():
                        yield piece

                return (await client.post("/batch", content=pieces(), headers=kind)).status_code

        assert asyncio.run(ask()) == 413
        assert taken < 20

    @pytest.mark.parametrize("length", ["9" * 40, "-5", "x", "²"])
    def test_a_length_that_is_a_lie(self, running: Make, length: str) -> None:
        answer = running().client.post(
            "/verify",
            content=b'{"claim": "a"}',
            headers={"content-type": "application/json", "content-length": length.encode()},
        )
        assert answer.status_code == (413 if length.isdecimal() else 200)

    def test_too_many_claims(self, running: Make, stand_in: StandIn) -> None:
        client = running(claims=3).client
        answer = client.post("/batch", content="one\n" * 4, headers={"content-type": "text/plain"})
        assert answer.status_code == 413
        assert "has 4 claims, the most is 3" in answer.json()["detail"]
        assert not stand_in.checked

    def test_the_refusal_is_the_one_that_the_documentation_shows(self, running: Make) -> None:
        text = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
        shown = json.loads(text.partition("```json\n")[2].partition("```")[0])
        answer = running(claims=1_000).client.post(
            "/batch", content="one\n" * 1_200, headers={"content-type": "text/plain"}
        )
        assert answer.json() == shown

    def test_too_many_lines_on_the_page(self, running: Make) -> None:
        answer = running().client.post("/", data={"claim": "one\n" * 21})
        assert answer.status_code == 413
        assert "the most is 20" in answer.text

    def test_a_claim_that_is_too_long_in_each_way(self, running: Make) -> None:
        client = running().client
        long = "word " * 1_001
        assert client.get("/verify", params={"claim": long}).status_code == 422
        assert client.post("/batch", content=long, headers={"content-type": "text/plain"}).status_code == 422
        assert "the most is 5,000" in client.post("/", data={"claim": long}).text


class TestTime:
    def test_a_claim_that_takes_too_long_is_given_up(self, running: Make, stand_in: StandIn) -> None:
        service = running(seconds=0.1)
        stand_in.may_go.clear()
        answer = service.client.post("/verify", json=CLAIM)
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert "not checked within 0.1 s" in answer.json()["detail"]

    def test_its_place_is_taken_until_it_is_done(self, running: Make, stand_in: StandIn) -> None:
        async def ask() -> None:
            service = running(seconds=0.1, requests=1)
            stand_in.may_go.clear()
            async with service.several() as client:
                assert (await client.post("/verify", json=CLAIM)).status_code == 503
                assert service.checks.under_way == 1
                refused = await client.post("/verify", json=CLAIM)
                assert "as many requests" in refused.json()["detail"]
                stand_in.may_go.set()
                while service.checks.under_way:
                    await asyncio.sleep(0.01)
                assert (await client.post("/verify", json=CLAIM)).status_code == 200

        asyncio.run(asyncio.wait_for(ask(), WAIT))

    def test_when_every_thread_is_stuck_the_service_is_not_well(self, running: Make, stand_in: StandIn) -> None:
        async def ask() -> None:
            service = running(seconds=0.1)
            stand_in.may_go.clear()
            async with service.several() as client:
                many = [client.post("/verify", json=CLAIM) for _ in range(20)]
                assert {answer.status_code for answer in await asyncio.gather(*many)} == {503}
                assert (await client.get("/healthz")).status_code == 503
                stand_in.may_go.set()
                while service.checks.under_way:
                    await asyncio.sleep(0.01)
                assert (await client.get("/healthz")).status_code == 200

        asyncio.run(asyncio.wait_for(ask(), WAIT))

    def test_a_body_that_does_not_come_is_not_waited_for(self, running: Make) -> None:
        async def never() -> Any:
            yield b"{"
            await asyncio.sleep(WAIT)

        async def ask() -> Any:
            async with running(seconds=0.1).several() as client:
                return await client.post("/verify", content=never(), headers={"content-type": "application/json"})

        answer = asyncio.run(asyncio.wait_for(ask(), WAIT))
        assert answer.status_code == 408
        assert answer.json()["title"] == "Request Timeout"


class TestMuchAtOnce:
    def test_what_is_too_much_is_sent_away_at_once_and_the_rest_is_answered(
        self, running: Make, stand_in: StandIn
    ) -> None:
        async def ask() -> None:
            service = running(requests=5)
            stand_in.may_go.clear()
            async with service.several() as client:
                begun = [asyncio.ensure_future(client.post("/verify", json=CLAIM)) for _ in range(5)]
                while service.checks.under_way < 5:
                    await asyncio.sleep(0.01)
                refused = await asyncio.gather(*(client.post("/verify", json=CLAIM) for _ in range(50)))
                assert {answer.status_code for answer in refused} == {503}
                assert {answer.headers["retry-after"] for answer in refused} == {"1"}
                page = await client.post("/", data=CLAIM)
                assert page.status_code == 503
                assert "205 prisoners freed</textarea>" in page.text
                assert (await client.get("/healthz")).status_code == 200
                stand_in.may_go.set()
                assert {answer.status_code for answer in await asyncio.gather(*begun)} == {200}
                assert service.checks.under_way == 0

        asyncio.run(asyncio.wait_for(ask(), WAIT))

    def test_batches_leave_room_for_single_claims(self, running: Make, stand_in: StandIn) -> None:
        async def ask() -> None:
            service = running(requests=4, rate=40)  # of which what is refused takes one
            stand_in.may_go.clear()
            kind = {"content-type": "text/plain"}
            async with service.several() as client:
                begun = [
                    asyncio.ensure_future(client.post("/batch", content="one\ntwo\n" * 9, headers=kind))
                    for _ in range(2)
                ]
                while service.checks.under_way < 2:
                    await asyncio.sleep(0.01)
                refused = await client.post("/batch", content="one\n" * 50, headers=kind)
                assert (refused.status_code, refused.json()["status"]) == (503, 503)
                assert "batches" in refused.json()["detail"]
                single = asyncio.ensure_future(client.post("/verify", json=CLAIM))
                while service.checks.under_way < 3:
                    await asyncio.sleep(0.01)
                stand_in.may_go.set()
                assert [len((await answer).text.splitlines()) for answer in begun] == [18, 18]
                assert (await single).status_code == 200
                assert service.checks.under_way == 0

        asyncio.run(asyncio.wait_for(ask(), WAIT))


class TestANewIndex:
    def test_it_is_used_and_the_old_one_is_closed_when_nobody_reads_it(
        self, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("verifier.serve.checking.LOOK_SECONDS", 0.0)
        new = StandIn()

        async def ask() -> None:
            service = Running(stand_in, again=lambda: new)
            async with service.several() as client:
                stand_in.may_go.clear()
                slow = asyncio.ensure_future(client.post("/verify", json=CLAIM))
                await asyncio.to_thread(stand_in.begun.acquire)
                stand_in.replaced = True
                assert (await client.post("/verify", json={"claim": "a new claim"})).status_code == 200
                assert new.checked == ["a new claim"]
                assert not stand_in.closed
                stand_in.may_go.set()
                assert (await slow).status_code == 200
                assert stand_in.closed
                assert service.said == ["The index was made anew and is read from now on."]

        asyncio.run(asyncio.wait_for(ask(), WAIT))
