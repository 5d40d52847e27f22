"""The network as torch trains it: a transformer over claim and evidence side by side, and one linear layer."""

from __future__ import annotations

from typing import Any

import torch

from verifier.index.model import weights
from verifier.stance.model import CLASSES


class CrossEncoder(torch.nn.Module):
    """Token ids of pairs into the logits of the three classes."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * encoder.config.hidden_size, len(CLASSES))

    @classmethod
    def pretrained(cls) -> CrossEncoder:
        """From the weights of all-MiniLM-L6-v2, with a new last layer."""
        from transformers import AutoModel  # noqa: PLC0415 - seconds

        return cls(AutoModel.from_pretrained(str(weights()), add_pooling_layer=False))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Logits (batch, 3) of ids, mask and kinds (batch, token), from the first token and the mean of all."""
        tokens = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids, return_dict=False
        )[0]
        weight = attention_mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * weight).sum(1) / weight.sum(1)
        logits: torch.Tensor = self.head(self.dropout(torch.cat([tokens[:, 0], mean], dim=1)))
        return logits
