"""Where an index is, from what a user writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from verifier import config
from verifier.errors import ConfigError, InputError
from verifier.index.place import Collection, parse

BASE = Path("/desk")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (".verifier", BASE / ".verifier"),
        ("/var/index", Path("/var/index")),
        ("milvus", BASE / "milvus"),
        ("milvus+http://host:19530/news", Collection(uri="http://host:19530", name="news")),
        ("milvus+http://host", Collection(uri="http://host:19530", name="verifier")),
        ("milvus+https://Host.example.org/news/", Collection(uri="https://host.example.org:443", name="news")),
        ("milvus+http://[::1]:5/a", Collection(uri="http://[::1]:5", name="a")),
        (
            "milvus+http://h/n?vectors=diskann&consistency=strong&database=desk&shards=4",
            Collection(
                uri="http://h:19530", name="n", vectors="diskann", consistency="strong", database="desk", shards=4
            ),
        ),
        ("milvus+file:///var/x.db", Collection(uri="/var/x.db")),
        ("milvus+file:x.db?collection=n&vectors=flat", Collection(uri="/desk/x.db", name="n", vectors="flat")),
        ("milvus+file:///with%20space/x.db", Collection(uri="/with space/x.db")),
    ],
)
def test_an_address_names_a_place(address: str, place: Path | Collection) -> None:
    assert parse(address, BASE) == place


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("milvus+http://me:open-sesame@host/news", "holds credentials: take them out"),
        ("milvus+http://open-sesame@host/news", "VERIFIER_MILVUS_TOKEN"),
        (
            "milvus+http://host/news?token=open-sesame",
            "unknown option: known are consistency, database, shards, vectors",
        ),
        ("milvus+http://host/news?vectors=open-sesame", "vectors is hnsw, hnsw_sq8, diskann, flat"),
        ("milvus+http://host/news?shards=0", "shards is a number from 1 to 64"),
        ("milvus+http://host/news?shards=x", "shards is a number from 1 to 64"),
        ("milvus+http://host/1news", "can't be the name of a collection"),
        ("milvus+http://host/a/b", "can't be the name of a collection"),
        ("milvus+http://host/n?database=a-b", "can't be the name of a collection or database"),
        ("milvus+http:///news", "of no kind that is known"),
        ("milvus+http://host:port/news", "can't be read"),
        ("milvus+ftp://host/news", "of no kind that is known: it is milvus"),
        ("milvus+file:///var/x", "names no file that ends in .db"),
        ("milvus+file://host/var/x.db", "names no file that ends in .db"),
        ("milvus+file:x.db?consistency=strong", "unknown option: known are collection, vectors"),
    ],
)
def test_an_address_that_can_not_be_used(address: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as error:
        parse(address, BASE)
    assert "sesame" not in str(error.value)


def test_a_configuration_names_one_beside_which_results_are_kept(tmp_path: Path) -> None:
    (tmp_path / "verifier.yaml").write_text("corpus: [notes]\nindex: milvus+file:news.db\n")
    loaded = config.load(start=tmp_path)
    assert loaded.place == Collection(uri=str(tmp_path / "news.db"))
    assert loaded.index == tmp_path / ".verifier"
    assert loaded.with_index(tmp_path / "other").place == tmp_path / "other"


def test_a_configuration_with_a_bad_address_says_where(tmp_path: Path) -> None:
    (tmp_path / "verifier.yaml").write_text("corpus: [notes]\nindex: milvus+http://me:open-sesame@host/news\n")
    with pytest.raises(
        ConfigError, match=r"verifier.yaml:2: index: the address of the index holds credentials"
    ) as error:
        config.load(start=tmp_path)
    assert "sesame" not in str(error.value)
    (tmp_path / "verifier.yaml").write_text("collection: news\n")
    with pytest.raises(ConfigError, match="collection: unknown key"):
        config.load(start=tmp_path)
