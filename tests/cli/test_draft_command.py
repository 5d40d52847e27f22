import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, environment, verify

DRAFT = """\
---
title: Minsk lets prisoners go
date: 2026-03-20
---

Belarus freed 205 political prisoners on Thursday. The U.S. envoy John Coale held talks in Minsk.

The harbour bridge is 450 metres long.
"""


@pytest.fixture
def desk(own: Path) -> Path:
    """A desk of this test alone, with a draft that has one wrong figure."""
    (own / "draft.md").write_text(DRAFT)
    return own


def test_a_problem_is_shown_as_a_compiler_shows_it(desk: Path) -> None:
    done = verify("draft", "draft.md", cwd=desk)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line == (
        "draft.md:6:15: conflict[quantity] claim says 205 political prisoners, source 250 political prisoners — "
        "Belarus frees 250 political prisoners, Example Times, 19 March 2026"
    )
    assert "1 problem" in done.stderr


def test_in_full_the_words_are_marked_in_draft_and_source(desk: Path) -> None:
    done = verify("draft", "draft.md", "--format", "full", cwd=desk)
    shown, carets = done.stdout.splitlines()[1:3]
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "205 political prisoners"
    shown, carets = done.stdout.splitlines()[3:5]
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "250 political prisoners"


def test_json_has_every_claim_and_problem_in_its_place(desk: Path) -> None:
    (draft,) = json.loads(verify("draft", "draft.md", "--format", "json", cwd=desk).stdout)
    (problem,) = draft["problems"]
    assert DRAFT[problem["start"] : problem["end"]] == "205 political prisoners"
    assert (problem["rule"], problem["level"], problem["line"]) == ("quantity", "error", 6)
    assert problem["fix"]["replacement"] == "250"
    assert [DRAFT[claim["offset"] :].startswith(claim["claim"]) for claim in draft["claims"]] == [True] * 4
    line = verify("draft", "draft.md", "--format", "jsonl", cwd=desk).stdout
    assert json.loads(line) == draft


def test_diff_prints_a_patch_and_writes_nothing(desk: Path) -> None:
    done = verify("draft", "draft.md", "--diff", cwd=desk)
    assert (desk / "draft.md").read_text() == DRAFT
    subprocess.run(["git", "apply", "-"], cwd=desk, input=done.stdout, text=True, check=True)
    assert (desk / "draft.md").read_text() == DRAFT.replace("205", "250")


def test_fix_writes_what_is_safe(desk: Path) -> None:
    (desk / "draft.md").write_bytes(DRAFT.replace("\n", "\r\n").encode("utf-8-sig"))
    done = verify("draft", "draft.md", "--fix", cwd=desk)
    assert (desk / "draft.md").read_bytes() == DRAFT.replace("205", "250").replace("\n", "\r\n").encode("utf-8-sig")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 correction written" in done.stderr


