"""The stance model's runtime: probabilities, the same every time, and a model that is damaged is refused."""

import shutil
import subprocess
import sys

import numpy as np
import pytest

from tests.threads import at_once
from verifier.errors import StoredIndexError
from verifier.stance import CLASSES, StanceModel, model

PAIRS = [
    ("The bridge was closed", "The bridge over the river was closed on Monday after the flood."),
    ("The bridge was never closed", "The bridge over the river was closed on Monday after the flood."),
    ("The bridge was closed", "The orchestra played two symphonies."),
]


@pytest.fixture(scope="module")
def judge():
    return StanceModel()


def test_probabilities_add_up(judge):
    shares = judge.judge(PAIRS)
    assert shares.shape == (3, len(CLASSES))
    assert np.allclose(shares.sum(axis=1), 1)
    assert (shares >= 0).all()


def test_a_pair_is_judged_alike_alone_and_beside_others(judge):
    together = judge.judge(PAIRS)
    assert np.array_equal(together, judge.judge(PAIRS))
    assert np.array_equal(together, np.concatenate([judge.judge([pair]) for pair in PAIRS]))


def test_it_tells_what_is_said_from_what_is_not(judge):
    assert judge.judge(PAIRS).argmax(axis=1).tolist() == [0, 1, 2]


def test_threads_that_are_the_first_together_load_it_once(monkeypatch):
    loaded = []
    real = model.model.session
    monkeypatch.setattr(model.model, "session", lambda *given: loaded.append(given) or real(*given))
    fresh = StanceModel()
    given = at_once(*[lambda: fresh.judge(PAIRS[:1]).tolist()] * 4)
    assert given == [given[0]] * 4
    assert len(loaded) == 1


def test_no_pairs(judge):
    assert judge.judge([]).shape == (0, 3)


def test_texts_of_any_length(judge):
    assert np.allclose(judge.judge([("", ""), ("word " * 500, "word " * 5000)]).sum(axis=1), 1)


def test_it_fits_in_the_package():
    assert sum(file.stat().st_size for file in model.FOLDER.iterdir()) < 40_000_000


@pytest.mark.parametrize("name", [*model.FILES, model.MANIFEST_FILE])
@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_model_is_refused(tmp_path, name, damage):
    shutil.copytree(model.FOLDER, tmp_path, dirs_exist_ok=True)
    if damage == "missing":
        (tmp_path / name).unlink()
    else:
        content = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(content[:99] + b"~" + content[100:])
    with pytest.raises(StoredIndexError, match="reinstall") as caught:
        StanceModel(tmp_path).judge(PAIRS)
    assert caught.value.exit_code == 3


def test_what_waits_imports_no_torch():
    program = "import sys, verifier.checker, verifier.stance; StanceModel = verifier.stance.StanceModel; "
    program += "StanceModel().judge([('a', 'b')]); print('torch' in sys.modules, 'transformers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
