"""The network as it is released."""

import pytest
import torch

from verifier.index.export import quantise, trace
from verifier.index.model import session
from verifier.stance.network import CrossEncoder, PerToken, as_packed

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


def test_a_rounded_copy_can_be_packed_and_the_network_stays_as_it_is():
    from transformers import MPNetConfig, MPNetModel

    config = MPNetConfig(vocab_size=9, hidden_size=64, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64)
    network = CrossEncoder(MPNetModel(config, add_pooling_layer=False))
    before = [part.weight.clone() for part in network.packed]
    copied = network.as_rounded()
    assert len(before) == 6
    for was, own, rounded in zip(before, network.packed, copied.packed, strict=True):
        assert torch.equal(own.weight, was)
        assert not torch.equal(rounded.weight, was)
        assert torch.equal(as_packed(rounded.weight), rounded.weight)
