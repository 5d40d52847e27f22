"""The network as it is released."""

import pytest
import torch

from verifier.index.export import quantise, trace
from verifier.index.model import session
from verifier.stance.network import PerToken

WIDTH = 64


@pytest.fixture
def linear():
    torch.manual_seed(0)
    return torch.nn.Linear(WIDTH, WIDTH)


@pytest.fixture
def states():
    """Tokens of which one is a hundred times as large as the others, as the first of a text often is."""
    torch.manual_seed(1)
    return torch.randn(1, 8, WIDTH) * torch.tensor([100.0] + [1.0] * 7)[None, :, None]


def test_a_layer_for_each_token_is_the_layer(linear, states):
    with torch.no_grad():
        assert torch.allclose(PerToken(linear)(states), linear(states), rtol=1e-4, atol=1e-4)


def test_in_int8_a_large_token_leaves_the_others_their_steps(linear, states, tmp_path):
    file = tmp_path / "layer.onnx"
    trace(PerToken(linear), {"states": states}, ("out",), file)
    quantise(file, kept_exact=())
    (said,) = session(file).run(None, {"states": states.numpy()})
    with torch.no_grad():
        off = torch.from_numpy(said) - linear(states)
    assert off[:, 1:].abs().max() < 0.05
