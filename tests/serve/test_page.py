"""The page as a journalist meets it: in a real browser, by keyboard, on a phone, without scripts, and under attack."""

import datetime as dt
import html
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from tests.cli.running import HARBOUR, RELEASE, desk
from tests.reports.browser import Page, chromium, needs_chromium
from tests.serve.service import TOKEN, Process, Running, serving
from verifier.reports.printable import printable
from verifier.serve import page as written
from verifier.serve.tokens import VARIABLE

ATTACKS: list[str] = [
    text
    for texts in yaml.safe_load((Path(__file__).parent / "attacks.yaml").read_text(encoding="utf-8")).values()
    for text in texts
]
FORM_PART = 20
"""Attacks that the form is sent at once, each in a line."""

ELEMENTS = (
    "a",
    "article",
    "button",
    "div",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "input",
    "label",
    "li",
    "main",
)
ELEMENTS += (
    "mark",
    "ol",
    "p",
    "section",
    "span",
    "summary",
    "textarea",
    "ul",
    "blockquote",
    "details",
    "body",
    "head",
    "html",
)
ELEMENTS += ("link", "meta", "style", "title")
"""All that a page has where no text became markup."""


def memorandum(number: int, text: str) -> str:
    return f"Memorandum {number} of the archive says {text} and has {number} pages."


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    folder = desk(tmp_path_factory.mktemp("page"), release=RELEASE, harbour=HARBOUR)
    with serving(folder, "--rate", "0") as started:
        yield started


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A service whose sources are attacks: title, publisher, address and text of every document, and a file's name."""
    folder = desk(tmp_path_factory.mktemp("attacked"), release=RELEASE)
    rows = [
        {"text": memorandum(number, text), "title": text, "publisher": text, "url": text}
        for number, text in enumerate(ATTACKS, 100)
    ]
    (folder / "notes" / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "notes" / "<img src=x onerror=window.ran=1>'\".md").write_text(
        "The bridge of Ranborough has 77 arches.\n"
    )
    with serving(folder, "--rate", "0") as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Any, process: Process) -> Iterator[Page]:
    with Page(browser, process.url) as opened:
        yield opened
        assert opened.complaints == []
        assert {url.split("/")[2] for url in opened.asked if not url.startswith("data:")} == {process.url.split("/")[2]}


def check(page: Page, claims: str, date: str = "") -> None:
    page.page.fill("#claim", claims)
    if date:
        page.page.fill("#date", date)
    with page.page.expect_navigation():
        page.page.get_by_role("button", name="Check").click()


def assert_nothing_ran(page: Page) -> None:
    assert page.page.evaluate("window.ran") is None
    assert page.complaints == []
    found = set(page.page.evaluate("[...document.querySelectorAll('*')].map(one => one.localName)"))
    assert found <= set(ELEMENTS)
    handlers = "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames()).filter(name => name.startsWith('on'))"
    assert page.page.evaluate(handlers) == []
    links = page.page.eval_on_selector_all("a", "all => all.map(one => one.protocol)")
    assert set(links) <= {"http:", "https:"}


