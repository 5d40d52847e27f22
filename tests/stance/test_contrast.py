"""Contrast pairs: each change turns the label only where claim and evidence then differ."""

import random

import pytest

from verifier.records import Stance
from verifier.stance import contrast

CLAIM = "The Lyceum was founded by Anna Berg in 1891"
EVIDENCE = "The Lyceum, a school for 250 girls, was founded by Anna Berg in Oslo in 1891."
NAMES = {"person": ["Karl Holm"], "place": ["Bergen"]}


def kinds(claim, evidence):
    return {swap.kind: swap for swap in contrast.swaps(claim, evidence, NAMES, random.Random(0))}


@pytest.mark.parametrize(
    ("claim", "evidence", "kind", "old"),
    [
        ("The bridge opened in 1937", "The bridge opened in 1937 to traffic.", "date", "1937"),
        ("The fire killed 133 people", "At least the fire killed 133 people there.", "number", "133"),
        ("Profits rose in spring", "In spring profits rose again.", "antonym", "rose"),
        ("She was the second runner", "In Rome she was the second runner.", "class", "second"),
        ("The bridge was closed", "The bridge was closed by night.", "negation", "was"),
        ("All trains stopped, all night", "On that day all trains stopped, all night.", "quantifier", "all"),
    ],
)
def test_a_change_of_each_kind_is_found(claim, evidence, kind, old):
    assert kinds(claim, evidence)[kind].old == old


def test_a_quartet_shows_every_text_with_both_labels():
    (quartet, *_) = contrast.quartets(CLAIM, EVIDENCE, NAMES, random.Random(0))
    assert len({pair.claim for pair in quartet}) == len({pair.evidence for pair in quartet}) == 2
    for side in ("claim", "evidence"):
        for text in {getattr(pair, side) for pair in quartet}:
            labels = [pair.stance for pair in quartet if getattr(pair, side) == text]
            assert labels.count(Stance.SUPPORTS) == 1


def test_two_who_act_on_each_other_change_places():
    claim = "Norway defeated Sweden"
    stances = {
        (p.claim, p.evidence): p.stance for p in contrast.exchanged(claim, "In the final Norway defeated Sweden.")
    }
    assert stances["Sweden defeated Norway", "In the final Norway defeated Sweden."] is Stance.CONFLICTS
    assert stances["Sweden defeated Norway", "In the final Sweden defeated Norway."] is Stance.SUPPORTS


def test_a_figure_that_is_withheld_leaves_nothing_said():
    (pair,) = contrast.withheld("The fire killed 133 people", "The fire killed 133 people in the valley.")
    assert (pair.evidence, pair.stance) == ("The fire killed some people in the valley.", Stance.NEUTRAL)


def test_a_detail_is_cut_away():
    sentence = "The bridge over the wide northern river opened in May, which pleased the town."
    assert contrast.shortened(sentence) == "The bridge over the wide northern river opened in May."


def test_a_paragraph_holds_the_evidence_and_stays_within_its_length():
    others = ["A first other sentence stands here.", "A second other sentence stands there."]
    paragraph = contrast.surrounded(EVIDENCE, others, random.Random(1), longest=25)
    assert EVIDENCE in paragraph
    assert len(paragraph.split()) <= 25


def test_the_same_seed_makes_the_same_pairs():
    first, second = (contrast.quartets(CLAIM, EVIDENCE, NAMES, random.Random(7)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("claim", "forms"),
    [
        (
            "Ann was born in Oslo.",
            {"Ann was not born in Oslo.", "Ann wasn't born in Oslo.", "Ann was never born in Oslo."},
        ),
        ("Oslo is a city.", {"Oslo is not a city.", "Oslo isn't a city."}),
        ("Ann can swim.", {"Ann cannot swim."}),
        ("The school has 250 girls.", {"The school does not have 250 girls."}),
        ("Ann was never a singer.", {"Ann was a singer."}),
        ("Ann isn't a singer.", {"Ann is a singer."}),
        ("Ann cannot swim.", {"Ann can swim."}),
        ("All of them were freed.", {None}),
        ("Ann, who was ill, left.", {None}),
        ("Ann left.", {None}),
    ],
)
def test_a_claim_is_denied_as_a_whole_or_not_at_all(claim, forms):
    chance = random.Random(0)
    assert {contrast.denied(claim, chance) for _ in range(40)} == forms
