"""Every parser of what comes from outside, as a function of bytes that raises nothing but the project's own errors."""

from __future__ import annotations

import atexit
import contextlib
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from verifier import config, documents, facts, rules
from verifier.batch import reading as claim_files
from verifier.batch.journal import Journal
from verifier.checker import usable
from verifier.documents import sentences
from verifier.drafts import baseline, claims, reading
from verifier.drafts.cache import Cache
from verifier.errors import VerifierError
from verifier.index import Index, search
from verifier.index.vectors import Vectors
from verifier.records import Claim

Target = Callable[[bytes], None]

TARGETS: dict[str, Target] = {}


def target(function: Target) -> Target:
    """Make a function a target; the project's errors are answers."""

    @functools.wraps(function)
    def run(data: bytes) -> None:
        with contextlib.suppress(VerifierError):
            function(data)

    TARGETS[function.__name__] = run
    return run


@functools.cache
def _folder() -> Path:
    """A folder of this process alone."""
    folder = Path(tempfile.mkdtemp(prefix="verify-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _file(name: str, data: bytes) -> Path:
    file = _folder() / name
    file.write_bytes(data)
    return file


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _document(suffix: str) -> Target:
    def read(data: bytes) -> None:
        for document in documents.read(_file(f"document{suffix}", data), lambda _: None):
            assert document.text.strip()
            for passage in documents.split(document):
                assert document.text[passage.start : passage.end] == passage.text

    read.__name__ = f"document_{suffix[1:]}"
    return read


for _suffix in documents.FORMATS:
    target(_document(_suffix))


def _draft(suffix: str) -> Target:
    def read(data: bytes) -> None:
        draft = reading.read(f"draft{suffix}", data)
        for sentence in claims.read(draft, draft.date):
            start, end = sentence.prose.span()
            assert 0 <= start <= end <= len(draft.text)

    read.__name__ = f"draft_{suffix[1:]}"
    return read


for _suffix in (".md", ".txt", ".html", ".docx"):
    target(_draft(_suffix))


def _claims(form: str) -> Target:
    def read(data: bytes) -> None:
        rows, _ = claim_files.parse(data, "claims", form)
        assert all(row.claim.text.strip() for row in rows)

    read.__name__ = f"claims_{form}"
    return read


for _form in ("yaml", "csv", "json", "jsonl", "lines"):
    target(_claims(_form))


@target
def claims_guessed(data: bytes) -> None:
    """A claim file whose form is told from what is in it."""
    claim_files.parse(data, "claims")


@target
def settings_yaml(data: bytes) -> None:
    """verifier.yaml."""
    config.load(_file("verifier.yaml", data))


@target
def settings_toml(data: bytes) -> None:
    """pyproject.toml."""
    config.load(_file("pyproject.toml", data))


@target
def facts_of_a_text(data: bytes) -> None:
    """Every fact stands where it says."""
    text = _text(data)
    for fact in facts.extract(text):
        assert text[fact.start : fact.end] == fact.text


@target
def sentences_of_a_text(data: bytes) -> None:
    """Sentences are in order and disjoint."""
    text = _text(data)
    last = 0
    for start, end in sentences.spans(text):
        assert last <= start < end <= len(text)
        last = end


@target
def rules_of_two_texts(data: bytes) -> None:
    """Claim and passage compared."""
    claim, _, passage = _text(data).partition("\n")
    stated = rules.Statement.of(claim, facts.extract(claim))
    rules.examine(stated, rules.Statement.of(passage, facts.extract(passage), "", ""), list(rules.RULES))
    rules.self_check(stated, list(rules.RULES))


@functools.cache
def _index() -> Index:
    from tests.index.stand_in import CountingEmbedder

    note = _file(
        "note.md", b"---\ntitle: The mill\n---\nThe mill of Exby employs 230 people.\n\nA ferry sank in 2019.\n"
    )
    index = Index.open(_folder() / "index", create=True)
    index.embedder = CountingEmbedder()
    index.update([note])
    return index


@target
def query(data: bytes) -> None:
    """A claim looked up."""
    claim = usable(_text(data))
    _index().search(claim.text, facts.extract(claim.text))
    assert all(word == word.lower() for word in search.fold(claim.text))


@target
def journal(data: bytes) -> None:
    """The file in which a batch keeps its verdicts."""
    with Journal.open(_file("journal", b"verify batch 1\nsame\n" + data), "same", resume=True) as opened:
        assert Claim("x") not in opened or opened[Claim("x")].claim.text == "x"


@target
def cache(data: bytes) -> None:
    """A kept result of a draft."""
    (_folder() / "cached" / "drafts").mkdir(parents=True, exist_ok=True)
    _file("cached/drafts/key", data)
    Cache(_folder() / "cached", []).get("key")


@target
def known_findings(data: bytes) -> None:
    """A baseline."""
    baseline.mark([], _file("known.json", data))


@target
def vectors(data: bytes) -> None:
    """A file of vectors, and the database: without their checksums neither is used, or it is called damaged."""
    index = _index()
    folder = index._store.folder
    assert folder is not None
    for file in folder.glob("vectors-*.faiss"):
        file.write_bytes(data)
    Vectors.load(index._store)
    for file in folder.glob("vectors-*"):
        file.unlink()
