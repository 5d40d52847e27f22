import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier import config
from verifier.config import Config
from verifier.errors import ConfigError


def write(folder: Path, text: str, name: str = "verifier.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_without_a_file_the_index_is_in_the_working_folder(tmp_path: Path) -> None:
    assert config.load(start=tmp_path) == Config(index=tmp_path / ".verifier")


def test_it_is_found_by_walking_up(tmp_path: Path) -> None:
    write(tmp_path, "fail_on: never")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert config.load(start=tmp_path / "a" / "b").fail_on == "never"


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    write(tmp_path, "fail_on: never")
    write(tmp_path / "a", "fail_on: unverified")
    assert config.load(start=tmp_path / "a").fail_on == "unverified"


def test_pyproject_counts_only_with_a_table_for_us(tmp_path: Path) -> None:
    write(tmp_path, '[tool.verifier]\nfail_on = "never"', "pyproject.toml")
    write(tmp_path / "a", "[tool.other]\nx = 1", "pyproject.toml")
    assert config.load(start=tmp_path / "a").fail_on == "never"


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    write(tmp_path, "index: cache/index\ncorpus: [notes, /srv/archive]")
    (tmp_path / "deep").mkdir()
    loaded = config.load(start=tmp_path / "deep")
    assert loaded.index == tmp_path / "cache" / "index"
    assert loaded.corpus == (tmp_path / "notes", Path("/srv/archive"))


def test_the_index_stands_beside_the_file_unless_it_says_otherwise(tmp_path: Path) -> None:
    file = write(tmp_path / "elsewhere", "fail_on: never")
    assert config.load(file, start=tmp_path).index == tmp_path / "elsewhere" / ".verifier"


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    write(tmp_path, "# nothing yet\n")
    assert config.load(start=tmp_path) == Config(index=tmp_path / ".verifier")


@pytest.mark.parametrize("off", ["off", "'off'", "no", "false", "OFF"])
def test_every_way_to_write_off_switches_a_rule_off(tmp_path: Path, off: str) -> None:
    write(tmp_path, f"rules:\n  quantity: {off}\n  date: on\n")
    assert config.load(start=tmp_path).rules == {"quantity": "off", "date": "on"}


def test_search_settings(tmp_path: Path) -> None:
    write(tmp_path, "search: {k: 3}")
    assert config.load(start=tmp_path).search.k == 3


BAD = {
    "fail_on: !!bool maybe": "verifier.yaml:1: is not valid YAML: a value is not of the type that its tag names",
    "indx: here": "verifier.yaml:1: indx: unknown key; did you mean 'index'?",
    "corpus: [a]\nfail-on: never": "verifier.yaml:2: fail-on: unknown key; did you mean 'fail_on'?",
    "zzz: 1": "zzz: unknown key; known are index, corpus",
    "search:\n  kk: 3": "verifier.yaml:2: search.kk: unknown key; did you mean 'k'?",
    "search:\n  k: ten": "verifier.yaml:2: search.k: expected a whole number, found text",
    "search: 3": "verifier.yaml:1: search: expected keys and values, found a whole number",
    "corpus: notes": "verifier.yaml:1: corpus: expected a list, found text",
    "corpus: [3]": "verifier.yaml:1: corpus: expected a path, found a whole number",
    "index: {a: 1}": "verifier.yaml:1: index: expected a path, found keys and values",
    "embedder: fp16": "verifier.yaml:1: embedder: expected fp32 or int8 or lazy, found 'fp16'",
    "fail_on: sometimes": "fail_on: expected conflicting or unverified or never, found 'sometimes'",
    "rules:\n  quantity: maybe": "verifier.yaml:2: rules.quantity: expected on or off, found 'maybe'",
    "rules:\n  quantty: off": "verifier.yaml:2: rules.quantty: there is no such rule; did you mean 'quantity'?",
    "rules: quantity": "verifier.yaml:1: rules: expected keys and values, found text",
    "min_confidence: 2": "verifier.yaml:1: min_confidence: expected a number <= 1.0",
    "search: {k: 10,\n  k: 5}": "verifier.yaml:2: the key 'k' is given twice: take one out",
    "corpus: [a]\nindex: x\n'corpus': [b]": "verifier.yaml:3: the key 'corpus' is given twice",
    "- a\n- b": "expected keys and values, found a list",
    "a: [1": "verifier.yaml:1: is not valid YAML",
    "a: 1\nb: 'x": "verifier.yaml:2: is not valid YAML",
    "!!python/object:os.system x": "is not valid YAML",
    "a: \x07": "is not valid YAML",
}


@pytest.mark.parametrize(("text", "message"), BAD.items(), ids=BAD.keys())
def test_what_is_wrong_is_said_with_file_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(ConfigError, match=re.escape(message)) as error:
        config.load(start=tmp_path)
    assert str(error.value).startswith(str(file))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.verifier", "is not valid TOML"),
        ('[tool.verifier]\nindxe = "x"', "pyproject.toml: indxe: unknown key; did you mean 'index'?"),
        ('[tool.verifier]\nmin_confidence = "x"', "pyproject.toml: min_confidence: expected a number, found text"),
        ("[tool]\nverifier = 3", "expected keys and values, found a whole number"),
    ],
)
def test_the_same_in_pyproject(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, text, "pyproject.toml")
    with pytest.raises(ConfigError, match=re.escape(message)):
        config.load(start=tmp_path)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.yaml: cannot be read"):
        config.load(tmp_path / "missing.yaml")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "verifier.yaml").write_bytes("index: café".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"verifier\.yaml: is not UTF-8"):
        config.load(start=tmp_path)


