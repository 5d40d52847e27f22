"""Who says what a claim has somebody say."""

import pytest

from verifier import facts
from verifier.rules import Statement, examine


def statement(text):
    return Statement.of(text, facts.extract(text))


def reservation(claim, source):
    return examine(statement(claim), statement(source)).reservation


@pytest.mark.parametrize(
    ("claim", "source", "speaker"),
    [
        (
            "Mayor Anna Berg said the tunnel was dry when it opened.",
            "“The tunnel was dry when it opened,” said the builder, Karl Lund. Mayor Anna Berg was not there.",
            "Karl Lund",
        ),
        (
            "The sister of the farmer testified that the gate had been locked.",
            "“The gate had been locked,” the farmer told the jury in Exby. His sister testified on Friday.",
            "farmer",
        ),
        (
            "Anna Berg said that the repairs would cost too much.",
            "Anna Berg wants the bridge repaired. Karl Lund disagrees. He said that the repairs would cost too much.",
            "Karl Lund",
        ),
    ],
)
def test_what_another_says_is_no_support(claim, source, speaker):
    assert reservation(claim, source) == f"the source has it said by “{speaker}”"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Karl Lund said the tunnel was dry when it opened.",
            "“The tunnel was dry when it opened,” said the builder, Karl Lund. Mayor Anna Berg was not there.",
        ),
        ("The builder said the tunnel was dry.", "Karl Lund, who built the tunnel, said it was dry. The builder left."),
        (
            "Karl Lund said that the repairs would cost too much.",
            "Anna Berg wants it repaired. Karl Lund disagrees. He said that the repairs would cost too much.",
        ),
        ("The mayor said the gate had been locked.", "The mayor was sure of it. She said the gate had been locked."),
        ("Half of the patients reported pain.", "Of those given the drug, one in two reported pain; patients left."),
        ("The mayor was told that the gate was locked.", "The guard told the mayor that the gate was locked."),
    ],
)
def test_the_same_speaker_or_one_who_may_be_is_left_alone(claim, source):
    assert "said by" not in reservation(claim, source)
