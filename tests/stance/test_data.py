"""Which rows are kept apart, and that neither a claim nor its evidence is ever on both sides."""

import json
from collections import Counter
from pathlib import Path

import pytest

from verifier.evaluation import rows
from verifier.records import Stance
from verifier.stance import data
from verifier.stance.model import FOLDER, StanceModel

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"


def write(path, count, first=0):
    rows = [
        {
            "id": str(i),
            "claim": f"Town {i} has a harbour",
            "evidence": f"The harbour of town {i} is old.",
            "label": "supports",
        }
        for i in range(first, first + count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path):
    general = write(tmp_path / "fever_train.jsonl", 400)
    passages = tmp_path / "fm2_dev_passages.jsonl"
    passages.write_text(
        "".join(json.dumps({"id": f"p{i}", "text": f"Ship {i} was built in Oslo."}) + "\n" for i in range(9))
    )
    return data.read([general, write(tmp_path / "fm2_dev.jsonl", 150, first=350), passages])


def texts(labelled):
    return {each.row.claim for each in labelled} | {data.text_of(each.row) for each in labelled}


def test_held_out_rows_are_not_trained_on(corpus):
    trained = {pair.claim for pair in data.general_pairs(corpus, 0) if pair.kind == "fever_train"}
    assert corpus.held_out
    assert not trained & {each.row.claim for each in corpus.held_out}


def test_what_a_cross_validated_row_shares_with_a_general_one_is_not_general(corpus):
    assert not texts(corpus.general) & texts(corpus.cross_validated)
    assert sum(each.file == "fever_train" for each in corpus.cross_validated) == 50


def test_a_claim_is_in_one_fold_with_all_its_rows(corpus):
    folds = {}
    for each in corpus.cross_validated:
        folds.setdefault(each.row.claim, set()).add(each.fold)
    assert {len(of) for of in folds.values()} == {1}
    assert {fold for of in folds.values() for fold in of} == set(range(data.FOLDS))


def test_pairs_know_the_fold_of_their_claim(corpus):
    fold_of = {each.row.claim: each.fold for each in corpus.cross_validated}
    pairs = data.adapted_pairs(corpus, 0)
    assert pairs
    rows = [(pair, fold) for pair, fold in pairs if pair.kind in ("fm2_dev", "fever_train")]
    assert all(fold_of[pair.claim] == fold for pair, fold in rows)


def test_the_rewritten_figures_are_for_measuring_alone(tmp_path):
    read = data.read([write(tmp_path / "numdate_dev.jsonl", 20)])
    assert read == data.Corpus((), (), (), ())


def test_gold_passages_are_no_pages(tmp_path):
    passages = tmp_path / "a_passages.jsonl"
    passages.write_text('{"id": "p0", "text": "One."}\n{"id": "p1", "text": "Two."}\n')
    queries = tmp_path / "a_queries.jsonl"
    queries.write_text('{"claim": "One", "gold": ["p0"]}\n')
    assert data.read([passages, queries]).pages == ("Two.",)


def test_a_seed_gives_the_same_pairs(corpus):
    assert data.general_pairs(corpus, 3) == data.general_pairs(corpus, 3)


def test_what_a_search_might_find_has_the_evidence_for_every_other_held_out_claim(tmp_path):
    rows = [
        {
            "id": str(i),
            "claim": f"Painter{i} moved far away from Porvoo",
            "evidence": f"Porvoo keeps picture{i} and gallery{i} of Painter{i}.",
            "label": "supports",
        }
        for i in range(200)
    ]
    file = tmp_path / "fever_train.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    corpus = data.read([file])
    evidence = {each.row.claim: data.text_of(each.row) for each in corpus.held_out}
    found = data.searched(corpus, 3)
    assert {row.label for row in found} == {"supports", "nei"}
    for row in found:
        assert (evidence[row.claim] in row.evidence) == (row.label != "nei")
        assert len(row.evidence) == 3


SET = data.ContrastSet(
    id="written-1",
    kind="outcome",
    passage="The court {acquitted|convicted} the mayor{ after all|}, who had {denied|admitted} it.",
    first="The mayor was cleared.",
    second="The mayor was found guilty.",
    both="The mayor stood in court.",
    against="The mayor was the judge.",
    neither="The mayor is sixty.",
)


def test_a_contrast_set_has_two_wordings_that_differ_only_in_what_decides():
    assert SET.wordings == (
        "The court acquitted the mayor after all, who had denied it.",
        "The court convicted the mayor, who had admitted it.",
    )


def test_what_is_true_of_one_wording_is_false_of_the_other():
    labels = {(row.claim, row.evidence): row.label for row in SET.rows}
    first, second = SET.wordings
    assert (labels[SET.first, first], labels[SET.first, second]) == ("supports", "refutes")
    assert (labels[SET.second, first], labels[SET.second, second]) == ("refutes", "supports")
    assert {label for (claim, _), label in labels.items() if claim == SET.neither} == {"nei"}


def test_the_contrast_sets_are_whole_and_each_stays_in_one_fold():
    read = data.read([data.WRITTEN_FILE])
    assert {each.file for each in read.cross_validated} == {data.WRITTEN}
    folds = {}
    for each in read.cross_validated:
        assert not {*"{|}"} & {*each.row.claim, *data.text_of(each.row)}
        assert "  " not in data.text_of(each.row)
        folds.setdefault(each.row.id.rsplit("-", 1)[0], set()).add(each.fold)
    assert len(folds) > 200
    assert {len(of) for of in folds.values()} == {1}


def test_no_wording_of_a_contrast_set_is_the_other():
    sets = data.decoded(data.WRITTEN_FILE, data.ContrastSet)
    assert all(len({*one.wordings, one.first, one.second, one.both, one.against, one.neither}) == 7 for one in sets)


ENDINGS = (("", ""), (data.OTHER, " at last"))
"""Of a paragraph's id and of its text, in both wordings."""


def paragraph(name, passage, **claims):
    return json.dumps({"id": name, "passage": passage, "supported": [], "false": [], "open": []} | claims)


def paragraphs(tmp_path, passage, **claims):
    file = tmp_path / "paragraphs.jsonl"
    file.write_text(paragraph("p", passage, **claims) + "\n")
    return data.asked(file, StanceModel(FOLDER))


def test_the_claims_on_a_paragraph_are_as_the_judge_asks_them(tmp_path):
    passage = "The strike at the port lasted 108 minutes, and nobody was hurt. The union spoke of a great success."
    kept, opened = "It was over in less than two hours.", "The union has nine members."
    first, second = paragraphs(tmp_path, passage, supported=[kept], open=[opened])
    assert (first.claim, first.evidence, first.stance) == ("It was over in 108 minutes.", passage, Stance.SUPPORTS)
    assert (second.claim, second.evidence, second.stance) == (opened, passage, Stance.NEUTRAL)


def test_a_claim_that_is_asked_without_its_denial_has_the_label_of_what_is_asked(tmp_path):
    passage = "The union called off the strike at the port on Monday; the owners had refused to talk."
    true, false = "The owners did not talk.", "The union did not call off the strike."
    first, second = paragraphs(tmp_path, passage, supported=[true], false=[false])
    assert (first.claim, first.stance) == ("The owners did talk.", Stance.CONFLICTS)
    assert (second.claim, second.stance) == ("The union did call off the strike.", Stance.SUPPORTS)


def test_of_a_long_text_the_passage_that_says_something_is_taken(tmp_path):
    dull = " ".join(f"The harbour of town {number} is old and has been repaired several times." for number in range(40))
    told = "The governor, Ana Prieto, resigned over the affair."
    (pair,) = paragraphs(tmp_path, f"{dull}\n\n{told}\n\n{dull}", false=["Prieto stayed in office as governor."])
    assert told in pair.evidence
    assert len(pair.evidence) < len(dull)


def test_some_of_the_claims_are_always_the_same_and_of_both_wordings(tmp_path):
    file = tmp_path / "paragraphs.jsonl"
    made = [(f"p{number}{ending}", f"Ship {number} sank{by}.") for number in range(9) for ending, by in ENDINGS]
    file.write_text("".join(paragraph(name, text, open=["It was a liner."]) + "\n" for name, text in made))
    some = data.asked(file, StanceModel(FOLDER), 0.5)
    assert some == data.asked(file, StanceModel(FOLDER), 0.5)
    ships = Counter(pair.evidence.split()[1] for pair in some)
    assert 0 < len(ships) < 9
    assert {*ships.values()} == {2}


def test_the_paragraphs_are_whole_and_none_is_a_row_for_measuring():
    own = list(data.decoded(data.PARAGRAPHS_FILE, data.Paragraph))
    assert len({one.id for one in own}) == len({one.passage for one in own}) == len(own) > 700
    claims = [claim for one in own for claim in (*one.supported, *one.false, *one.open)]
    assert all(claim.strip() == claim != "" for claim in claims)
    measured = {row.claim for file in BENCHMARKS.glob("*.jsonl") for row in rows(file)}
    assert measured
    assert not measured & set(claims)
