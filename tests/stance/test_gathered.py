"""Which sentences of a text of several passages the stance model reads together."""

from verifier import facts
from verifier.rules import Statement
from verifier.stance import gathered

PASSAGES = (
    "The harbour of Lahti was dug in 1871. It rained. Nobody came.",
    "The council met on Monday. The mayor of Lahti, Ana Prieto, wants the harbour closed. The owners object.",
    "It rained again. The vote on the harbour is on 3 May 2021. Nobody spoke.",
)


def nearest(claim, passages=PASSAGES):
    claim, *statements = (Statement.of(text, facts.extract(text)) for text in (claim, *passages))
    return gathered.nearest(claim, statements)


def test_the_sentences_that_share_most_with_the_claim_come_from_every_passage_in_their_order():
    assert nearest("On 3 May 2021 Lahti's mayor wanted the harbour closed, which was dug in 1871.") == (
        "The harbour of Lahti was dug in 1871. The mayor of Lahti, Ana Prieto, wants the harbour closed. "
        "The vote on the harbour is on 3 May 2021."
    )


def test_a_rare_word_counts_more_than_a_frequent_one():
    passages = [
        "The harbour is old. The harbour is deep. The harbour is small. The harbour is far. A whale lives there."
    ]
    assert "A whale lives there." in nearest("The harbour has a whale", passages)


def test_sentences_that_share_as_much_are_the_first():
    passages = [" ".join(f"Ship number {word} left." for word in ("A", "B", "C", "D", "E")), "Nobody saw it."]
    assert nearest("A ship left", passages).count("left") == gathered.SENTENCES
    assert nearest("Nothing of it", passages).startswith("Ship number A left.")


def test_of_a_short_text_all_is_read():
    assert nearest("The harbour is old", ["The harbour is old.", "It is deep."]) == "The harbour is old. It is deep."
