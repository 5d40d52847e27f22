"""The rules, which compare what a claim and a passage say, and say why; weighing what they find is for `verdict`.

`examination` is where they are applied, all of them, and where to begin reading. Before it come `statement`, which makes a text
ready (its words as stems, its sentences and clauses), and `alignment`, which finds the sentence that matches a claim.

Each rule that has a name, under which it is shown and switched off, is a module: `quantity`, `date`, `name`, `quotation` and
`negation` compare a claim with a source, `arithmetic` and `weekday` a claim with itself. What they answer is in `comparison`, and
examples of each in `examples`. What they are asked, and what comes of a difference, is decided in

- `counterparts`: the figure or date of a sentence that stands for the claim's;
- `replaced_names`: the name that stands in the place of the claim's;
- `rewriting`: the fact in the only words in which two texts differ;
- `same_event`: whether a sentence speaks of the claim's event at all;
- `slips`: a figure that was miscopied, wherever in the sentence the right one stands;
- `reckoning`: what figures of a source come to, such as a share or a span of time;
- `superlative`: what is ranked above what the claim speaks of, or first among fewer.

A sentence may have all words of a claim and yet not say it. Why not is found by

- `attribution`: another says it;
- `reservation`: less is said, or of another. That has parts: `unasserted` for what is no fact of its own (believed, asked for,
  conditional, undone), `of_fewer` for what is said of a part, of some of a kind or in narrower limits, `whose_figures` for of
  what, and of when, a figure is given;
- `relations`: the words are the same and belong together otherwise. That has parts: `actors` for who acts, `of_another` for of
  whom it is said, `exchanges` for what stands in each other's place.

`negation` has parts too: `denials` for what one denies and the other states, `opposites` for words that exclude each other. What
a sentence has in words without saying it ("kept from flying") is in `untrue`.

They read a sentence by `clauses`, by `phrases` (a word with the small words before it), by `subjects`, and by `scope` (what
stands under a denial or a plan). Words that several modules know are in `lexicon`.
"""

from verifier.rules.alignment import Alignment
from verifier.rules.examination import RESTATED, RULES, Examination, examine, self_check
from verifier.rules.statement import Statement

__all__ = ["RESTATED", "RULES", "Alignment", "Examination", "Statement", "examine", "self_check"]
