"""The network as torch trains it: a transformer over claim and evidence side by side, and a linear layer."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from verifier.stance.model import CLASSES, LONGEST, tokenizer
from verifier.stance.packing import rounded

EARLY = 3
"""Layers after which it is also asked in training, so that the first layers learn their part; nothing else reads that."""
FIRST_PLACE = 2
"""The position of the first token, as MPNet counts."""
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>", "[MASK]": "<mask>"}
"""MPNet's names of the marks that the tokenizer sets."""


class CrossEncoder(torch.nn.Module):
    """Token ids of pairs into the logits of the three classes."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(0.1)
        width = 2 * encoder.config.hidden_size
        self.early_head = torch.nn.Linear(width, len(CLASSES))
        self.head = torch.nn.Linear(width, len(CLASSES))

    @classmethod
    def pretrained(cls, folder: Path) -> CrossEncoder:
        """From a folder with MPNet's weights and tokenizer, with new heads; word embeddings stay as they are.

        The word embeddings are put in the order of the tokenizer that the runtime has.
        """
        from transformers import AutoModel  # noqa: PLC0415 - seconds

        encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False, use_safetensors=True)
        vocabulary = Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()
        ours = sorted(tokenizer().get_vocab().items(), key=lambda item: item[1])
        places = torch.tensor([vocabulary[SPECIAL.get(token, token)] for token, _ in ours])
        words = encoder.embeddings.word_embeddings
        words.weight = torch.nn.Parameter(words.weight.detach()[places], requires_grad=False)
        words.padding_idx = None
        return cls(encoder)

    def shortened(self, layers: int) -> CrossEncoder:
        """Itself, with its first layers alone."""
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.config.num_hidden_layers = layers
        return self

    def round_words(self) -> None:
        """Round the word embeddings, which are not trained, to what the released model holds."""
        words = self.encoder.embeddings.word_embeddings.weight
        words.data = as_packed(words.data)

    def as_rounded(self) -> CrossEncoder:
        """A copy of it with the matrices that the released model holds."""
        copied = copy.deepcopy(self)
        copied.round_layers()
        return copied

    def round_layers(self) -> None:
        """Round the layers' matrices to what the released model holds."""
        for part in self.packed:
            part.weight.data = as_packed(part.weight)

    @property
    def packed(self) -> list[torch.nn.Linear]:
        """The layers' matrices, which the released model holds in four bits."""
        return [part for part in self.encoder.encoder.layer.modules() if isinstance(part, torch.nn.Linear)]

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (batch, 3) of ids and mask (batch, token): after all layers and after EARLY."""
        added = (1 - mask)[:, None, None, :] * -10_000.0
        hidden = self.through(self.embedded(self.encoder.embeddings.word_embeddings(ids)), slice(0, EARLY), added)
        early = self.early_head(self.dropout(_pooled(hidden, mask)))
        hidden = self.through(hidden, slice(EARLY, None), added)
        return self.head(self.dropout(_pooled(hidden, mask))), early

    def embedded(self, words: torch.Tensor) -> torch.Tensor:
        """What the first layer reads of word embeddings (batch, token, width), in their shape."""
        places = torch.arange(words.shape[1])[None] + FIRST_PLACE
        states: torch.Tensor = self.encoder.embeddings(inputs_embeds=words, position_ids=places)
        return states

    def through(self, hidden: torch.Tensor, layers: slice, added: torch.Tensor | None = None) -> torch.Tensor:
        """The states (batch, token, width) after some of the layers."""
        bias = self.encoder.encoder.compute_position_bias(hidden)
        for layer in self.encoder.encoder.layer[layers]:
            hidden = layer(hidden, added, bias)[0]
        return hidden


def as_packed(weights: torch.Tensor) -> torch.Tensor:
    """Weights (row, column) as the released model rounds them."""
    integers, scales = rounded(weights.detach().numpy())
    return torch.from_numpy(integers * scales)


def _pooled(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The first token and the mean of all, shape (batch, 2 * width)."""
    weight = mask.unsqueeze(-1).to(hidden.dtype)
    return torch.cat([hidden[:, 0], (hidden * weight).sum(1) / weight.sum(1)], dim=1)


class OfOne(torch.nn.Module):
    """The network as it is released, for one pair: its word embeddings (1, token, width) into logits (1, 3)."""

    def __init__(self, network: CrossEncoder) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        places = self.network.encoder.embeddings.position_embeddings
        places.weight = torch.nn.Parameter(places.weight[: LONGEST + FIRST_PLACE].detach())
        for part in [*self.network.encoder.encoder.layer.modules()]:
            for name, child in part.named_children():
                if isinstance(child, torch.nn.Linear):
                    setattr(part, name, PerToken(child))

    def forward(self, words: torch.Tensor) -> torch.Tensor:
        """As the class says. The last layer is written as a sum, for a product of matrices would be made int8."""
        hidden = self.network.through(self.network.embedded(words), slice(None))
        pooled = torch.cat([hidden[:, 0], hidden.mean(1)], dim=1)
        head = self.network.head
        return (pooled[:, None] * head.weight).sum(2) + head.bias


class PerToken(torch.nn.Module):
    """A linear layer whose input, (…, token, width), has 1 as the largest of each token.

    Dynamic int8 has one scale for all tokens, which is that of the largest: the others would have few of its steps, and what
    the network says would turn on how a processor rounds. The product is scaled back.
    """

    def __init__(self, linear: torch.nn.Linear) -> None:
        super().__init__()
        self.linear = linear

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """The states (…, token, width) that the layer makes of some."""
        largest = states.abs().amax(-1, keepdim=True)
        return torch.nn.functional.linear(states / largest, self.linear.weight) * largest + self.linear.bias
