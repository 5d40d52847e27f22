"""What a stranger wrote is shown and never obeyed: not by a terminal, nor by the log of a continuous integration."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import desk, verify, verify_in_terminal
from tests.faults.commands import Commands, needs_shim, serving
from verifier.reports.printable import commanding_nothing, printable

ORDERS = "\x1b]0;owned\x07 \x1b[2J \x9b31m \u202eevil\u202c \u2066x\u2069 \x7f \u200e \ufeff \x85 \u2028 \x08\x08"
LOGGED = "::error file=a.md::owned ##[add-path]/owned ::add-mask::b"
NAME = "no\x1b[2J\u202ete ::error::owned ##[group]"
"""Of a file: all but a NUL and a slash may stand in one."""

TEXT = f"{LOGGED}\n\n::stop-commands::owned\n\nThe mill {ORDERS} employs 230 people in {LOGGED} Exby.\n"
NOTE = f'---\ntitle: "The mill {LOGGED}"\npublisher: "P {LOGGED}"\nurl: "https://example.org/{LOGGED}"\n---\n{TEXT}'
CLAIM = f"::error::The mill {ORDERS} employs 203 people {LOGGED}"

RUNNER = re.compile(
    r"^\s*::(error|warning|notice|debug|group|endgroup|add-mask|add-path|set-env|set-output|stop-commands)\b", re.M
)
RUNNER_OLD = re.compile(r"##\[[a-z]")


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    with serving(tmp_path_factory.mktemp("library")) as server:
        yield server


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that a stranger can put into a folder: notes, a draft, claims, their names."""
    folder = desk(tmp_path_factory.mktemp("desk"), mill="The mill employs 230 people in Exby.\n")
    (folder / "notes" / f"{NAME}.md").write_text(NOTE)
    (folder / "notes" / f"{NAME} broken.md").write_text(f"---\ntitle: [{ORDERS}\n---\n{TEXT}")
    (folder / "notes" / f"{NAME}.jsonl").write_text(
        json.dumps({"text": TEXT + "\0", "title": CLAIM + "\0", "id": CLAIM}) + "\n{" + ORDERS
    )
    (folder / f"{NAME} draft.md").write_text(
        f"# {CLAIM}\n\n{TEXT}\nThe mill employs 203 people.\n<!-- verify: {LOGGED} -->\n"
    )
    (folder / f"{NAME} claims.jsonl").write_text(
        "".join(
            json.dumps(row) + "\n"
            for row in ({"claim": CLAIM, "id": CLAIM, "speaker": CLAIM}, {"claim": 5, ORDERS: CLAIM})
        )
    )
    (folder / f"{NAME} odd.yaml").write_text(f'- claim: "{LOGGED}"\n  expect: "{LOGGED}"\n- "::error::{LOGGED}"\n')
    (folder / f"{NAME} settings.yaml").write_text(f'"{LOGGED} corpsu": [notes]\n')
    (folder / f"{NAME} data.jsonl").write_text(
        json.dumps({"id": CLAIM, "claim": CLAIM, "evidence": TEXT, "label": "supports", "kind": CLAIM}) + "\n"
    )
    return folder


COMMANDS = {
    "index": ["index", "notes"],
    "index anew": ["index", "notes", "--rebuild", "--format", "json"],
    "status": ["status"],
    "status as JSON": ["status", "--format", "json"],
    "a claim": ["--", CLAIM],
    "a claim and the nearest": ["--nearest", "--", CLAIM],
    "a claim as JSON": ["--format", "json", "--", CLAIM],
    "a claim against a file": ["The mill employs 203 people", "--against", f"notes/{NAME}.md"],
    "against nothing": ["x", "--against", f"notes/{NAME} gone.md"],
    "traced": ["x", "--debug", "--against", f"notes/{NAME} gone.md"],
    **{
        f"batch {form}": ["batch", f"{NAME} claims.jsonl", "--format", form]
        for form in ("text", "json", "jsonl", "csv", "md", "html", "claimreview")
    },
    "batch of wrong rows": ["batch", f"{NAME} odd.yaml"],
    "batch into a report": ["batch", f"{NAME} odd.yaml", "-o", f"{NAME}.txt"],
    **{
        f"draft {form}": ["draft", f"{NAME} draft.md", "--unverified", "--format", form]
        for form in ("text", "full", "json", "jsonl", "sarif", "junit", "gitlab", "rdjson", "summary")
    },
    "draft list": ["draft", f"{NAME} draft.md", "--list"],
    "draft list as JSON": ["draft", f"{NAME} draft.md", "--list", "--format", "json"],
    "no draft": ["draft", f"{NAME} gone.md"],
    "settings": ["status", "--config", f"{NAME} settings.yaml"],
    "an index elsewhere": ["status", "--index", f"{NAME} index"],
    "remove": ["remove", f"{NAME} gone.md"],
    "a rule": ["explain", CLAIM],
    "an ignored rule": ["x", "--ignore", CLAIM],
    "a wrong option": [f"--{CLAIM}"],
    "a wrong value": ["x", "--format", CLAIM],
    "evaluation": ["eval", f"{NAME} data.jsonl"],
    "evaluation as JSON": ["eval", f"{NAME} data.jsonl", "--format", "json"],
}


