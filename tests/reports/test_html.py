"""The HTML report as a reader meets it: in a real browser, by keyboard, on a phone, on paper, and under attack."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.reports.batches import EACH, batch, results, told
from tests.reports.browser import Page, chromium, needs_chromium
from tests.reports.verdicts import CONFLICTING, MIXED, SUPPORTED, TIMES, UNVERIFIED, evidence, source
from verifier.batch.records import Batch, Result, Row
from verifier.records import Claim, Stance, Status, Verdict
from verifier.reports import html

ATTACKS = (
    "<script>document.title='run'</script>",
    "<img src=x onerror=\"document.title='run'\">",
    "\"><svg onload=document.title='run'>",
    "</script><script>document.title='run'</script>",
    "</style><script>document.title='run'</script>",
    "{{ 7*7 }} {% include 'report.css' %}",
    "javascript:document.title='run'",
    "' onmouseover='document.title=1' x='",
    "<!--<script>",
    "&lt;script&gt;",
    "<details open ontoggle=document.title='run'>",
    "<iframe srcdoc='<script>parent.document.title=\"run\"</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=document.title='run'>",
    "<svg><animate onbegin=document.title='run' attributeName=x dur=1s>",
    "<a href='javascript:document.title=1' autofocus onfocus=document.title='run' tabindex=1>x</a>",
    "<base href='https://example.org/'><link rel=stylesheet href=x><meta http-equiv=refresh content='0;url=https://example.org'>",
    "<form action='https://example.org'><button formaction='javascript:document.title=1'>x</button></form>",
    "data:text/html,<script>document.title='run'</script>",
    "JaVaScRiPt:document.title='run'",
    "\u003cscript\u003edocument.title='run'\u003c/script\u003e",
    "<noscript><p title='</noscript><img src=x onerror=document.title=1>'>",
    "<template><script>document.title='run'</script></template>",
    "`${document.title='run'}` --> ]]> */ </textarea></title><script>document.title='run'</script>",
)


def attacked(text: str, number: int) -> Result:
    """A result in which the text stands wherever text from outside can."""
    of = source(
        title=text, publisher=text, url=f"javascript:{text}" if number % 2 else f"https://example.org/{text}", path=text
    )
    one = evidence(text, Stance.SUPPORTS, of, findings=SUPPORTED.evidence[0].findings, highlights=((0, 3),))
    verdict = Verdict(claim=Claim(text), status=Status.SUPPORTED, confidence=0.9, evidence=(one,), note=text)
    row = Row(claim=Claim(text, speaker=text, date=dt.date(2026, 3, 20)), line=number, id=text, expect=Status.MIXED)
    return Result(number=number, row=row, verdict=verdict)


def page_of(made_of: Batch) -> str:
    return "".join(html.render(made_of))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of verdicts of every kind, some not as expected, with a row that could not be read."""
    given = results(EACH)
    given = [msgspec.structs.replace(given[0], row=told(SUPPORTED, expect=Status.CONFLICTING).row), *given[1:]]
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(page_of(batch(given, problems=("claims.yaml:9: has no `claim`",), author="Example Desk")), "utf-8")
    return file


class TestThePageItself:
    def test_the_same_batch_gives_the_same_bytes(self) -> None:
        assert page_of(batch(results(EACH))) == page_of(batch(results(EACH)))

    def test_a_batch_without_a_claim_is_a_page_too(self) -> None:
        assert "0 claims" in page_of(batch([]))

    def test_nothing_is_loaded(self) -> None:
        page = page_of(batch(results(EACH)))
        assert re.findall(r"<(?:link|img|script|iframe|object)\b[^>]*(?:src|href)=\"(?!data:,)[^\"]*", page) == []
        assert "url(" not in page
        assert "@import" not in page

    def test_the_policy_lets_nothing_in_but_the_two_hashes(self) -> None:
        policy = html.policy()
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "*" not in policy

    def test_no_attribute_carries_a_style_or_a_handler(self) -> None:
        tags = re.findall(r"<[a-z][^>]*>", page_of(batch(results(EACH))))
        assert [tag for tag in tags if re.search(r"\s(?:style|on\w+)=", tag)] == []

    @pytest.mark.parametrize("text", ATTACKS)
    def test_no_text_becomes_markup(self, text: str) -> None:
        plain, hostile = (page_of(batch([attacked(words, 2)], name=words)) for words in ("x y z", text))
        assert re.findall(r"<(\w+)", hostile) == re.findall(r"<(\w+)", plain)

    def test_a_source_without_a_title_is_chosen_by_its_file(self) -> None:
        folder = Path.cwd() / "sources" / ("of-the-parliament-" * 4)
        sources = [source(title=None, path=str(folder / f"minutes-{number}.md")) for number in (1, 2)]
        shown = [evidence("Belarus freed 250", Stance.SUPPORTS, one) for one in sources]
        page = page_of(batch(results([msgspec.structs.replace(SUPPORTED, evidence=tuple(shown))])))
        choices = re.findall(r'<option value="\d">(.*) \(1\)</option>', page)
        assert [choice.startswith("sources/of-the") for choice in choices] == [True, True]
        assert [choice[-13:] for choice in choices] == ["/minutes-1.md", "/minutes-2.md"]
        assert str(Path.cwd()) not in page

    def test_an_address_leads_to_the_passage(self) -> None:
        passage = CONFLICTING.evidence[0].passage.text
        assert f'href="{TIMES.url}#:~:text=Belarus%20freed%20250%20political,' in page_of(batch(results([CONFLICTING])))
        assert passage.startswith("Belarus freed 250 political")


