"""A writer or a server that stops at any moment costs nothing but time; of two writers one is refused."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from tests.cli.running import verify
from tests.index.milvus.conftest import Server, place
from tests.index.stand_in import CountingEmbedder
from verifier import documents
from verifier.errors import StoredIndexError
from verifier.index import Index
from verifier.index.milvus import client, store
from verifier.index.milvus.client import Client
from verifier.index.milvus.index import MilvusIndex

Open = Callable[..., MilvusIndex]


class KilledError(Exception):
    """The writer stops here."""


@pytest.fixture
def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, free_port: int) -> Iterator[Server]:
    server = Server(tmp_path / "server", free_port)
    server.wait()
    yield server
    server.kill()


def change(corpus: Path) -> None:
    (corpus / "bolt.txt").write_text("Florence Griffith-Joyner ran the 100 metres in 10.49 seconds.\n")
    (corpus / "rows.jsonl").write_text('{"text": "Inflation rose to 9.1 percent in June 2022."}\n{"text": "A row."}\n')
    (corpus / "new.md").write_text("The bridge opened in 1937.\n")
    (corpus / "moon.md").unlink()


def texts_by_file(index: MilvusIndex) -> dict[str, set[str]]:
    """What a reader sees of each file."""
    seen: dict[str, set[str]] = {path: set() for path in index._store.files()}
    for row, path in index._store._appearances():
        rows = index._store._client.rows(index._store._passages, f'document == "{row["document"]}"', ("id", "text"))
        seen[path] |= {found["text"] for found in rows}
    return seen


def contents(corpus: Path) -> dict[str, set[str]]:
    return {
        str(path): {passage.text for document in documents.read(path) for passage in documents.split(document)}
        for path in documents.find([corpus])
    }


def test_a_writer_that_stops_before_any_of_its_writes(
    open_milvus: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every file is seen as it was or as it is; the next update does the rest, and leaves nothing behind."""
    before = contents(corpus)
    index = open_milvus()
    index.update([corpus])
    change(corpus)
    after = contents(corpus)
    writes = {name: getattr(Client, name) for name in ("upsert", "delete")}

    for stop in range(100):
        monkeypatch.undo()
        index.update([corpus], prune=True)
        assert texts_by_file(index) == contents(corpus)
        (folder := tmp_path / f"{stop}").mkdir()
        for path in corpus.iterdir():
            path.rename(folder / path.name)
        for path, texts in before.items():
            rows = "".join(msgspec.json.encode({"text": text}).decode() + "\n" for text in sorted(texts))
            Path(path).write_text(rows if path.endswith(".jsonl") else "\n\n".join(sorted(texts)))
        index.update([corpus], prune=True)
        old = contents(corpus)
        change(corpus)
        left = iter(range(stop))

        def failing(name: str, left: Iterator[int] = left) -> Callable[..., None]:
            def write(*arguments: object) -> None:
                if next(left, None) is None:
                    raise KilledError
                writes[name](*arguments)

            return write

        for name in writes:
            monkeypatch.setattr(Client, name, failing(name))
        try:
            index.update([corpus], prune=True)
        except KilledError:
            pass
        else:
            break
        seen = texts_by_file(index)
        for path, texts in seen.items():
            assert texts in (old.get(path), after.get(path)), (stop, path)
        assert set(old) & set(after) <= set(seen)
        assert all(
            hit.passage.text in {text for texts in seen.values() for text in texts} for hit in index.search("a", ())
        )
    assert stop > 8

    folder_index = Index.open(tmp_path / "folder", create=True)
    folder_index.embedder = CountingEmbedder()
    folder_index.update([corpus])
    assert index.digest() == folder_index.digest()
    assert index.status().passages == folder_index.status().passages


