"""Each notebook runs from its first cell to its last, and stands in git without what it printed."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.cli.running import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WAIT = 300
"""Seconds for a cell: each takes a few, but the machine may be busy."""


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def test_they_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["evaluation", "how-a-verdict-is-reached", "quickstart"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_clear_of_output(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_draws(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("VERIFIER_EVAL_DATA", raising=False)
    done = executed(path)
    pictures = [output for output in done if "image/png" in output.get("data", {})]
    assert len(pictures) >= {"quickstart": 1, "how-a-verdict-is-reached": 5, "evaluation": 6}[path.stem]


def test_evaluation_takes_a_file_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "bridges.jsonl"
    rows = [
        '{"id": "1", "claim": "The bridge is 450 metres long.", "label": "supports", "kind": "length"',
        '{"id": "2", "claim": "The bridge is 540 metres long.", "label": "refutes"',
        '{"id": "3", "claim": "The tower was painted red.", "label": "nei"',
    ]
    evidence = ', "evidence": ["The harbour bridge is 450 metres long.", "It opened in May 2024."]}\n'
    data.write_text("".join(row + evidence for row in rows))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("VERIFIER_EVAL_DATA", str(data))
    printed = "".join(output.get("data", {}).get("text/plain", "") for output in executed(NOTEBOOKS[0]))
    assert "bridges" in printed
    assert "The bridge is 540 metres long." not in printed  # it was not decided wrongly


def executed(path: Path) -> list[nbformat.NotebookNode]:
    """Run a notebook where it stands; all that its cells put out."""
    notebook = read(path)
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=WAIT, kernel_name="python3", resources=where).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]
