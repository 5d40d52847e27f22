"""The scores of `verify eval`, on rows whose figures can be worked out by hand."""

import pytest

from verifier.errors import InputError
from verifier.evaluation import Prediction, Row, evaluate, rows, score
from verifier.records import Status


def judged(label, status, confidence=0.9, kind=""):
    lean = {Status.SUPPORTED: (0.9, 0.05), Status.CONFLICTING: (0.05, 0.9)}.get(status, (0.2, 0.2))
    shares = {"supports": lean[0], "conflicts": lean[1], "neutral": 1 - sum(lean)}
    return Row("1", "a claim", "a text", label, kind=kind), Prediction("1", status, confidence, shares)


def test_each_error_is_counted_where_users_fear_it():
    result = score(
        [
            judged("supports", Status.SUPPORTED),
            judged("supports", Status.CONFLICTING),
            judged("supports", Status.UNVERIFIED),
            judged("supports", Status.SUPPORTED),
            judged("refutes", Status.SUPPORTED),
            judged("refutes", Status.CONFLICTING),
            judged("refutes", Status.UNVERIFIED),
            judged("nei", Status.UNVERIFIED),
            judged("nei", Status.SUPPORTED),
        ]
    )
    scores = result.scores
    assert scores.accuracy == pytest.approx(4 / 9)
    assert scores.false_alarms == 1 / 4
    assert scores.wrongly_passed == pytest.approx(1 / 3)
    assert scores.conflicts_found == pytest.approx(1 / 3)
    assert scores.decided == pytest.approx(6 / 9)
    assert scores.two_way == pytest.approx((1 + 0 + 0.5 + 1 + 0 + 1 + 0.5) / 7)
    assert result.confusion["nei"][Status.SUPPORTED] == 1


def test_calibration_error_is_the_gap_of_confidence_and_share_right():
    sure = [judged("supports", Status.SUPPORTED, 0.95)] * 3 + [judged("supports", Status.CONFLICTING, 0.95)]
    assert score(sure).calibration_error == pytest.approx(0.95 - 0.75)


def test_kinds_are_scored_apart():
    result = score(
        [judged("refutes", Status.CONFLICTING, kind="year"), judged("refutes", Status.SUPPORTED, kind="money")]
    )
    assert result.by_kind["year"].accuracy == 1
    assert result.by_kind["money"].wrongly_passed == 1


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a", "claim": "x"}',
        "not json",
        '{"id": "a", "claim": "x", "evidence": "y", "label": "maybe"}',
        '{"id": 1}',
        "[" * 100_000,
        '{"id": "a", "claim": "", "evidence": "y", "label": "nei"}',
        '{"id": "a", "claim": "x", "evidence": "y", "label": "nei", "label": "supports"}',
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, line):
    good = '{"id": "a", "claim": "x", "evidence": ["y", "z"], "label": "nei", "published": "2013-02-12"}'
    data = tmp_path / "rows.jsonl"
    data.write_text(f"{good}\n\n{line}\n", encoding="utf-8-sig")
    with pytest.raises(InputError, match=r"rows\.jsonl:3: "):
        list(rows(data))


def test_nothing_is_judged_for_predictions_that_have_no_place(tmp_path):
    with pytest.raises(InputError, match=r"p\.jsonl: there is no folder"):
        evaluate(None, tmp_path / "rows.jsonl", tmp_path / "none" / "p.jsonl")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        list(rows(tmp_path / "nowhere.jsonl"))
