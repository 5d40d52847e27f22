"""What users fear most: a conflict raised over a true sentence. A text never conflicts with itself."""

from pathlib import Path

import pytest

from verifier import documents, facts, rules
from verifier.records import Outcome

ROOT = Path(__file__).parent.parent
NOTES = sorted((ROOT / "corpus").glob("*.md"))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_no_sentence_of_a_note_conflicts_with_the_note(path):
    (document,) = documents.read(path)
    published, title = document.source.published, document.source.title or ""
    passages = [
        rules.Statement.of(passage.text, facts.extract(passage.text, published), title)
        for passage in documents.split(document)
    ]
    alarms = []
    for start, end in documents.sentences.spans(document.text):
        sentence = document.text[start:end]
        claim = rules.Statement.of(sentence, facts.extract(sentence, published))
        own = [finding for finding in rules.self_check(claim) if finding.outcome is Outcome.CONFLICTS]
        alarms += [(sentence, finding.explanation) for finding in own]
        for passage in passages:
            conflicts = rules.examine(claim, passage).conflicts
            alarms += [(sentence, passage.text, finding.explanation) for finding in conflicts]
    assert not alarms
