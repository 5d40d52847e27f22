import importlib.util
from pathlib import Path

import pytest

from tests.drafts import labels
from verifier import facts
from verifier.drafts import claims
from verifier.drafts.prose import Kind

LEAST_F1 = 0.85


def _benchmark():
    file = Path(__file__).parent.parent.parent / "benchmarks" / "claim_detection.py"
    spec = importlib.util.spec_from_file_location("claim_detection", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_ten_drafts_with_300_sentences_half_of_them_kept_apart() -> None:
    drafts = labels.load()
    assert len(drafts) == 10
    assert sum(draft.half == "test" for draft in drafts) == 5
    assert sum(len(draft.sentences) for draft in drafts) >= 300


@pytest.mark.parametrize("half", ["tuning", "test"])
def test_claims_are_found(half: str) -> None:
    rows = [each for draft in labels.load() if draft.half == half for each in labels.predictions(draft)]
    assert _benchmark().score(rows)[2] >= LEAST_F1


CLAIMS = {
    "Belarus freed 250 political prisoners on Thursday.": "number: 250 political prisoners",
    "Lukashenko met Coale in Minsk.": "name: Minsk",
    "“Freedom is our goal,” he wrote.": "quotation",
    "Nobody was hurt.": "number: Nobody was",
    "Sources in the ministry said that 12 men were held.": "number: 12 men",
    "Video from the harbour showed 12 boats.": "number: 12 boats",
    "The talks in Exby began on Friday, 18 March.": "date: Friday, 18 March",
    "The treaty was signed on Tuesday, March 3, 2026.": "date: Tuesday, March 3, 2026",
}
OTHERS = {
    "What happened on 19 March?": "a question",
    "Follow the court case in Minsk.": "an instruction",
    "I think that Minsk will regret it.": "an opinion",
    "The government should resign.": "an opinion: what should be",
    "Perhaps the talks will fail.": "a guess",
    "Photo: Jane Doe / Reuters": "of the article",
    "By Ann Example": "of the article",
    "Photo by Jane Doe": "of the article",
    "Picture courtesy of the Exby museum": "of the article",
    "EXBY, 18 March 2026 (Agency)": "of the article",
    "It was a long walk home.": "nothing to check",
    "Three days later": "it has no verb",
}


@pytest.mark.parametrize(("text", "reason"), CLAIMS.items())
def test_a_claim_is_told_with_what_can_be_checked(text: str, reason: str) -> None:
    is_claim, why = claims.judge(text, facts.extract(text))
    assert is_claim
    assert reason in why


@pytest.mark.parametrize(("text", "reason"), OTHERS.items())
def test_what_is_passed_over_is_told_why(text: str, reason: str) -> None:
    is_claim, why = claims.judge(text, facts.extract(text))
    assert not is_claim
    assert reason in why


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [("Belarus frees 250 prisoners", True), ("Three things to know", False), ("Background", False)],
)
def test_a_headline_is_a_claim_only_with_a_verb(text: str, is_claim: bool) -> None:
    assert claims.judge(text, facts.extract(text), Kind.HEADLINE)[0] is is_claim


def test_sentences_of_one_quotation_stay_together() -> None:
    text = "“We are free. We go home,” she said. It rained."
    assert [text[a:b] for a, b in claims.spans(text)] == ["“We are free. We go home,” she said.", "It rained."]