@needs_chromium
class TestAsked:
    def test_a_claim_and_its_evidence(self, page: Page) -> None:
        assert page.page.title() == "Check a claim · verify"
        assert page.page.evaluate("document.activeElement.id") == "claim"
        check(page, "205 prisoners freed")
        assert page.page.title() == "Conflicting: 205 prisoners freed · verify"
        assert page.page.inner_text("h2") == "Result"
        assert page.page.locator("h3 mark.conflicts").inner_text() == "205 prisoners"
        assert page.page.locator("blockquote").first.is_visible()
        assert "the claim says 205 prisoners" in page.page.locator(".reasons").first.inner_text()
        assert page.page.input_value("#claim") == "205 prisoners freed"

    def test_it_is_the_view_of_the_report(self, page: Page, process: Process, tmp_path: Path, browser: Any) -> None:
        """The same elements with the same words and classes as a batch report of the same claim."""
        from verifier import Verifier
        from verifier.batch.records import Batch, Result, Row
        from verifier.reports import html as report

        check(page, "205 prisoners freed")
        shown = page.page.inner_html(".claims details .body")
        folder = desk(tmp_path, release=RELEASE, harbour=HARBOUR)
        verdict = Verifier.against([folder / "notes"]).check("205 prisoners freed")
        made = Batch(
            name="x",
            made=dt.date(2026, 1, 1),
            results=[Result(number=1, row=Row(claim=verdict.claim, line=1), verdict=verdict)],
        )
        (tmp_path / "report.html").write_text("".join(report.render(made)), encoding="utf-8")
        with Page(browser, tmp_path / "report.html") as reported:
            expected = reported.page.inner_html(".claims details .body").replace(f"{tmp_path}/", "")
        assert expected.partition("</p>")[2].split() == shown.split()

    def test_several_claims_and_the_day_they_were_made(self, page: Page) -> None:
        check(page, "Belarus freed prisoners yesterday\n\n The harbour bridge is 450 metres long \n", "2026-03-20")
        assert page.page.inner_text("h2") == "2 results"
        assert (
            page.page.eval_on_selector_all(".claims .badge", "all => all.map(one => one.textContent.slice(1))")
            == ["Supported"] * 2
        )
        assert "made on 20 March 2026" in page.page.inner_text(".claims")
        assert page.page.input_value("#date") == "2026-03-20"

    @pytest.mark.parametrize(
        ("claims", "date", "said", "wrong"),
        [
            ("?!", "", "The claim has no words", "claim"),
            ("one\n" * 21, "", "the most is 20", "claim"),
            ("one", "soon", "is not a date", "date"),
        ],
    )
    def test_what_is_wrong_is_told_beside_what_was_written(  # noqa: PLR0917 - what is written, and what is said of it
        self, browser: Any, process: Process, claims: str, date: str, said: str, wrong: str
    ) -> None:
        with Page(browser, process.url) as page:
            if date:
                page.page.eval_on_selector("#date", "(one, date) => { one.type = 'text'; one.value = date }", date)
            check(page, claims)
            assert said in page.page.inner_text("[role=alert]")
            assert page.page.title().startswith("Problem: ")
            assert page.page.get_attribute(f"#{wrong}", "aria-invalid") == "true"
            assert "problem" in (page.page.get_attribute(f"#{wrong}", "aria-describedby") or "").split()
            assert page.page.input_value("#claim").split() == claims.split()

    def test_by_keyboard_alone(self, page: Page) -> None:
        page.page.keyboard.type("205 prisoners freed")
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.id") == "date"
        for _ in range(5):  # the parts of the date, and its calendar
            page.page.keyboard.press("Tab")
            if page.page.evaluate("document.activeElement.localName") == "button":
                break
        with page.page.expect_navigation():
            page.page.keyboard.press("Enter")
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.localName") == "summary"
        page.page.keyboard.press("Enter")
        assert not page.page.locator("blockquote").first.is_visible()

    def test_the_way_past_the_form(self, page: Page) -> None:
        check(page, "205 prisoners freed")
        page.page.evaluate("history.replaceState(null, '', '/')")
        assert page.page.get_attribute(".skip", "href") == "#results"

    def test_without_scripts(self, browser: Any, process: Process) -> None:
        with Page(browser, process.url, java_script_enabled=False) as page:
            check(page, "205 prisoners freed")
            assert page.page.locator("blockquote").first.is_visible()
            assert page.page.locator("script").count() == 0

    def test_signing_in_and_out(self, browser: Any, process: Process, newsroom: Path) -> None:
        with serving(newsroom, **{VARIABLE: TOKEN}) as guarded, Page(browser, guarded.url) as page:
            assert page.page.title() == "Sign in · verify"
            page.page.fill("#token", "wrong-wrong-wrong-wrong")
            page.page.keyboard.press("Enter")
            page.page.wait_for_selector("[role=alert]")
            page.page.fill("#token", TOKEN)
            page.page.keyboard.press("Enter")
            page.page.wait_for_selector("#claim")
            check(page, "205 prisoners freed")
            assert page.page.locator("blockquote").count()
            assert page.page.evaluate("document.cookie") == ""
            page.page.get_by_role("button", name="Sign out").click()
            page.page.wait_for_selector("#token")