def test_what_would_be_checked_is_listed_without_an_index(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT + "\nWhat now?\n")
    done = verify("draft", "draft.md", "--list", cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[1].startswith("draft.md:6:1: claim (name: Belarus; number: 205 political prisoners; date: Thursday) |")
    assert lines[-1] == "draft.md:10:1: passed over (a question) | What now?"
    rows = json.loads(verify("draft", "draft.md", "--list", "--format", "json", cwd=tmp_path).stdout)
    assert [row["claim"] for row in rows] == [line.split(": ")[1].startswith("claim") for line in lines]
    assert verify("draft", "draft.md", "--list", "--format", "full", cwd=tmp_path).returncode == 2


def test_the_list_has_as_many_claims_as_the_run_checks(desk: Path) -> None:
    hidden = (
        "<!-- verify: off -->\n\nBelarus freed 300 prisoners.\n\n<!-- verify: on -->\n\nBelarus freed 250 prisoners.\n"
    )
    (desk / "draft.md").write_text(hidden)
    listed = verify("draft", "draft.md", "--list", cwd=desk)
    assert listed.stdout.startswith("draft.md:3:1: passed over (verify: off) | Belarus freed 300 prisoners.\n")
    assert "1 claim in 2 sentences" in listed.stderr
    rows = json.loads(verify("draft", "draft.md", "--list", "--format", "json", cwd=desk).stdout)
    assert (rows[0]["claim"], rows[0]["reason"]) == (False, "verify: off")
    assert verify("draft", "draft.md", cwd=desk).stderr.startswith("1 claim (")


def test_a_draft_without_claims_does_not_pass(desk: Path) -> None:
    (desk / "empty.md").write_text("# Thoughts\n\nI like it here.\n")
    done = verify("draft", "empty.md", cwd=desk)
    assert done.returncode == 1
    assert "no-claims" in done.stdout
    assert "Nothing was checked" in done.stderr
    assert verify("draft", "empty.md", "--fail-on", "never", cwd=desk).returncode == 0
    (desk / "drafts").mkdir()
    done = verify("draft", "drafts", cwd=desk)
    assert (done.returncode, done.stderr) == (1, "Nothing was checked: no draft was found\n")
    assert verify("draft", "drafts", "--fail-on", "never", cwd=desk).returncode == 0
    (desk / "draft.md").write_text(DRAFT.replace("205", "250"))
    both = verify("draft", "empty.md", "draft.md", cwd=desk)
    assert both.returncode == 0
    assert "empty.md:1:1: no-claims" in both.stdout


def test_known_findings_do_not_fail_though_lines_move(desk: Path) -> None:
    written = verify("draft", "draft.md", "--baseline", "known.json", "--write-baseline", cwd=desk)
    assert written.returncode == 0
    (desk / "draft.md").write_text(DRAFT.replace("\n\n", "\n\nA new line.\n\n", 1))
    done = verify("draft", "draft.md", "--baseline", "known.json", cwd=desk)
    assert (done.returncode, done.stdout) == (0, "")
    assert "(known)" in verify("draft", "draft.md", "--baseline", "known.json", "--known", cwd=desk).stdout
    (desk / "draft.md").write_text(DRAFT.replace("205", "206"))
    assert verify("draft", "draft.md", "--baseline", "known.json", cwd=desk).returncode == 1


def test_what_is_known_is_not_corrected(desk: Path) -> None:
    known = ("draft", "draft.md", "--baseline", "known.json")
    verify(*known, "--write-baseline", cwd=desk)
    assert verify(*known, "--fix", cwd=desk).returncode == 0
    assert (desk / "draft.md").read_text() == DRAFT


def committed(desk: Path) -> Callable[..., None]:
    """Make the desk a repository that has the draft; its git."""

    def git(*arguments: str) -> None:
        names = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(["git", *arguments], cwd=desk, check=True, capture_output=True, env=os.environ | names)

    git("init", "-q")
    git("add", "draft.md")
    git("commit", "-qm", "first")
    return git


def test_what_is_known_of_untouched_lines_stays_known(desk: Path) -> None:
    committed(desk)
    known = ("draft", "draft.md", "--baseline", "known.json")
    verify(*known, "--write-baseline", cwd=desk)
    before = (desk / "known.json").read_text()
    assert "gone" not in verify(*known, "--changed-since", "HEAD", cwd=desk).stderr
    assert "1 finding written" in verify(*known, "--changed-since", "HEAD", "--write-baseline", cwd=desk).stderr
    assert (desk / "known.json").read_text() == before


def test_only_touched_sentences_are_checked(desk: Path) -> None:
    git = committed(desk)
    untouched = verify("draft", "draft.md", "--changed-since", "HEAD", "--format", "summary", cwd=desk)
    assert (untouched.returncode, "No claim was found" in untouched.stdout) == (0, False)
    (desk / "draft.md").write_text(DRAFT.replace("450", "540"))
    done = verify("draft", "draft.md", "--changed-since", "HEAD", cwd=desk)
    assert done.returncode == 1
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["8"]
    assert imported("draft", "draft.md", "--changed-since", "HEAD", cwd=desk) == "[]"
    git("commit", "-qam", "Wrong")
    assert verify("draft", "draft.md", "--changed-since", "HEAD", cwd=desk).stdout == ""
    wrong = verify("draft", "draft.md", "--changed-since", "nowhere", cwd=desk)
    assert wrong.returncode == 2
    assert "no such revision" in wrong.stderr


CHANGES = {
    "a line within a sentence is gone": ("Belarus freed\nnot\n205 men.\n", "Belarus freed\n205 men.\n", "draft.md"),
    "git counts other lines": ("One.\r\rBelarus freed 250 men.\n", "One.\r\rBelarus freed 205 men.\n", "draft.md"),
    "it is named by a link": ("Belarus freed 250 men.\n", "Belarus freed 205 men.\n", "link.md"),
}


@pytest.mark.parametrize(("before", "after", "name"), CHANGES.values(), ids=CHANGES)
def test_a_sentence_is_touched_though(desk: Path, before: str, after: str, name: str) -> None:
    untouched = "Minsk is old.\n\nPoland freed 250 men.\n\n"
    (desk / "draft.md").write_bytes(f"{untouched}{before}".encode())
    (desk / "link.md").symlink_to("draft.md")
    git = committed(desk)
    git("add", "link.md")
    git("commit", "-qm", "linked")
    (desk / "draft.md").write_bytes(f"{untouched}{after}".encode())
    listed = verify("draft", name, "--list", "--changed-since", "HEAD", cwd=desk).stdout
    assert ": claim (name: Belarus; number: 205 men) |" in listed
    assert (": passed over (not touched) | Poland" in listed) is ("\r" not in before)


def test_a_name_of_a_draft_is_no_pattern_of_git(desk: Path) -> None:
    committed(desk)
    (desk / "draf[t].md").write_text(DRAFT)
    assert verify("draft", "draf[t].md", "--changed-since", "HEAD", cwd=desk).returncode == 1


def test_settings_for_paths_and_the_command_line(desk: Path) -> None:
    with (desk / "verifier.yaml").open("a") as file:
        file.write("paths: {'opinion/*': {fail_on: never}}\n")
    (desk / "opinion").mkdir()
    shutil.copy(desk / "draft.md", desk / "opinion" / "draft.md")
    assert verify("draft", "opinion/draft.md", cwd=desk).returncode == 0
    assert verify("draft", "draft.md", cwd=desk).returncode == 1
    assert verify("draft", "draft.md", "--ignore", "quantity", cwd=desk).returncode == 0
    assert verify("draft", "draft.md", "--min-confidence", "1", cwd=desk).returncode == 0
    assert verify("draft", "draft.md", "--fail-on", "unverified", "--min-confidence", "1", cwd=desk).returncode == 1


def test_wording_that_is_off_is_on_where_paths_say_so(desk: Path) -> None:
    with (desk / "verifier.yaml").open("a") as file:
        file.write("rules: {wording: off}\npaths: {'opinion/*': {rules: {wording: on}}}\n")
    (desk / "draft.md").write_text("Traffic can use the new harbour bridge.\n")
    (desk / "opinion").mkdir()
    shutil.copy(desk / "draft.md", desk / "opinion" / "draft.md")
    assert verify("draft", "draft.md", "--fail-on", "unverified", cwd=desk).returncode == 1
    assert verify("draft", "opinion/draft.md", "--fail-on", "unverified", cwd=desk).returncode == 0


def test_ignored_and_inconsistent(desk: Path) -> None:
    (desk / "draft.md").write_text(DRAFT.replace("on Thursday.", "on Thursday. <!-- verify: ignore[quantity] -->"))
    assert verify("draft", "draft.md", cwd=desk).returncode == 0
    (desk / "draft.md").write_text(DRAFT.replace("on Thursday.", "on Thursday. <!-- verify: ignore[quantty] -->"))
    misspelt = verify("draft", "draft.md", cwd=desk)
    assert (misspelt.returncode, "there is no rule 'quantty'" in misspelt.stdout) == (1, True)
    text = DRAFT.replace("Minsk lets prisoners go", "Belarus frees 240 prisoners").replace("205", "250")
    (desk / "draft.md").write_text(text)
    found = verify("draft", "draft.md", cwd=desk).stdout
    assert "draft.md:2:22: inconsistent: the headline says 240 prisoners, but line 6 of this draft says 250" in found
    assert "inconsistent" not in verify("draft", "draft.md", "--ignore", "inconsistent", cwd=desk).stdout


def test_standard_input_has_a_name(desk: Path) -> None:
    page = "<p>Belarus freed 205 political prisoners on 19 March 2026.</p>"
    done = verify("draft", "-", "--stdin-filename", "news/a.html", cwd=desk, stdin=page)
    assert done.returncode == 1
    assert done.stdout.startswith("news/a.html:1:18: conflict[quantity]")


def test_what_a_draft_links_to_is_looked_at_first(desk: Path) -> None:
    text = "Belarus freed [240 political prisoners](notes/recount.md) on 19 March 2026.\n"
    recount = (
        "---\ntitle: A recount\npublished: 2026-03-27\n---\nBelarus freed 248 political prisoners on 19 March 2026.\n"
    )
    (desk / "notes" / "recount.md").write_text(recount)
    (desk / "draft.md").write_text(text)
    assert "source 248 political prisoners — A recount" in verify("draft", "draft.md", cwd=desk).stdout


def test_the_cache_answers_until_something_changes(desk: Path) -> None:
    first = verify("draft", "draft.md", cwd=desk)
    (kept,) = (desk / ".verifier" / "drafts").iterdir()
    again = verify("draft", "draft.md", cwd=desk)
    assert (again.stdout, again.stderr, again.returncode) == (first.stdout, first.stderr, first.returncode)
    assert [path.name for path in (desk / ".verifier" / "drafts").iterdir()] == [kept.name]
    kept.write_bytes(kept.read_bytes()[:-9] + b"123456789")
    assert verify("draft", "draft.md", cwd=desk).stdout == first.stdout
    note = desk / "notes" / "release.md"
    note.write_text(note.read_text().replace("250", "205"))
    assert verify("draft", "draft.md", cwd=desk).returncode == 0


def test_nothing_is_kept_of_an_index_that_could_not_be_brought_up_to_date(desk: Path) -> None:
    verify("index", cwd=desk)
    note = desk / "notes" / "release.md"
    note.write_text(note.read_text().replace("250", "205"))
    with closing(sqlite3.connect(desk / ".verifier" / "writer.lock", isolation_level=None)) as another:
        another.execute("BEGIN EXCLUSIVE")
        assert "is not up to date" in verify("draft", "draft.md", cwd=desk).stderr
    assert verify("draft", "draft.md", cwd=desk).returncode == 0


def test_a_hit_loads_neither_model_nor_rules(desk: Path) -> None:
    verify("draft", "draft.md", cwd=desk)
    assert imported("draft", "draft.md", cwd=desk) == "[]"


def imported(*words: str, cwd: Path) -> str:
    """What a command imports of that which a hit in the cache does without."""
    code = (
        "import sys; from verifier.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'faiss', 'onnxruntime', 'tokenizers', 'rich', 'sqlite3', 'markdown_it', 'verifier.facts',"
        " 'verifier.rules', 'verifier.documents', 'verifier.checker'}\nprint(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines()[-1]


MISTAKES = {
    (): "no draft is given",
    ("gone.md",): "gone.md: is not there",
    ("draft.md", "-"): "give it alone",
    ("draft.md", "--stdin-filename", "x.md"): "names the draft on standard input",
    ("draft.md", "--fix", "--diff"): "without --diff",
    ("-", "--changed-since", "HEAD"): "give files, not -",
    ("draft.md", "--write-baseline"): "give --baseline FILE",
    ("draft.md", "--baseline", "gone.json", "--fix"): "the baseline can't be read",
    ("draft.md", "--ignore", "quantty"): "did you mean 'quantity'?",
    ("verifier.yaml",): "drafts of this kind are not read",
}


@pytest.mark.parametrize(("arguments", "message"), MISTAKES.items(), ids=lambda value: " ".join(value)[:40])
def test_mistakes_are_said_in_a_line(desk: Path, arguments: tuple[str, ...], message: str) -> None:
    done = verify("draft", *arguments, cwd=desk)
    assert done.returncode == 2
    assert done.stderr.count(message) == 1
    assert "Traceback" not in done.stderr


def test_standard_input_without_end_is_refused(desk: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [*COMMAND, "draft", "-"],
            cwd=desk,
            stdin=endless,
            capture_output=True,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert b"<stdin>.md: has over 50 MB: split it" in done.stderr


def test_one_bad_file_does_not_stop_the_others(desk: Path) -> None:
    (desk / "bad.md").write_bytes(b"\xff\xfe\x00")
    done = verify("draft", "bad.md", "draft.md", cwd=desk)
    assert done.returncode == 2
    assert "draft.md:6:15: conflict" in done.stdout
    log = json.loads(verify("draft", "bad.md", "draft.md", "--format", "sarif", cwd=desk).stdout)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False
