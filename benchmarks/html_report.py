"""The HTML report of many claims in Chromium: its size, how long it takes to open, and to filter, search and order.

    python benchmarks/html_report.py [--claims 2000] [--rounds 5]

The verdicts are real, of claims made as in benchmarks/batch.py over the repository's corpus. Opening is from navigation to
the first frame after the page's own script; each act is timed in the page to the frame that shows it. Medians and longest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import statistics
import tempfile
from pathlib import Path

from batch import ROOT, claims
from playwright.sync_api import sync_playwright

from verifier import Claim, Verifier
from verifier.batch.records import Batch, Result, Row
from verifier.config import Config
from verifier.reports import html

FRAME = "new Promise(shown => requestAnimationFrame(() => setTimeout(shown)))"
ACTS = {
    "filter by verdict": "document.querySelector('[data-verdict=conflicting]').click()",
    "search, first": "search.value = 'prisoners'; search.dispatchEvent(new Event('input'))",
    "search, again": "search.value = 'prisoners freed'; search.dispatchEvent(new Event('input'))",
    "clear": "clear.click()",
    "filter by rule": "rule.value = 'quantity'; rule.dispatchEvent(new Event('change'))",
    "order": "order.value = 'unsure'; order.dispatchEvent(new Event('change'))",
    "open all": "open.click()",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    browser_file = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_file is None:
        raise SystemExit("Chromium is needed: apt-get install chromium")

    rows = [Row(claim=Claim(text), line=line) for line, text in enumerate(claims(options.claims), 1)]
    verdicts = Verifier.against([ROOT / "corpus"], config=Config()).check_all(row.claim for row in rows)
    results = [Result(number=row.line, row=row, verdict=verdict) for row, verdict in zip(rows, verdicts, strict=True)]
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        made_of = Batch(name="claims", results=results, made=dt.date.today())
        file.write_text("".join(html.render(made_of)), "utf-8")
        print(f"{options.claims:,} claims: {file.stat().st_size / 1e6:.2f} MB")
        browser = playwright.chromium.launch(executable_path=browser_file, args=["--no-sandbox"])
        for _ in range(options.rounds):
            page = browser.new_page()
            page.goto(file.as_uri())
            taken.setdefault("open", []).append(page.evaluate(f"{FRAME}.then(() => performance.now())"))
            for name, act in ACTS.items():
                script = f"""async () => {{
                    const [search, clear, rule, order, open] = ['search', 'clear', 'rule', 'order', 'open']
                        .map((id) => document.getElementById(id));
                    const start = performance.now(); {act}; await {FRAME}; return performance.now() - start;
                }}"""
                taken.setdefault(name, []).append(page.evaluate(script))
            page.close()
        browser.close()
    for name, times in taken.items():
        print(f"{name:<20}{statistics.median(times):8.0f} ms{max(times):8.0f} ms")


if __name__ == "__main__":
    main()
