"""Training from labels to what the runtime loads, by a tiny network on a few pairs."""

import json
import sys

import pytest

from verifier.stance import StanceModel, data, model

torch = pytest.importorskip("torch")

from verifier.stance import train  # noqa: E402 - takes torch
from verifier.stance.network import SPECIAL  # noqa: E402

PAIR = ("The bridge was closed.", "The bridge over the river was never closed.")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A folder as the base's, with weights that mean nothing."""
    from transformers import MPNetConfig, MPNetModel

    folder = tmp_path_factory.mktemp("base")
    vocabulary = json.loads(model.tokenizer().to_str())
    words = vocabulary["model"]["vocab"]
    vocabulary["model"]["vocab"] = {SPECIAL.get(word, word): place for word, place in words.items()}
    vocabulary["model"]["unk_token"] = SPECIAL["[UNK]"]
    vocabulary |= {"post_processor": None, "added_tokens": []}
    (folder / "tokenizer.json").write_text(json.dumps(vocabulary))
    torch.manual_seed(3)
    config = MPNetConfig(
        vocab_size=len(words),
        hidden_size=64,
        num_hidden_layers=train.LAYERS + 1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    MPNetModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


@pytest.fixture
def run(base, tmp_path, monkeypatch):
    """Runs the command on a few rows of each kind, into `out`."""

    def written(name, rows):
        file = tmp_path / name
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return file

    def labelled(town, count):
        return [
            {
                "id": f"{town} {number}",
                "claim": f"{town} {number} has a harbour.",
                "evidence": f"The harbour of {town} {number} {'is old' if number % 2 else 'was never built'}.",
                "label": "supports" if number % 2 else "refutes",
            }
            for number in range(count)
        ]

    files = [
        written("fever_train.jsonl", labelled("Bergen", 40)),
        written("fm2_dev.jsonl", labelled("Oslo", 12)),
        written("fm2_dev_passages.jsonl", [{"id": str(n), "text": f"Ship {n} was built in Oslo."} for n in range(9)]),
    ]
    told = {"id": "p", "passage": "The strike ended on Monday.", "supported": ["It is over."], "false": [], "open": []}
    monkeypatch.setattr(data, "PARAGRAPHS_FILE", written("paragraphs.jsonl", [told]))
    monkeypatch.setattr(data, "WRITTEN_FILE", written("written.jsonl", []))
    monkeypatch.setattr(train, "GENERAL_PAIRS", 64)
    monkeypatch.setattr(train, "LOG_EVERY", 1)

    def run(*options):
        words = [*map(str, files), "--base", str(base), "--out", str(tmp_path / "out"), *options]
        monkeypatch.setattr(sys, "argv", ["train", *words])
        train.main()
        return tmp_path / "out"

    return run


def test_each_fold_gets_a_model_that_the_runtime_loads_and_what_was_done_is_not_done_again(run, monkeypatch):
    monkeypatch.setattr(data, "FOLDS", 2)
    out = run("--cross-validate", "--labels-alone")
    models = data.folds_in(out)
    assert sorted(models) == [0, 1]
    said = [StanceModel(folder).judge([PAIR]) for folder in models.values()]
    assert all(shares.shape == (1, 3) and shares.sum() == pytest.approx(1) for shares in said)
    assert len({shares.tobytes() for shares in said}) == 2
    assert not (out / "all").exists()
    weights = models[0] / model.WEIGHTS_FILE
    before, log = weights.read_bytes(), (out / "log.jsonl").read_bytes()
    weights.unlink()
    run("--cross-validate", "--labels-alone", "--resume")
    assert weights.read_bytes() == before
    assert (out / "log.jsonl").read_bytes() == log


def test_with_a_teacher(run, monkeypatch):
    monkeypatch.setattr(train, "TEACHER", train.Part("teacher", 3e-5, 1, 1))
    out = run()
    assert (out / train.TAUGHT_FILE).exists()
    assert StanceModel(out / "all").judge([PAIR]).shape == (1, 3)
