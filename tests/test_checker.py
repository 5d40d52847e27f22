"""What the stance model says of a passage ranks it, and only the first few may decide a claim."""

import numpy as np
import pytest

from verifier import Verifier, checker, documents, verdict
from verifier.config import Config
from verifier.index import Hit, Index
from verifier.records import Claim, Document, Passage, Source, Status
from verifier.stance import gathered

CLAIM = "The harbour was widened"
RELEVANT = "relevant"


class Saying:
    """A stance model that finds a passage relevant if it has the word, and is sure that it supports."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def judge(self, pairs, threads=None):
        self.asked += [evidence for _, evidence in pairs]
        return np.array([(0.98, 0.01, 0.01) if RELEVANT in evidence else (0.01, 0.01, 0.98) for _, evidence in pairs])


def hit(text: str, score: float, similarity: float = 0.6) -> Hit:
    return Hit(passage=Passage(Source(id=text), 0, len(text), text), facts=(), score=score, similarity=similarity)


def reranked(model: Saying, hits: list[Hit]):
    return checker.reranked(model, hits, lambda _: CLAIM)


def test_a_relevant_passage_passes_one_that_is_a_little_nearer():
    ranked, _ = reranked(Saying(), [hit("nearer", 0.60), hit("relevant", 0.55)])
    assert [one.passage.text for one in ranked] == ["relevant", "nearer"]


def test_it_does_not_pass_one_that_is_much_nearer():
    hits = [hit("much nearer", 0.99), hit("relevant", 0.10)]
    ranked, _ = reranked(Saying(), hits)
    assert [one.passage.text for one in ranked] == ["much nearer", "relevant"]


def test_of_what_speaks_of_something_else_only_the_nearest_few_are_judged():
    model = Saying()
    near = [f"near {number}" for number in range(checker.ALWAYS_JUDGED)]
    far = [hit(f"far {text}", 0.5, similarity=0.1) for text in (*near, RELEVANT)]
    ranked, opinions = reranked(model, [*far[:-1], hit("nearer", 0.4, similarity=0.6), far[-1]])
    assert model.asked == ["far near 0", "far near 1", "far near 2", "nearer"]
    assert len(ranked) == len(far) + 1
    assert len(opinions) == len(model.asked)


def test_the_model_reads_no_more_than_it_may():
    model = Saying()
    hits = [hit(f"passage {number}", 0.9 - number / 100) for number in range(40)]
    ranked, opinions = reranked(model, hits)
    assert len(model.asked) == checker.RERANKED
    assert len(ranked) == len(hits)
    assert len(opinions) == checker.RERANKED


@pytest.mark.parametrize("k", [1, 3])
def test_a_relevant_passage_beyond_the_first_k_comes_among_them(k):
    texts = [f"The harbour of town {place} was widened slowly." for place in "ABCDEFGH"]
    texts.append("The harbour, relevant here, was made much wider than before.")
    index = Index.in_memory([Document(source=Source(id=text), text=text) for text in texts])
    said = Verifier(index, Config(), Saying()).check("They made the harbours wide", k=k)
    assert len(said.evidence) == k
    assert RELEVANT in said.evidence[0].passage.text


def test_where_the_rules_decide_the_model_is_not_asked():
    text = "On 3 May 2021 the council opened 14 schools in Lahti."
    model = Saying()
    said = Verifier(Index.in_memory([Document(source=Source(id="1"), text=text)]), Config(), model).check(
        "On 3 May 2021 the council opened 15 schools in Lahti."
    )
    assert said.status is Status.CONFLICTING
    assert not model.asked


DULL = " ".join(f"Town {number} is old and has been mended several times since." for number in range(8))
TOLD = "The harbour was made wide, which is relevant."


@pytest.mark.parametrize("passages", [1, 3])
def test_of_a_given_text_of_several_passages_the_model_reads_the_nearest_sentences_together_too(passages):
    model = Saying()
    document = Document(source=Source(id="1"), text=f"{DULL}\n\n{TOLD}\n\n{DULL}" if passages > 1 else TOLD)
    split = [passage.text for passage in documents.split(document)]
    assert len(split) == passages
    Verifier(Index.in_memory([]), Config(), model).judge([(Claim(CLAIM), document)])
    together = [text for text in model.asked if text not in split]
    assert len(together) == (passages > 1)
    assert all(TOLD in text and text.count(".") == gathered.SENTENCES for text in together)


@pytest.mark.parametrize(
    ("claim", "text", "confidence"),
    [
        ("Lahti opened 15 schools.", "Lahti opened 14 schools.", verdict.CERTAINTY["neutral"]),
        ("They made the harbours wide", "The harbour, relevant here, was made much wider than before.", None),
    ],
    ids=["by the rules", "by the wording"],
)
def test_a_verdict_that_is_not_sure_enough_is_as_sure_as_one_that_stays_unverified(claim, text, confidence):
    index = Index.in_memory([Document(source=Source(id="1"), text=text)])
    surer = Verifier(index, Config(), Saying()).check(claim)
    assert surer.status is not Status.UNVERIFIED
    left_open = Verifier(index, Config(min_confidence=1.0), Saying()).check(claim)
    assert left_open.status is Status.UNVERIFIED
    assert left_open.evidence == surer.evidence
    if confidence is None:
        (opinion,) = [one.opinion for one in left_open.evidence if one.opinion]
        confidence = opinion.neutral
    assert left_open.confidence == verdict.probabilities(left_open)["neutral"] == confidence
