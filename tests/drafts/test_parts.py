"""Pronouns, ignores, consistency, corrections and the baseline, each without an index."""

import datetime as dt
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from verifier import rules
from verifier.drafts import baseline, claims, consistency, fixes, pronouns, reading
from verifier.drafts.cache import Cache
from verifier.drafts.ignores import Ignores
from verifier.drafts.linting import RULES
from verifier.drafts.prose import Draft
from verifier.drafts.records import CheckedDraft, Fix, Level, Problem, Region
from verifier.errors import InputError

CORPUS = Path(__file__).parent.parent.parent / "corpus"


def read(text: str) -> Draft:
    return reading.read("x.md", text.encode())


@pytest.mark.parametrize(
    ("text", "last", "context"),
    [
        ("Usain Bolt ran in Berlin. He took 0.11 seconds off.", "Usain Bolt took 0.11 seconds off.", False),
        ("Usain Bolt beat Tyson Gay. He took 0.11 seconds off.", "He took 0.11 seconds off.", True),
        ("Belarus held talks. The country freed 250 prisoners.", "Belarus freed 250 prisoners.", False),
        ("Belarus and Poland met. The country freed 250 prisoners.", "The country freed 250 prisoners.", True),
        ("The quake hit Haiti. It killed 200,000 people.", "It killed 200,000 people.", True),
        ("The quake hit Haiti. France sent 200 soldiers.", "France sent 200 soldiers.", False),
    ],
)
def test_a_pronoun_is_resolved_only_where_one_can_be_meant(text: str, last: str, context: bool) -> None:
    sentences = claims.read(read(text), None)
    prose, before = pronouns.resolved(sentences, len(sentences) - 1)
    assert prose.text == last
    assert bool(before) is context


def inconsistencies(text: str, date: dt.date | None = None, enabled: Sequence[str] = consistency.COMPARED) -> list[str]:
    draft = read(text)
    sentences = claims.read(draft, date)
    found = consistency.check(draft, sentences, Level.ERROR, lambda _: True, date=date, enabled=enabled)
    return [problem.message for problem, _ in found]


def test_a_headline_is_held_against_the_text() -> None:
    found = inconsistencies("# Belarus frees 250 prisoners\n\nBelarus freed 240 prisoners on Thursday, Coale said.\n")
    assert found == ["the headline says 250 prisoners, but line 3 of this draft says 240 prisoners"]


def test_a_summary_is_held_against_the_text() -> None:
    text = "---\nsummary: The pool loses 400,000 pounds a year.\n---\n\nThe pool loses about 300,000 pounds a year.\n"
    assert len(inconsistencies(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "# Belarus frees 250 prisoners\n\nBelarus freed about 250 political prisoners.\n",
        "# Belarus frees 250 prisoners\n\nIn September Belarus freed 52 other prisoners.\n",
        "Labour won 411 seats. The Conservatives won 121 seats.\n",
        "Revenue rose to 20 billion. Revenue had been 18 billion in 2022.\n",
        "Germany sold France 12 lorries. France sold Germany 9 lorries.\n",
        "Trains from Oslo to Bergen take 40 minutes. Trains from Bergen to Oslo take 45 minutes.\n",
    ],
)
def test_two_things_are_no_contradiction(text: str) -> None:
    assert inconsistencies(text) == []


@pytest.mark.parametrize(
    ("day", "found"), [("9 March", 0), ("10 March", 1), ("20 March", 1), ("30 March", 1), ("31 March", 0)]
)
def test_a_day_is_of_the_news_up_to_ten_days_from_when_the_draft_was_written(day: str, found: int) -> None:
    text = f"# Belarus frees 250 prisoners\n\nBelarus freed 240 prisoners on {day} 2026.\n"
    assert len(inconsistencies(text, dt.date(2026, 3, 20))) == found


