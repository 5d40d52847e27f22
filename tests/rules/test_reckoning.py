"""What the figures and dates of a text come to."""

import pytest

from verifier import facts
from verifier.rules import Statement, examine, reckoning


def statement(text):
    return Statement.of(text, facts.extract(text))


def figure(claim):
    return next(fact for fact in facts.extract(claim) if fact.kind == "quantity")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("A quarter of the boats sank.", "Of the 48 boats 12 sank."),
        ("The price doubled.", "The price was 40 euros in 1990 and 80 euros in 2000."),
        ("Sales fell by a third.", "Sales came to 90 million euros in May and 60 million euros in June."),
        ("She died at the age of 71.", "She was born on 14 January 1899 and died on 2 December 1970."),
        ("She died at 71.", "She was born on 14 January 1899 and died on 2 December 1970."),
        ("He was held for two weeks.", "He was taken on 19 December 1978 and freed on 2 January 1979."),
        ("They lived there for about five years.", "They came in January 1999 and left in January 2004."),
    ],
)
def test_two_figures_or_dates_surely_make_another(claim, source):
    assert reckoning.is_surely_made(figure(claim), statement(source))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Half of the boats sank.", "Of the 48 boats 12 sank."),
        ("The price tripled.", "The price was 40 euros in 1990 and 80 euros in 2000."),
        ("She died at the age of 73.", "She was born on 14 January 1899 and died on 2 December 1970."),
        ("She died at 73.", "She was born on 14 January 1899 and died on 2 December 1970."),
        ("He was held for three weeks.", "He was taken on 19 December 1978 and freed on 2 January 1979."),
        ("He came third.", "He had 6 points and the winner 2."),
    ],
)
def test_other_figures_are_not_made(claim, source):
    assert not reckoning.is_made(figure(claim), statement(source))


def test_a_total_may_be_made_by_chance():
    claim, source = figure("Eleven people were hurt."), statement("Seven adults and four children were hurt.")
    assert reckoning.is_made(claim, source)
    assert not reckoning.is_surely_made(claim, source)


def test_a_span_between_two_dates_is_no_conflict_with_another_duration():
    claim = statement("Rosa wove the cloth for about five years.")
    source = statement("Rosa wove the cloth from January 1999, two hours each evening, until January 2004.")
    found = examine(claim, source)
    assert not found.conflicts
    assert [fact.text for fact in found.reckoned] == ["about five years"]


@pytest.mark.parametrize(
    ("claim", "source", "reached"),
    [
        ("The dam was finished in 1652.", "The dam was begun in 1641 and finished eleven years later.", True),
        ("The dam was to be finished in 1982.", "The dam was finished in 1986, four years late.", True),
        ("The shop closed in 1930.", "The shop opened in 1920 and closed a decade later.", True),
        ("The vote was in July 2019.", "She won in May 2019, two months before the vote.", True),
        ("The dam was finished in 1653.", "The dam was begun in 1641 and finished eleven years later.", False),
        ("The dam was finished in 1641.", "The dam was begun in 1630 and has stood for 380 years.", False),
    ],
)
def test_a_date_is_reached_from_another_and_the_time_between(claim, source, reached):
    date = next(fact for fact in facts.extract(claim) if fact.kind == "date")
    assert reckoning.is_surely_made(date, statement(source)) is reached
    assert not (reached and examine(statement(claim), statement(source)).conflicts)


@pytest.mark.parametrize(
    ("source", "is_within"),
    [
        ("He was president from 1994 to 1999.", True),
        ("He was president in 1996.", False),
        ("He was president from 1997 to 1999.", False),
    ],
)
def test_a_time_that_has_the_claims_in_it_excepts_it_from_what_the_wording_contradicts(source, is_within):
    claim = statement("Nelson Mandela governed in 1996.")
    (date,) = [fact for fact in claim.facts if fact.kind == "date"]
    assert reckoning.is_within_period(date, statement(source)) is is_within
    assert examine(claim, statement(source)).excepted is is_within


