"""Which rows are kept apart, and that a claim is never on both sides."""

import json

from verifier.stance import data


def write(path, count):
    rows = [
        {
            "id": str(i),
            "claim": f"Town {i} has a harbour",
            "evidence": f"The harbour of town {i} is old.",
            "label": "supports",
        }
        for i in range(count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_held_out_rows_are_not_trained_on(tmp_path):
    file = write(tmp_path / "fm2_dev.jsonl", 300)
    trained = {pair.claim for pair in data.training_pairs([file], 0) if pair.kind == "fm2_dev"}
    calibrated, measured = (
        {row.claim for row in data.held_out([file], calibration=which)["fm2_dev"]} for which in (True, False)
    )
    assert calibrated
    assert measured
    assert not (calibrated & measured)
    assert not (trained & (calibrated | measured))


def test_all_of_the_rewritten_figures_are_kept_for_measuring(tmp_path):
    file = write(tmp_path / "numdate_dev.jsonl", 20)
    assert data.training_pairs([file], 0) == []
    assert len(data.held_out([file], calibration=False)["numdate_dev"]) == 20


def test_a_seed_gives_the_same_pairs(tmp_path):
    file = write(tmp_path / "fever_train.jsonl", 60)
    assert data.training_pairs([file], 3) == data.training_pairs([file], 3)