@pytest.mark.parametrize(
    ("text", "rule", "other"),
    [
        ("# Belarus frees 250 prisoners\n\nBelarus freed 240 prisoners on Thursday.\n", "quantity", "date"),
        ("# Belarus freed 250 men on 3 May\n\nBelarus freed 250 men on 4 May.\n", "date", "quantity"),
    ],
)
def test_a_rule_that_is_off_finds_no_contradiction(text: str, rule: str, other: str) -> None:
    assert len(inconsistencies(text, enabled=[rule])) == 1
    assert inconsistencies(text, enabled=[other]) == []


def test_a_date_with_a_figure_that_differs_too_is_of_another_event_though_its_rule_is_off() -> None:
    text = "# Belarus freed 250 men on 3 May\n\nBelarus freed 240 men on 4 May.\n"
    assert inconsistencies(text, enabled=["date"]) == []


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.md")), ids=lambda path: path.stem)
def test_no_true_note_contradicts_itself(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert inconsistencies(text, read(text).date) == []


SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu")


def word(number: int) -> str:
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:04}")


def examinations(paragraphs: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs of a draft with these paragraphs the rules are asked about."""
    asked = 0

    def count(*statements: rules.Statement) -> rules.Examination:
        nonlocal asked
        asked += 1
        return examine(*statements)

    examine = rules.examine
    monkeypatch.setattr(rules, "examine", count)
    inconsistencies("\n\n".join(paragraphs))
    return asked


@pytest.mark.parametrize(
    "paragraph",
    [
        "The {0} of {1} {2} {number} {3} in 1994.",
        "Mayor {0} of {1} said that {2} sold {number} {3}.",
        "Turnout in district {number} reached {number} percent on {number} May 2024.",
    ],
)
def test_only_statements_that_may_be_one_are_examined(paragraph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = [
        paragraph.format(*(word(100 * place + number) for place in range(1, 5)), number=number)
        for number in range(1, 29)
    ]
    assert examinations(paragraphs, monkeypatch) == 0


def test_statements_without_anything_in_common_are_not_paired() -> None:
    def seconds(number: int) -> float:
        text = "\n\n".join(f"The {word(i)} {word(2000 + i)} sold {i + 2} {word(4000 + i)}." for i in range(number))
        sentences = claims.read(draft := read(text), None)
        assert sum(each.is_claim for each in sentences) == number

        def checked() -> None:
            consistency.check(draft, sentences, Level.ERROR, lambda _: True, date=None)

        return min(timed(checked) for _ in range(3))

    assert seconds(1600) < 10 * seconds(400)


def timed(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def ignored(text: str, rule: str = "quantity") -> tuple[list[str], list[str]]:
    """The claims of which a problem is hidden, and the complaints about comments."""
    draft = read(text)
    sentences = claims.read(draft, None)
    ignores = Ignores(draft, sentences, RULES)
    hidden = []
    for each in sentences:
        if ignores.silences(each):
            hidden.append(f"silent: {each.text}")
        elif each.is_claim:
            problem = Problem(
                file="x.md", region=draft.region(each.prose.span()), level=Level.ERROR, rule=rule, message=""
            )
            if ignores.hide(problem, each.prose.span()):
                hidden.append(each.text)
    return hidden, [problem.message for problem in ignores.problems(all_checked=True)]


ONE, TWO = "Minsk freed 5 men.", "Minsk freed 6 women."


@pytest.mark.parametrize(
    ("text", "hidden", "complaints"),
    [
        (f"{ONE} <!-- verify: ignore --> {TWO}", [ONE], 0),
        (f"{ONE} {TWO} <!-- verify: ignore[quantity] -->", [TWO], 0),
        (f"{ONE} <!-- verify: ignore[date] -->", [], 1),
        (f"{ONE} <!-- verify: ignore[quantity, date] -->", [ONE], 1),
        (f"<!-- verify: ignore -->\n{ONE} {TWO}\n\nMinsk freed 7 dogs.", [ONE, TWO], 0),
        (
            f"{ONE}\n\n<!-- verify: off -->\n\n{TWO}\n\n<!-- verify: on -->\n\nMinsk freed 7 dogs.",
            [f"silent: {TWO}"],
            0,
        ),
        (f"<!-- verify: off -->\n\n{ONE}", [f"silent: {ONE}"], 0),
        (f"{ONE}\n\n<!-- verify: on -->", [], 1),
        (f"{ONE} <!-- verify: ignroe -->", [], 1),
        (f"{ONE} <!-- verify: ignore[quantty] -->", [ONE], 1),
        (f"{ONE} <!-- a comment -->", [], 0),
        (f"**{ONE}** <!-- verify: ignore -->\n\n{TWO}", [ONE], 0),
        (f"{ONE}[^1] <!-- verify: ignore -->\n\n{TWO}", [ONE], 0),
        (f"[{ONE}](http://x.example) <!-- verify: ignore -->\n\n{TWO}", [ONE], 0),
        (f"<p>{ONE}</p> <!-- verify: ignore -->\n<p>{TWO}</p>", [ONE], 0),
        (f"{ONE}\n<!-- verify: ignore --> {TWO}", [TWO], 0),
    ],
)
def test_comments_hide_what_they_speak_of(text: str, hidden: list[str], complaints: int) -> None:
    found, said = ignored(text)
    if "quantty" in text:
        assert "no rule 'quantty'" in said[0]
        return
    assert found == hidden
    assert len(said) == complaints


def problem(draft: Draft, words: str, replacement: str = "", *, safe: bool = True) -> Problem:
    start = draft.text.index(words)
    region = draft.region((start, start + len(words)))
    fix = Fix(region, replacement, safe) if replacement else None
    return Problem(file="x.md", region=region, level=Level.ERROR, rule="quantity", message="m", fix=fix)


def test_a_patch_is_one_that_git_applies(tmp_path: Path) -> None:
    draft = read("First line.\r\nBelarus freed 205 men.\r\nNo end 7")
    found = fixes.chosen([problem(draft, "205", "250"), problem(draft, "7", "8", safe=False)], safe_only=False)
    corrected = fixes.applied(draft.text, found)
    assert corrected == "First line.\r\nBelarus freed 250 men.\r\nNo end 8"
    for name, command in (
        ("x.md", ["git", "apply", "-"]),
        ("my x.md", ["git", "apply", "-"]),
        ("a x.md", ["patch", "-p1"]),
    ):
        (tmp_path / name).write_bytes(draft.text.encode())
        patch = fixes.patch(name, draft.text, corrected)
        subprocess.run(command, cwd=tmp_path, input=patch.encode(), check=True)
        assert (tmp_path / name).read_bytes() == corrected.encode()


def test_a_patch_of_a_file_with_a_mark_fits_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes("Belarus freed 205 men.\n".encode("utf-8-sig"))
    patch = fixes.patch("x.md", "Belarus freed 205 men.\n", "Belarus freed 250 men.\n", "utf-8-sig")
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch.encode(), check=True)
    assert (tmp_path / "x.md").read_bytes() == "Belarus freed 250 men.\n".encode("utf-8-sig")


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "in cp1252: save it as UTF-8"), (None, "of this kind")])
def test_no_patch_is_made_that_does_not_fit(encoding: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        fixes.patch("x.md", "5 caf\u00e9s", "6 caf\u00e9s", encoding)


def test_a_correction_that_the_encoding_lacks_is_not_written() -> None:
    with pytest.raises(InputError, match="cp1252 has no “\u0179”"):
        fixes.encoded("x.md", "5 \u0179", "cp1252")


def test_only_safe_corrections_are_chosen_for_writing_and_none_twice() -> None:
    draft = read("Belarus freed 205 men and 7 women.")
    problems = [
        problem(draft, "205", "250"),
        problem(draft, "205 men", "251 men"),
        problem(draft, "7", "8", safe=False),
    ]
    assert [fix.replacement for fix in fixes.chosen(problems, safe_only=True)] == ["250"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"])
def test_writing_keeps_encoding_and_permissions(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(reading.encode("Caf\u00e9 terrace 5\r\n", encoding))
    file.chmod(0o640)
    draft = reading.read("x.md", file.read_bytes())
    assert draft.encoding == encoding
    fixes.write(file, fixes.encoded("x.md", draft.text.replace("5", "6"), encoding))
    assert file.read_bytes() == reading.encode("Caf\u00e9 terrace 6\r\n", encoding)
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def checked(text: str, *words: str, file: str = "x.md") -> CheckedDraft:
    draft = read(text)
    return CheckedDraft(file=file, text=text, claims=(), problems=tuple(problem(draft, each) for each in words))


def test_a_baseline_knows_findings_though_lines_move(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    assert baseline.write([checked("Belarus freed 205 men.", "205", file=str(tmp_path / "x.md"))], path) == 1
    moved = checked("New line.\n\nBelarus freed 205 men and 7 more.", "205", "7", file=str(tmp_path / "x.md"))
    (marked,), gone = baseline.mark([moved], path)
    assert [each.known for each in marked.problems] == [True, False]
    assert gone == 0
    _, gone = baseline.mark([checked("Belarus freed men.", file=str(tmp_path / "x.md"))], path)
    assert gone == 1


def test_a_baseline_knows_the_sentence_of_a_contradiction(tmp_path: Path) -> None:
    def contradiction(place: str) -> CheckedDraft:
        draft = read(f"{place} has 250 men.\n\n{place} has 240 men.\n")
        found = consistency.check(draft, claims.read(draft, None), Level.ERROR, lambda _: True, date=None)
        return CheckedDraft(file="x.md", text=draft.text, claims=(), problems=tuple(each for each, _ in found))

    baseline.write([contradiction("Norway")], tmp_path / "known.json")
    for place, known in (("Norway", [True]), ("Sweden", [False])):
        (marked,), _ = baseline.mark([contradiction(place)], tmp_path / "known.json")
        assert [each.known for each in marked.problems] == known


def test_a_baseline_stays_a_link_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.symlink_to(tmp_path / "shared.json")
    baseline.write([checked("Belarus freed 205 men.", "205")], path)
    path.chmod(0o640)
    baseline.write([checked("Belarus freed 206 men.", "206")], path)
    assert path.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640


def test_of_a_draft_that_was_partly_checked_no_known_finding_is_gone_or_lost(tmp_path: Path) -> None:
    path, file = tmp_path / "known.json", str(tmp_path / "x.md")
    text = "Belarus freed 205 men, 205 all told.\n\nPoland held 7."
    baseline.write([checked(text, "205", "205", file=file)], path)
    partly = [checked(text, "205", "7", file=file)]
    (marked,), gone = baseline.mark(partly, path, partly_checked=True)
    assert [each.known for each in marked.problems] == [True, False]
    assert gone == 0
    assert baseline.write(partly, path, partly_checked=True) == 3
    (marked,), gone = baseline.mark([checked(text, "205", "205", "7", file=file)], path)
    assert all(each.known for each in marked.problems)
    assert gone == 0


def test_links_in_a_circle_change_nothing_in_what_a_result_is_kept_as(tmp_path: Path) -> None:
    def key() -> str:
        return Cache(tmp_path / "index", [tmp_path / "notes"]).key("x.md", b"", {})

    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("A text.")
    before = key()
    (tmp_path / "notes" / "again").symlink_to(tmp_path / "notes", target_is_directory=True)
    assert key() == before
    (tmp_path / "notes" / "b.md").write_text("Another.")
    assert key() != before


@pytest.mark.parametrize("content", ["", "[]", '{"version": 9, "findings": []}'])
def test_what_is_no_baseline_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(content)
    with pytest.raises(InputError, match="write it anew"):
        baseline.mark([], path)


def test_regions_count_lines_of_every_kind() -> None:
    draft = read("a\r\nb\rc\nd")
    assert draft.region((5, 8)) == Region(5, 8, 3, 1, 4, 2)
