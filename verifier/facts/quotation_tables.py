"""The words that quotations are read by: verbs of saying. The project's own tables."""

from __future__ import annotations

SAYING = frozenset(
    """
    said says say saying told tells tell wrote writes write writing added adds add adding announced
    announces argued argues asked asks asserted asserts boasted branded called calls claimed claims
    commented comments complained concluded confirmed confirms conceded declared declares denied denies
    described describes dubbed emphasised emphasized exclaimed explained explains insisted insists joked
    lamented mused noted notes observed pledged posted posts proclaimed promised quipped quoted read reads
    recalled recalls remarked repeated replied replies reported responded responds shouted stated states
    stressed stresses suggested testified thanked thundered tweeted tweets urged urges vowed vows warned
    warns
    """.split()
)
