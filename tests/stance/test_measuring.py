"""`benchmarks/stance.py` measures the sets that it is asked for, and says so where it can't."""

import importlib.util
import sys
from pathlib import Path

import pytest

from verifier.evaluation import Prediction, Row
from verifier.records import Status

FILE = Path(__file__).parent.parent.parent / "benchmarks" / "stance.py"


@pytest.fixture
def run(monkeypatch):
    """Runs it on two sets of a row each, both called wrongly."""
    spec = importlib.util.spec_from_file_location("measuring", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shares = {"supports": 0.1, "conflicts": 0.8, "neutral": 0.1}
    sets = {name: [(Row(name, f"A claim of {name}", "Its text.", "supports"), None)] for name in ("quiz", "gist")}
    monkeypatch.setattr(module, "_unseen", lambda *_: sets)
    monkeypatch.setattr(
        module,
        "_said",
        lambda judged: [(row, Prediction(row.id, Status.CONFLICTING, 0.8, shares)) for row, _ in judged],
    )

    def run(*options):
        monkeypatch.setattr(sys, "argv", [str(FILE), "data", *options])
        module.main()

    return run


def test_errors_are_those_of_the_sets_that_are_asked_for(run, capsys):
    run("--errors", "5")
    both = capsys.readouterr().out
    assert ("A claim of quiz" in both, "A claim of gist" in both) == (True, True)
    run("--errors", "5", "--only", "gist")
    one = capsys.readouterr().out
    assert ("A claim of quiz" in one, "A claim of gist" in one) == (False, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--only", "quizz", "gist"), "there is no set quizz; known are quiz, gist"),
        (("--only", "quiz", "--fit"), "--fit needs all sets"),
    ],
)
def test_what_can_not_be_measured_is_an_error(run, capsys, options, said):
    with pytest.raises(SystemExit) as ended:
        run(*options)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