@pytest.mark.parametrize(
    ("claim", "source", "is_part"),
    [
        ("The choir sang six songs in Welsh.", "The choir sang 14 songs, six of them in Welsh.", True),
        ("20 pupils failed.", "A quarter of the 80 pupils failed.", True),
        ("80 samples were contaminated.", "One in eight of the 640 samples was contaminated.", True),
        ("800 workers are women.", "20 per cent of its 4,000 workers are women.", True),
        ("The choir sang seven songs in Welsh.", "The choir sang 14 songs, six of them in Welsh.", False),
        ("80 pupils got no milk.", "Of 160 pupils some got milk, and a group of the same size got none.", True),
        ("30 pupils failed.", "A quarter of the 80 pupils failed.", False),
        ("70 pupils got no milk.", "Of 160 pupils some got milk, and a group of the same size got none.", False),
        ("80 pupils got no milk.", "Of 160 pupils some got milk, and others got none.", False),
        ("30 pupils failed.", "Pupils failed.", False),
    ],
)
def test_a_part_of_a_figure_is_no_conflict_with_it(claim, source, is_part):
    assert reckoning.is_part(figure(claim), statement(source)) is is_part
    assert not (is_part and examine(statement(claim), statement(source)).conflicts)


@pytest.mark.parametrize(
    ("claim", "source", "conflicts"),
    [
        ("The plant makes 300 cars a week.", "The plant makes 60 cars a day, five days a week.", False),
        ("The library lends 6,000 books a week.", "The library lends 900 books a day and 1,500 on Saturdays.", False),
        ("She works 40 hours a week.", "She works eight hours a day from Monday to Friday.", False),
        ("The mine yields 2,400 tonnes a year.", "The mine yields 50 tonnes a week.", False),
        ("The plant makes 60 cars a week.", "The plant makes 60 cars a day, five days a week.", True),
        ("The plant makes 500 cars a week.", "The plant makes 60 cars a day, five days a week.", True),
        ("The plant makes 50 cars a day.", "The plant makes 60 cars a day, five days a week.", True),
        ("The plant makes 60 cars a day.", "The plant makes 60 cars an hour, five hours a day.", True),
    ],
)
def test_a_longer_time_need_not_be_worked_throughout(claim, source, conflicts):
    assert bool(examine(statement(claim), statement(source)).conflicts) is conflicts


@pytest.mark.parametrize(
    ("claim", "source", "conflicts"),
    [
        ("It opens at 9am on Tuesdays.", "It opens at 8am on Mondays and an hour later on Tuesdays.", False),
        ("It shuts at 7pm on Sundays.", "It shuts at 9pm on Mondays and two hours earlier on Sundays.", False),
        ("It opens at 10am on Tuesdays.", "It opens at 8am on Mondays and an hour later on Tuesdays.", True),
        ("It opens at 7am on Tuesdays.", "It opens at 8am on Mondays and an hour later on Tuesdays.", True),
        ("It opens at 9am.", "It opens at 8am for an hour.", True),
    ],
)
def test_a_time_of_day_may_be_another_moved(claim, source, conflicts):
    assert bool(examine(statement(claim), statement(source)).conflicts) is conflicts


@pytest.mark.parametrize(
    ("claim", "source", "conflicts"),
    [
        ("The two firms paid $10m in total.", "The two firms each paid $5m.", False),
        ("The two firms each paid $5m.", "The two firms paid $10m in total.", False),
        ("Lowe and Ringrose scored four tries between them.", "Lowe and Ringrose each scored two tries.", False),
        ("Lowe and Ringrose scored four tries.", "Lowe and Ringrose each scored two tries.", False),
        ("The four judges received $8,000.", "Each of the four judges received $2,000.", False),
        ("The drivers were fined £600.", "Both drivers were fined £300.", False),
        ("The hundred firms paid $2.5bn in total.", "The hundred firms each paid $25m.", False),
        ("Emma has three sisters.", "Emma, the youngest of four sisters, was born in 1990.", False),
        ("Nina has two sisters.", "Nina is one of three sisters.", False),
        ("The two firms each paid $6m.", "The two firms each paid $5m.", True),
        ("The two firms paid $12m in total.", "The two firms paid $10m in total.", True),
        ("Lowe scored four tries.", "Lowe and Ringrose each scored two tries.", True),
        ("The drivers were fined £500.", "Both drivers were fined £300.", True),
        ("Emma has five sisters.", "Emma, the youngest of four sisters, was born in 1990.", True),
        ("Tom is the eldest of four brothers.", "Tom is the eldest of five brothers.", True),
    ],
)
def test_what_all_have_is_no_conflict_with_what_each_has_nor_how_many_there_are_with_how_many_one_has(
    claim, source, conflicts
):
    assert bool(examine(statement(claim), statement(source)).conflicts) is conflicts
