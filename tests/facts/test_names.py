import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.facts import names, names_build, territories
from verifier.records import Name

TABLE = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
READ = [(text, facts) for rows in TABLE["read"].values() for row in rows for text, facts in row.items()]
SAME = [
    (left, right, verdict)
    for verdict, kind in ((True, True), (False, False), (None, "unknown"))
    for left, right in TABLE["same"][kind]
]


def name(text):
    """The last name of the text: a title or country may stand before it."""
    return names.read(f"He said {text} did.")[-1].value


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_the_names_of_a_text(text, expected):
    found = [f"{fact.text}: {fact.value.canonical} | {fact.value.kind}" for fact in names.read(text)]
    assert found == expected


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_reads_no_name_where_there_is_none(text):
    assert names.read(text) == []


@pytest.mark.parametrize(("left", "right", "expected"), SAME)
def test_tells_whether_two_names_are_the_same(left, right, expected):
    assert names.same(name(left), name(right)) is expected


def test_a_blocked_span_holds_no_name_and_parts_the_words_around_it():
    text = "Boeing Max flew to Paris"
    assert [fact.text for fact in names.read(text, [(0, 10)])] == ["Paris"]


def test_the_canonical_form_of_a_name_alone_has_no_title():
    assert names.canonical("U.S. President Donald Trump") == "donald trump"


def test_the_generator_still_writes_the_committed_table():
    written: dict[str, dict[str, str]] = {}
    exec(names_build.build(), written)
    for table in ("COUNTRIES", "CITY_COUNTRIES"):
        committed = getattr(territories, table)
        # Other releases of CLDR name places otherwise, up to a tenth of them so far.
        assert len(written[table].items() & committed.items()) > 0.85 * len(committed)


WORDS = st.sampled_from(
    "Belarus U.S. President Donald Trump of the and (UN) United Nations van bin Jr. III J. said 's , . \n Ł é".split(
        " "
    )
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_spans_are_exact_sorted_and_disjoint(text):
    end = 0
    for fact in names.read(text):
        assert text[fact.start : fact.end] == fact.text
        assert fact.start >= end
        assert fact.value.canonical
        end = fact.end


NAMES = st.builds(
    Name,
    canonical=st.lists(st.text(string.ascii_lowercase + " '", min_size=1, max_size=12), min_size=1, max_size=4)
    .map(" ".join)
    .filter(str.strip),
    kind=st.sampled_from(["", "person", "place", "organisation", "nationality"]),
)


@given(NAMES, NAMES)
def test_sameness_does_not_depend_on_the_order(left, right):
    assert names.same(left, right) is names.same(right, left)
    assert names.same(left, left) is True


@pytest.mark.parametrize(
    "text", ["A ", "Ab ", "A.", "University of ", "(AB) Ab ", "Big Name\n", "(", '"A" ', "John Smith (JS) "]
)
def test_reading_takes_time_in_proportion_to_length(text, assert_linear):
    assert_linear(names.read, text * (100_000 // len(text)))