@needs_chromium
class TestShown:
    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_is_wider_than_the_screen(self, browser: Any, process: Process, width: int) -> None:
        with Page(browser, process.url, viewport={"width": width, "height": 800}) as page:
            check(page, "205 prisoners freed " + "x" * 300)
            assert page.page.evaluate("document.documentElement.scrollWidth") <= width

    @pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
    def test_axe_finds_nothing(self, browser: Any, process: Process, width: int, scheme: str) -> None:
        from axe_playwright_python.sync_playwright import Axe

        # axe-core puts a script and a style of its own into the page, which the policy rightly refuses.
        how = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}, "bypass_csp": True}
        with Page(browser, process.url, **how) as page:
            for claims in ("", "205 prisoners freed\nThe bridge is 450 metres long\nNothing of the kind", "?!"):
                if claims:
                    check(page, claims)
                found = Axe().run(page.page).response["violations"]
                assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []

    def test_axe_finds_nothing_where_one_signs_in(self, browser: Any, newsroom: Path) -> None:
        from axe_playwright_python.sync_playwright import Axe

        with serving(newsroom, **{VARIABLE: TOKEN}) as guarded, Page(browser, guarded.url, bypass_csp=True) as page:
            assert Axe().run(page.page).response["violations"] == []
            page.page.fill("#token", "wrong")
            page.page.keyboard.press("Enter")
            page.page.wait_for_selector("[role=alert]")
            assert Axe().run(page.page).response["violations"] == []


@needs_chromium
@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "by escaping alone"])
class TestUnderAttack:
    def test_nothing_in_claims_and_sources_runs(self, browser: Any, attacked: Process, bypass: bool) -> None:
        """Every attack is shown as a claim, and as title, publisher, address and words of a source; none does anything."""
        seen = ""
        with Page(browser, attacked.url, bypass_csp=bypass) as page:
            for start in range(0, len(ATTACKS), FORM_PART):
                part = enumerate(ATTACKS[start : start + FORM_PART], 100 + start)
                lines = [" ".join(memorandum(number, text).split()) for number, text in part]
                check(page, "\n".join(lines))
                assert_nothing_ran(page)
                shown = page.page.eval_on_selector_all(".claims h3", "all => all.map(one => one.textContent)")
                assert shown == [printable(line) for line in lines]
                seen += page.page.evaluate(
                    "[...document.querySelectorAll('.source, blockquote')].map(one => one.textContent).join()"
                )
            check(page, "The bridge of Ranborough has 78 arches")
            assert_nothing_ran(page)
            assert "<img src=x onerror=window.ran=1>" in page.page.inner_text(".place >> nth=0")
        missing = [
            number for number in range(100, 100 + len(ATTACKS)) if f"Memorandum {number} of the archive" not in seen
        ]
        assert missing == []

    @pytest.mark.parametrize("text", [ATTACKS[0], ATTACKS[12], "</title><svg onload=window.ran=1>"])
    def test_an_address_with_an_attack_in_it(self, browser: Any, attacked: Process, bypass: bool, text: str) -> None:
        with Page(browser, attacked.url, bypass_csp=bypass) as page:
            for path in ("verify?claim=", "nothing/", "?claim="):
                page.page.goto(attacked.url + path + quote(text, safe=""))
                assert page.page.evaluate("window.ran") is None
                assert page.page.locator("img, svg, iframe, script, object, embed, base").count() == 0


@pytest.mark.parametrize("text", ATTACKS)
def test_what_is_sent_back_to_a_program_is_no_page(running: Callable[..., Running], text: str) -> None:
    client = running().client
    for answer in (
        client.get("/verify", params={"claim": f"{text} freed"}),
        client.get("/verify", params={"claim": "one", "date": text}),
        client.get("/" + quote(text, safe="")),
        client.post("/batch", content=f"{text} freed".encode(), headers={"content-type": "text/plain"}),
    ):
        assert answer.headers["content-type"] in (
            "application/json",
            "application/problem+json",
            "application/x-ndjson",
        )
        assert answer.headers["x-content-type-options"] == "nosniff"


@needs_chromium
def test_markup_that_got_through_would_not_run(browser: Any, tmp_path: Path) -> None:
    """The policy's own test: it is given to a page with markup that was not escaped."""
    smuggled = "<script>window.ran=1</script><img src=x onerror=window.ran=1><b style='color:red'>b</b>"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(written.policy())}">'
    broken = written.render().replace("<title>", f"{policy}<title>").replace("</main>", f"{smuggled}</main>")
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    with Page(browser, tmp_path / "broken.html") as page:
        page.page.wait_for_timeout(200)
        assert page.page.evaluate("window.ran") is None
        assert len([said for said in page.complaints if "Content Security Policy" in said]) >= 3