@needs_chromium
class TestInABrowser:
    @pytest.fixture(scope="class")
    @classmethod
    def browser(cls) -> Iterator[Any]:
        with chromium() as browser:
            yield browser

    @pytest.fixture
    def page(self, browser: Any, written: Path) -> Iterator[Page]:
        with Page(browser, written) as page:
            yield page
            assert page.complaints == []
            assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []

    def test_it_shows_every_claim_and_the_figures(self, page: Page) -> None:
        assert len(page.shown()) == len(EACH)
        assert page.page.inner_text("#shown") == "6 claims"
        tallies = page.page.eval_on_selector_all(".tally", "all => all.map(one => one.innerText.replace(/\\s+/g, ' '))")
        assert tallies[0].startswith("≠Conflicting 2 33%")
        assert page.page.eval_on_selector_all("svg rect", "all => all.length") > 4

    def test_a_claim_opens_to_its_evidence(self, page: Page) -> None:
        claim = page.page.locator("#claim-2")
        assert not claim.locator("blockquote").is_visible()
        claim.locator("summary").click()
        assert claim.locator("blockquote").is_visible()
        assert claim.locator("h3 mark.conflicts").inner_text() == "205 prisoners"
        assert claim.locator("blockquote mark.conflicts").inner_text() == "250 political prisoners"
        assert "the claim says 205 prisoners" in claim.locator(".reasons").inner_text()
        link = claim.locator(".source a")
        assert "#:~:text=" in link.get_attribute("href")
        assert link.get_attribute("rel") == "noopener noreferrer"

    def test_it_is_used_by_keyboard_alone(self, page: Page) -> None:
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.className") == "skip"
        page.page.keyboard.press("Enter")
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.closest('li')?.id") == "claim-1"
        page.page.keyboard.press("Enter")
        assert page.page.locator("#claim-1 blockquote").first.is_visible()
        page.page.keyboard.press("Enter")
        assert not page.page.locator("#claim-1 blockquote").first.is_visible()

    def test_search_finds_words_of_claims_sources_and_reasons(self, page: Page) -> None:
        page.page.fill("#search", "MUSEUM")
        assert page.shown() == ["The museum opened in May"]
        assert page.page.inner_text("#shown") == "1 of 6 claims"
        page.page.fill("#search", "recount lists weekly")
        assert page.shown() == []
        assert page.page.locator("#none").is_visible()
        page.page.fill("#search", "lists weekly")
        assert page.shown() == ["205 prisoners freed"]
        page.page.fill("#search", "")
        assert len(page.shown()) == len(EACH)

    def test_filters_narrow_together_and_are_cleared(self, page: Page) -> None:
        page.page.click('[data-verdict="conflicting"]')
        assert len(page.shown()) == 2
        assert page.page.get_attribute('[data-verdict="conflicting"]', "aria-pressed") == "true"
        page.page.click('[data-verdict="mixed"]')
        assert len(page.shown()) == 3
        page.page.select_option("#rule", "weekday")
        assert page.shown() == ["Thursday 18 March 2026 was a holiday"]
        page.page.click("#clear")
        assert len(page.shown()) == len(EACH)

    def test_a_source_filters(self, page: Page) -> None:
        label = page.page.locator("#source option", has_text="A second look at the figures").inner_text()
        page.page.select_option("#source", label=label)
        assert page.shown() == ["205 prisoners freed"]
        assert label.endswith("(1)")

    def test_only_what_is_not_as_expected(self, page: Page) -> None:
        page.page.check("#mismatch")
        assert page.shown() == ["Belarus freed prisoners on 19 March 2026"]

    @pytest.mark.parametrize(
        ("order", "first"),
        [("verdict", "205 prisoners freed"), ("unsure", "The museum opened in May"), ("file", SUPPORTED.claim.text)],
    )
    def test_order(self, page: Page, order: str, first: str) -> None:
        page.page.select_option("#order", "sure")
        page.page.select_option("#order", order)
        assert page.shown()[0] == first

    def test_all_are_opened_and_closed(self, page: Page) -> None:
        page.page.click('[data-verdict="conflicting"]')
        page.page.click("#open")
        assert page.page.locator("#list details[open]").count() == 2
        page.page.click("#close")
        assert page.page.locator("#list details[open]").count() == 0

    def test_a_link_to_a_claim_opens_it(self, browser: Any, written: Path) -> None:
        with Page(browser, written, "#claim-3") as page:
            assert page.page.locator("#claim-3 blockquote").first.is_visible()
            assert page.page.evaluate("document.activeElement.closest('li').id") == "claim-3"
            page.page.fill("#search", "museum")
            page.page.evaluate("location.hash = '#claim-5'")
            page.page.wait_for_function("document.querySelector('#claim-5 details').open")
            assert page.page.locator("#claim-5").is_visible()

    def test_a_fragment_that_is_no_claim_does_no_harm(self, browser: Any, written: Path) -> None:
        with Page(browser, written, "#claim-99'\"<x>") as page:
            assert len(page.shown()) == len(EACH)
            assert page.complaints == []

    def test_without_scripts_claims_and_evidence_are_there(self, browser: Any, written: Path) -> None:
        with Page(browser, written, java_script_enabled=False) as page:
            assert not page.page.locator(".controls").is_visible()
            page.page.click("#claim-2 summary")
            assert page.page.locator("#claim-2 blockquote").is_visible()

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_is_wider_than_the_screen(self, browser: Any, written: Path, width: int) -> None:
        with Page(browser, written, viewport={"width": width, "height": 800}) as page:
            page.page.click("#open")
            assert page.page.evaluate("document.documentElement.scrollWidth") <= width

    def test_on_paper_the_evidence_is_open_and_the_controls_are_gone(self, page: Page) -> None:
        page.page.emulate_media(media="print")
        page.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.page.locator("#claim-2 blockquote").is_visible()
        assert not page.page.locator(".controls").is_visible()
        page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        page.page.emulate_media(media="screen")
        assert page.page.locator("#list details[open]").count() == 0

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_axe_finds_nothing(self, browser: Any, written: Path, scheme: str, width: int) -> None:
        from axe_playwright_python.sync_playwright import Axe

        # axe-core puts a style of its own into the page, which the policy rightly refuses.
        how = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}, "bypass_csp": True}
        with Page(browser, written, **how) as page:
            page.page.click("#open")
            page.page.locator(".notice summary").click()
            found = Axe().run(page.page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []

    def test_dark_is_dark(self, browser: Any, written: Path) -> None:
        grounds = []
        for scheme in ("light", "dark"):
            with Page(browser, written, color_scheme=scheme) as page:
                grounds.append(page.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        light, dark = (sum(map(int, re.findall(r"\d+", ground)[:3])) for ground in grounds)
        assert dark < 150
        assert light > 600

    def test_nothing_that_is_hidden_in_text_runs(self, browser: Any, tmp_path: Path) -> None:
        given = [attacked(text, number) for number, text in enumerate(ATTACKS, 1)]
        file = tmp_path / "attacked.html"
        file.write_text(page_of(batch(given, name=ATTACKS[0], problems=ATTACKS, author=ATTACKS[1])), "utf-8")
        with Page(browser, file) as page:
            page.page.click("#open")
            page.page.fill("#search", "script")
            page.page.fill("#search", "")
            page.page.wait_for_timeout(200)
            assert page.page.title() == f"{ATTACKS[0]}: {len(ATTACKS)} claims checked"
            assert page.complaints == []
            assert page.page.locator("#list script, #list img, #list svg").count() == 0
            assert page.shown() == [text.strip() for text in ATTACKS]
            links = page.page.eval_on_selector_all("#list .source a", "all => all.map(one => one.protocol)")
            assert set(links) == {"https:"}

    def test_markup_that_got_through_would_not_run(self, browser: Any, written: Path, tmp_path: Path) -> None:
        """The policy's own test: a script, a handler and a style put into the file by hand do nothing."""
        file = tmp_path / "broken.html"
        smuggled = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"><b style='color:red'>b</b>"
        file.write_text(written.read_text("utf-8").replace("<main>", f"<main>{smuggled}"), "utf-8")
        with Page(browser, file) as page:
            page.page.wait_for_timeout(200)
            assert page.page.title() != "run"
            assert len([said for said in page.complaints if "Content Security Policy" in said]) >= 3

    def test_both_sides_of_a_disagreement_stand_under_their_heading(self, page: Page) -> None:
        page.page.click("#claim-3 summary")
        headings = page.page.eval_on_selector_all("#claim-3 h4", "all => all.map(one => one.textContent)")
        assert headings == ["Conflicting evidence", "Supporting evidence"]
        assert MIXED.evidence[0].passage.text.split("\n")[0] in page.page.inner_text("#claim-3 .supports blockquote")

    def test_where_nothing_decides_the_nearest_are_shown(self, page: Page) -> None:
        page.page.click("#claim-4 summary")
        assert "do not decide it" in page.page.inner_text("#claim-4 h4")
        assert UNVERIFIED.evidence[0].passage.text in page.page.inner_text("#claim-4 blockquote")
