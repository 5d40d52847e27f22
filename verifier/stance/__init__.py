"""Judges by a trained model what a passage's wording does to a claim, where the rules leave it open.

It is no rule: it can't say which word decides, only how likely the passage supports the claim or conflicts with it.
"""

from verifier.stance.model import CLASSES, StanceModel

NAME = "wording"
SUMMARY = "What the words say beyond figures and names, by a small trained model; asked where the rules settle nothing."

__all__ = ["CLASSES", "NAME", "SUMMARY", "StanceModel"]