@given(st.text(max_size=80))
def test_no_text_breaks_it_otherwise_than_by_a_config_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "fuzzed.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(ConfigError):
        config.load(file)


def test_settings_for_some_paths(tmp_path: Path) -> None:
    write(
        tmp_path,
        "fail_on: unverified\nrules: {date: off}\n"
        "paths:\n  'opinion/**': {fail_on: never, rules: {name: off}}\n  '*.txt': {min_confidence: 0.9}\n",
    )
    loaded = config.load(start=tmp_path)
    opinion = loaded.at(tmp_path / "opinion" / "2026" / "a.md")
    assert (opinion.fail_on, opinion.rules, opinion.min_confidence) == ("never", {"date": "off", "name": "off"}, 0.0)
    note = loaded.at(tmp_path / "opinion" / "note.txt")
    assert (note.fail_on, note.min_confidence) == ("never", 0.9)
    assert loaded.at(tmp_path / "news.md").fail_on == "unverified"


@pytest.mark.parametrize("path", ["drafts/a.md", "drafts/2026/march/a.md", "news/../drafts/a.md"])
def test_two_asterisks_stand_for_any_folders_or_none(tmp_path: Path, path: str) -> None:
    write(tmp_path, "paths: {'drafts/**/*.md': {fail_on: never}}")
    assert config.load(start=tmp_path).at(tmp_path / path).fail_on == "never"


@pytest.mark.parametrize(
    "pattern", ["./opinion/**", "opinion/", "news/../opinion/*", "opinion//a.md", "{folder}/opinion/"]
)
@pytest.mark.parametrize("named", [None, "drafts/../verifier.yaml"])
def test_a_pattern_may_be_written_in_other_ways(tmp_path: Path, pattern: str, named: str | None) -> None:
    (tmp_path / "drafts").mkdir()
    write(tmp_path, f"paths: {{'{pattern.format(folder=tmp_path)}': {{fail_on: never}}}}")
    loaded = config.load(named and tmp_path / named, start=tmp_path)
    assert loaded.at(tmp_path / "opinion" / "a.md").fail_on == "never"
    assert loaded.at(tmp_path / "opinions" / "a.md").fail_on == "conflicting"


def test_what_follows_many_asterisks_counts_too(tmp_path: Path) -> None:
    write(tmp_path, "paths: {'" + "**/" * 9 + "a.md': {fail_on: never}}")
    folder = tmp_path / "/".join("bcdefgh")
    assert config.load(start=tmp_path).at(folder / "a.md").fail_on == "never"
    assert config.load(start=tmp_path).at(folder / "b.md").fail_on == "conflicting"


BAD_PATHS = {
    "paths: [a]": "verifier.yaml:1: paths: expected patterns and their settings, found a list",
    "paths:\n  a.md:\n    fail: never": "verifier.yaml:3: paths.a.md.fail: unknown key; did you mean 'fail_on'?",
    "paths:\n  a.md:\n    fail_on: no": "verifier.yaml:3: paths.a.md.fail_on: expected",
    "paths:\n  a.md:\n    min_confidence: x": "verifier.yaml:3: paths.a.md.min_confidence: expected a number, found text",
    "paths:\n  a.md:\n    rules: {nme: off}": "verifier.yaml:3: paths.a.md.rules.nme: there is no such rule; did you mean",
    "paths:\n  a.md: 3": "verifier.yaml:2: paths.a.md: expected keys and values, found a whole number",
}


@pytest.mark.parametrize(("text", "message"), BAD_PATHS.items(), ids=BAD_PATHS.keys())
def test_what_is_wrong_with_settings_for_paths(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, text)
    with pytest.raises(ConfigError, match=re.escape(message)):
        config.load(start=tmp_path)


def test_the_names_of_rules_are_those_that_judge() -> None:
    from verifier.verdict import JUDGES

    assert tuple(JUDGES) == config.RULE_NAMES
