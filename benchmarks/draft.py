"""How long `verify draft` takes: an article of 1,500 words against 10,000 passages, cold, and again from the cache.

    python benchmarks/draft.py PASSAGES.jsonl [--rounds 5]

PASSAGES has rows {"id", "text"}; they are repeated with their figures changed until there are 10,000. The article is put together
from sentences of the passages with a headline, so that its claims find what they look for. In turn, in one run: `verify draft`
without the cache, one `verify TEXT` (times the number of claims: one process for each), `verify draft` from the cache, and
`verify --help`. Medians of wall time.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from verifier.documents import sentences
from verifier.index import Index

PASSAGES = 10_000
WORDS = 1_500
STEP = 53
"""Every so manieth passage gives the article a sentence."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for line in options.passages.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _index(texts, folder)
        draft = folder / "article.md"
        draft.write_text(_article(texts), "utf-8")
        verify = [sys.executable, "-c", "from verifier.cli import main; main()"]
        shared = ["--config", str(folder / "verifier.yaml")]
        checked = json.loads(_run([*verify, "draft", str(draft), "--format", "json", *shared])[1])
        claims = [claim["claim"] for claim in checked[0]["claims"]]
        commands = {
            "verify draft, cold": [*verify, "draft", str(draft), "--no-cache", *shared],
            "verify TEXT, one claim": [*verify, *shared, "--", claims[len(claims) // 2]],
            "verify draft, cached": [*verify, "draft", str(draft), *shared],
            "verify --help": [*verify, "--help"],
        }
        taken: dict[str, list[float]] = {label: [] for label in commands}
        for _ in range(options.rounds):
            for label, command in commands.items():
                taken[label].append(_run(command)[0])
    median = {label: statistics.median(times) for label, times in taken.items()}
    print(f"{len(draft_words(texts))} words, {len(claims)} claims, {PASSAGES:,} passages")
    for label, times in taken.items():
        print(f"{label:<26}{median[label]:>8.3f} s  ({min(times):.3f} to {max(times):.3f})")
    one, cold = median["verify TEXT, one claim"], median["verify draft, cold"]
    print(f"cold against one process for each claim: {cold / (one * len(claims)):.3f}")
    print(f"cached against --help: {median['verify draft, cached'] / median['verify --help']:.2f}")


def _index(texts: list[str], folder: Path) -> None:
    """An index of PASSAGES passages, the later ones copies with other figures."""
    rows = []
    for number in range(PASSAGES):
        text, copy = texts[number % len(texts)], number // len(texts)
        rows.append(re.sub(r"\d+", lambda figure, copy=copy: str(int(figure[0]) + copy), text) if copy else text)
    file = folder / "passages.jsonl"
    file.write_text("".join(json.dumps({"text": row}) + "\n" for row in rows), "utf-8")
    (folder / "verifier.yaml").write_text("index: index\n", "utf-8")
    index = Index.open(folder / "index", create=True)
    index.update([file])
    index.close()


def draft_words(texts: list[str]) -> list[str]:
    """The words of the article's text."""
    words: list[str] = []
    for text in texts[::STEP]:
        start, end = sentences.spans(text)[0]
        words += text[start:end].split()
        if len(words) >= WORDS:
            break
    return words


def _article(texts: list[str]) -> str:
    paragraphs, count = [], 0
    for text in texts[::STEP]:
        start, end = sentences.spans(text)[0]
        paragraphs.append(text[start:end])
        count += len(text[start:end].split())
        if count >= WORDS:
            break
    return "# News of the day\n\n" + "\n\n".join(paragraphs) + "\n"


def _run(command: list[str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[3:]}: exit {done.returncode}\n{done.stderr}")
    return time.perf_counter() - start, done.stdout


if __name__ == "__main__":
    main()