def test_of_two_writers_one_is_refused(open_milvus: Open, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = open_milvus(), open_milvus()
    with first._store.writing(), pytest.raises(StoredIndexError, match=rf"writing to .*process {os.getpid()} on .*try"):
        second._store._take_lease(0.1)
    second.update([corpus])
    with first._store.writing(), pytest.raises(StoredIndexError, match="is writing to the index"):
        open_milvus(rebuild=True)


def test_a_reader_sees_what_is_there_while_a_writer_writes(open_milvus: Open, corpus: Path) -> None:
    writer, reader = open_milvus(), open_milvus()
    writer.update([corpus])
    with writer._store.writing():
        assert reader.search("Moon", ())
        assert reader.status().files == 4


@pytest.mark.parametrize(
    ("holder", "until", "is_free"),
    [
        (f"{socket.gethostname()} 999999999 a", 1e12, True),
        (f"{socket.gethostname()} {os.getppid()} a", 1e12, False),
        ("another.host 1 a", 1e12, False),
        ("another.host 1 a", 1.0, True),
    ],
    ids=["dead here", "alive here", "elsewhere", "silent for long"],
)
def test_a_dead_writer_is_not_waited_for(
    open_milvus: Open, corpus: Path, holder: str, until: float, is_free: bool
) -> None:
    index = open_milvus()
    state = msgspec.structs.replace(index._store.refresh(), holder=holder, until=int(until))
    store._write_state(index._store._client, state)
    if is_free:
        assert index.update([corpus]).added == 4
        assert index._store.refresh().holder == ""
    else:
        with pytest.raises(StoredIndexError, match="is writing to the index"):
            index._store._take_lease(0.1)
        store._write_state(index._store._client, msgspec.structs.replace(state, holder=""))


def test_a_writer_that_lost_its_place_stops(open_milvus: Open) -> None:
    index = open_milvus()
    with index._store.writing():
        late = msgspec.structs.replace(index._store.state, until=1)
        other = msgspec.structs.replace(late, holder="another.host 1 a", until=int(time.time()) + 2)
        index._store.state = late
        store._write_state(index._store._client, other)
        with pytest.raises(StoredIndexError, match="is writing to the index"):
            index._store.commit()
    assert index._store.refresh().holder == other.holder
    time.sleep(2)


def test_a_server_that_is_killed_and_comes_back_in_time_costs_nothing(server: Server, corpus: Path) -> None:
    index = MilvusIndex.open(place(f"milvus+{server.uri}/news"), create=True)
    index.embedder = CountingEmbedder()
    index.update([corpus])
    change(corpus)
    server.kill()
    back = threading.Timer(2, server.start)
    back.start()

    summary = index.update([corpus], prune=True)

    back.join()
    assert (summary.added, summary.changed, summary.removed) == (1, 2, 1)
    assert texts_by_file(index) == contents(corpus)
    index.close()


def test_a_server_that_stays_away_is_an_error_and_the_next_run_does_the_rest(
    server: Server, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("READ_SECONDS", "WRITE_SECONDS"):
        monkeypatch.setattr(client, name, 1.0)
    index = MilvusIndex.open(place(f"milvus+{server.uri}/news"), create=True)
    index.embedder = CountingEmbedder()
    upsert = Client.upsert

    def killing(self: Client, name: str, *rest: object) -> None:
        if name == "news":
            server.kill()
        upsert(self, name, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(Client, "upsert", killing)
        with pytest.raises(StoredIndexError, match="does not answer: is it running") as error:
            index.update([corpus])
    assert error.value.exit_code == 3
    with pytest.raises(StoredIndexError, match="does not answer"):
        index.search("Moon", ())
    index.close()
    server.start()
    server.wait()

    again = MilvusIndex.open(place(f"milvus+{server.uri}/news"), create=True)
    again.embedder = CountingEmbedder()
    assert again.update([corpus]).added == 4
    assert texts_by_file(again) == contents(corpus)
    again.close()


def test_the_command_says_in_one_line_that_the_server_is_away(server: Server, corpus: Path, tmp_path: Path) -> None:
    address = f"milvus+{server.uri}/news"
    assert verify("index", str(corpus), "--index", address, cwd=tmp_path).returncode == 0
    done = verify("250 prisoners freed in Belarus", "--index", address, "--format", "json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    server.kill()
    done = verify("status", "--index", address, cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith(f"Error: the Milvus server at {server.uri} does not answer: is it running")
    assert done.stderr.count("\n") == 1
