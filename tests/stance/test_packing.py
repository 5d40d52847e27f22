"""Four-bit weights: packed without loss, near the weights they stand for, and what the exported network computes with."""

import numpy as np
import pytest

from verifier.stance import StanceModel, packing

WEIGHTS = np.random.default_rng(7).standard_normal((96, 128)).astype(np.float32) * np.float32(0.05)
PAIRS = [("The bridge was closed", "The bridge over the river was never closed."), ("It rained", "Shares fell by 3%.")]


def test_what_is_rounded_is_packed_without_loss():
    integers, _ = packing.rounded(WEIGHTS)
    levels, sizes = packing.pack(integers)
    assert (levels.shape, sizes.shape) == ((96, 64), (96, 2))
    assert np.array_equal(packing.unpack((levels, sizes)), integers)


def test_rounding_changes_a_weight_by_no_more_than_half_a_step():
    integers, scales = packing.rounded(WEIGHTS)
    largest = np.abs(WEIGHTS.reshape(96, -1, packing.BLOCK)).max(axis=2).repeat(packing.BLOCK, axis=1)
    rows = np.abs(WEIGHTS).max(axis=1, keepdims=True)
    # Half of the widest gap between two levels, at a size of which the block's largest weight falls short by a 16th at most.
    assert (np.abs(integers * scales - WEIGHTS) <= 0.152 * (largest + rows / packing.SIZES) + rows / packing.MOST).all()
    assert np.abs(integers).max(axis=1).tolist() == [packing.MOST] * 96


def test_a_row_of_nothing():
    integers, scales = packing.rounded(np.zeros((2, 64), dtype=np.float32))
    assert not (integers * scales).any()
    assert np.array_equal(packing.unpack(packing.pack(integers)), integers)


def test_integers_that_are_no_levels_are_refused():
    with pytest.raises(ValueError, match="no level"):
        packing.pack(np.arange(-64, 64, dtype=np.int8).reshape(2, 64))


def test_the_exported_network_says_what_torch_says_and_is_read_back_as_it_was(tmp_path):
    torch = pytest.importorskip("torch")
    from transformers import MPNetConfig, MPNetModel

    from verifier.stance import export, model
    from verifier.stance.network import CrossEncoder

    torch.manual_seed(5)
    vocabulary = model.tokenizer()
    config = MPNetConfig(
        vocab_size=vocabulary.get_vocab_size(),
        hidden_size=64,
        num_hidden_layers=4,
        num_attention_heads=2,
        intermediate_size=128,
    )
    network = CrossEncoder(MPNetModel(config, add_pooling_layer=False)).eval()
    network.round_words()
    network.round_layers()
    export.export(network, tmp_path)
    said = StanceModel(tmp_path).judge(PAIRS)
    for pair, shares in zip(PAIRS, said, strict=True):
        ids = torch.tensor([vocabulary.encode(*pair).ids])
        with torch.inference_mode():
            expected = network(ids, torch.ones_like(ids))[0].softmax(1)[0].numpy()
        assert np.allclose(shares, expected, atol=0.02)
    export.export(export.imported(tmp_path), again := tmp_path / "again")
    assert [(again / name).read_bytes() for name in model.FILES] == [
        (tmp_path / name).read_bytes() for name in model.FILES
    ]


def test_a_network_that_learns_with_rounded_weights_keeps_its_own():
    torch = pytest.importorskip("torch")
    from transformers import MPNetConfig, MPNetModel

    from verifier.stance.network import CrossEncoder, as_packed
    from verifier.stance.train import Rounding

    config = MPNetConfig(
        vocab_size=99, hidden_size=64, num_hidden_layers=4, num_attention_heads=2, intermediate_size=64
    )
    network = CrossEncoder(MPNetModel(config, add_pooling_layer=False))
    weight = network.packed[0].weight
    exact = weight.detach().clone()
    rounding = Rounding(network)
    with rounding:
        assert torch.allclose(weight, as_packed(exact), atol=1e-6)
    assert torch.allclose(weight, exact, atol=1e-6)
    network.round_layers()
    assert torch.equal(weight, as_packed(exact))