def obeyed(text: str) -> list[str]:
    """The characters that a terminal obeys, by name, and marks that reorder what is read."""
    return sorted(
        {
            f"U+{ord(character):04X}"
            for character in text
            if (unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") and character not in "\n\t\r")
            or unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
            or character in "\u200e\u200f\u061c\ufeff\u2060"
        }
    )


@needs_shim
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_obeyed(newsroom: Path, commands: Commands, name: str) -> None:
    said = commands.run(*COMMANDS[name], cwd=newsroom)
    both = said.out + "\n" + said.err
    assert len(both) > 10
    assert "--debug" not in said.err or name == "traced", said.err
    assert obeyed(both.replace("\r\n", "\n")) == []
    assert RUNNER.findall(both) == []
    assert RUNNER_OLD.findall(both) == []


@needs_shim
def test_annotations_are_the_only_commands(newsroom: Path, commands: Commands) -> None:
    said = commands.run("draft", f"{NAME} draft.md", "--unverified", "--format", "github", cwd=newsroom)
    lines = said.out.splitlines()
    assert lines
    assert obeyed(said.out) == []
    for line in lines:
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert found, line
        assert set(re.findall(r"(?:^|,)(\w+)=", found[2])) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    assert RUNNER.findall(said.err) == []


@pytest.mark.parametrize("name", ["a claim and the nearest", "batch text", "draft full", "index"])
def test_in_a_terminal(newsroom: Path, name: str) -> None:
    _, shown = verify_in_terminal(*COMMANDS[name], cwd=newsroom)
    plain = re.sub(
        r"\x1b\[[\d;?]*[A-Zhlm]", lambda found: "" if found[0] != "\x1b[2J" else "\x07", shown.replace("\r", "")
    )
    assert len(plain) > 100
    assert obeyed(plain) == []


def test_a_patch_in_a_terminal_is_shown_and_in_a_pipe_exact(tmp_path: Path) -> None:
    folder = desk(tmp_path, mill="The mill employs 230 people in Exby.\n")
    (folder / "draft.md").write_text(
        "The mill\x1b[2J \u202eemploys 203 people in Exby.\n\nThe mill employs 203 people in Exby.\n"
    )
    piped = verify("draft", "--diff", "draft.md", cwd=folder)
    assert "\x1b[2J" in piped.stdout, "git apply needs the draft's own characters"
    _, shown = verify_in_terminal("draft", "--diff", "draft.md", cwd=folder)
    assert "+The mill employs 230 people" in shown
    assert obeyed(shown.replace("\r", "")) == []


@pytest.mark.parametrize("text", [ORDERS, LOGGED, TEXT, CLAIM, NAME])
def test_what_is_made_printable_is_not_obeyed(text: str) -> None:
    assert obeyed(printable(text)) == []
    assert len(printable(text)) == len(text)


@pytest.mark.parametrize(
    "line",
    [
        "::error file=a::b",
        "  ::add-mask::x",
        "\t::stop-commands::t",
        "a ##[group]b",
        "###[x]",
        "::endgroup::",
        "::warning a=b,c=d::",
    ],
)
def test_commands_of_a_log_are_broken(line: str) -> None:
    assert not RUNNER.search(commanding_nothing(line))
    assert "##[" not in commanding_nothing(line)
    assert len(commanding_nothing(line)) == len(line)


@pytest.mark.parametrize(
    "line", [":::{note}", "std::vector<int>", "at 12::30", "::: tip", "## [1] heading", "fe80::1", "a ::error::b"]
)
def test_other_text_stays_as_it_is(line: str) -> None:
    assert commanding_nothing(line) == line
