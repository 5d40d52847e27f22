"""The trained model of what a passage's wording does to a claim: its runtime; `train` makes it anew."""

from verifier.stance.model import CLASSES, StanceModel

__all__ = ["CLASSES", "StanceModel"]
