"""The network as torch trains it: a transformer over claim and evidence side by side, and one linear layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from verifier.stance.model import CLASSES


class CrossEncoder(torch.nn.Module):
    """Token ids of pairs into the logits of the three classes."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * encoder.config.hidden_size, len(CLASSES))

    @classmethod
    def pretrained(cls, folder: Path) -> CrossEncoder:
        """From the weights in a folder, of BERT's or MPNet's form, with a new last layer; word embeddings stay as they are."""
        from transformers import AutoModel  # noqa: PLC0415 - seconds

        network = cls(AutoModel.from_pretrained(str(folder), add_pooling_layer=False, use_safetensors=True))
        network.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        return network

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Logits (batch, 3) of ids, mask and kinds (batch, token), from the first token and the mean of all."""
        # MPNet tells the two texts apart by the marks between them alone.
        kinds = {"token_type_ids": token_type_ids} if self.encoder.config.model_type == "bert" else {}
        tokens = self.encoder(input_ids=input_ids, attention_mask=attention_mask, return_dict=False, **kinds)[0]
        weight = attention_mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * weight).sum(1) / weight.sum(1)
        logits: torch.Tensor = self.head(self.dropout(torch.cat([tokens[:, 0], mean], dim=1)))
        return logits
