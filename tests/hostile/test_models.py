"""Models are ONNX and safetensors with a checksum; nothing that the package reads can run code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import verifier
from verifier.index import model

FORBIDDEN = {"pickle", "cPickle", "dill", "joblib", "shelve", "marshal", "cloudpickle"}
SOURCES = sorted(Path(verifier.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(SOURCES[0].parent)))
def test_nothing_that_can_run_code_is_read(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name.split(".")[0] for alias in node.names} | {
                (getattr(node, "module", None) or "").split(".")[0]
            }
            assert not names & FORBIDDEN
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            named = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            assert called not in ("eval", "exec", "yaml.unsafe_load", "yaml.full_load", "yaml.load_all", "os.system")
            assert called != "yaml.load" or "_Loader" in ast.unparse(node.args[1]), (
                "a loader of one's own, which is safe"
            )
            assert named.get("shell") != "True"
            assert named.get("allow_pickle") != "True"
            if called.endswith("from_pretrained"):
                assert named.get("use_safetensors") == "True"
            if called == "torch.load":  # what a training run of one's own left
                assert named.get("weights_only") == "True"
                assert file.name == "train.py"
            if called == "SentenceTransformer":
                assert "'use_safetensors': True" in named["model_kwargs"]


def test_the_installed_weights_are_those_that_were_released() -> None:
    for name in model.RELEASED:
        assert model.released(name).is_file()
    assert (model.weights() / "model.safetensors").read_bytes()[8:9] == b"{"  # safetensors: a length, then JSON
