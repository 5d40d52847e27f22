"""The network as it is released."""

import pytest
import torch

from verifier.index.export import quantise, trace
from verifier.index.model import session
from verifier.stance.network import CrossEncoder, PerToken

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


def test_what_is_frozen_does_not_learn():
    from transformers import MPNetConfig, MPNetModel

    config = MPNetConfig(vocab_size=9, hidden_size=64, num_hidden_layers=4, num_attention_heads=2, intermediate_size=64)
    network = CrossEncoder(MPNetModel(config, add_pooling_layer=False))
    network.freeze(3)
    network.train()
    layers = network.encoder.encoder.layer
    assert [layer.training for layer in layers] == [False, False, False, True]
    assert [any(part.requires_grad for part in layer.parameters()) for layer in layers] == [False, False, False, True]
    assert not any(part.requires_grad for part in network.encoder.embeddings.parameters())
    network.freeze(0)
    network.train()
    assert all(part.requires_grad for part in layers.parameters())
    assert [layer.training for layer in layers] == [True] * 4
    assert not network.encoder.embeddings.word_embeddings.weight.requires_grad
