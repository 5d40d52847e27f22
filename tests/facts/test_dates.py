"""Dates are read as the tables say, whatever stands around them."""

from __future__ import annotations

import datetime as dt
import math
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.facts import dates, lookalikes
from verifier.facts.dates.calendars import civil, day_number, easter, hebrew, islamic, month_length, orthodox_easter
from verifier.records import Bound, Date, Interval

HERE = Path(__file__).parent
PUBLISHED = dt.date(2026, 3, 19)
MINUTE = 1 / 1440


def _rows() -> list[Any]:
    rows = []
    for group in yaml.safe_load((HERE / "dates.yaml").read_text(encoding="utf-8")):
        forms = group["forms"]
        kept = [forms[index] for index in group.get("only", range(len(forms)))]
        rows += [pytest.param(form, group, id=form) for form in kept]
    return rows


def _instant(text: str, end: bool) -> float:
    """The start of a day, month, year or minute, or with `end` the start of the next one."""
    match = re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?", text)
    assert match, text
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    if hour is not None:
        return day_number(year, month, day) + (hour * 60 + minute + end) * MINUTE
    if day is not None:
        return day_number(year, month, day) + end
    if month is not None:
        return day_number(year, month, 1) + (month_length(year, month) if end else 0)
    return day_number(year + end, 1, 1)


def _expected(value: str) -> list[tuple[float, float]]:
    found = []
    for reading in value.split(" | "):
        low, dots, high = reading.partition("..")
        found.append(
            (_instant(low, False) if low else -math.inf, _instant(high or low, True) if high or not dots else math.inf)
        )
    return found


def _clock(value: str) -> list[tuple[float, float]]:
    found = []
    for reading in value.removeprefix("clock ").split(" | "):
        low, _, high = reading.partition("..")
        minutes = [int(part[:2]) * 60 + int(part[3:]) for part in (low, high or low)]
        found.append((minutes[0] * MINUTE, (minutes[1] + 1) * MINUTE))
    return found


def _same(found: tuple[Interval, ...], expected: list[tuple[float, float]]) -> bool:
    def close(left: float, right: float) -> bool:
        return left == right or abs(left - right) < 2 * MINUTE

    return len(found) == len(set(expected)) and all(
        any(close(one.low, low) and close(one.high, high) for one in found) for low, high in expected
    )


@pytest.mark.parametrize(("form", "group"), _rows())
def test_form_has_the_value_of_its_group(form: str, group: dict[str, Any]) -> None:
    published = group.get("published", PUBLISHED)
    spans = re.findall(r"\[(.*?)\]", form)
    text = re.sub(r"[\[\]]", "", form)
    facts = dates.read(text, published, lookalikes.spans(text))
    if group.get("spans") == "loose":
        assert len(facts) == 1, facts
        assert spans[0] in facts[0].text
    else:
        assert [fact.text for fact in facts] == spans
    date = facts[0].value
    assert isinstance(date, Date)
    value = str(group["value"])
    if value == "unresolved":
        assert date.readings == ()
    elif value.startswith("clock"):
        assert date.readings == ()
        assert _same(date.clock, _clock(value)), date.clock
    elif group.get("any"):
        assert any(_same((one,), [wanted]) for one in date.readings for wanted in _expected(value)), date.readings
    elif group.get("first"):
        assert _same(date.readings[:1], _expected(value)), date.readings
    elif group.get("only_within"):
        wide = Interval(*_expected(value)[0])
        assert all(one.low >= wide.low - 366 and one.high <= wide.high for one in date.readings)
    else:
        assert _same(date.readings, _expected(value)), [
            (civil(one.low), civil(one.high)) for one in date.readings if math.isfinite(one.low + one.high)
        ] or date.readings


@pytest.mark.parametrize("text", yaml.safe_load((HERE / "dates_negative.yaml").read_text(encoding="utf-8")))
def test_look_alike_is_no_date(text: str) -> None:
    assert [fact.text for fact in dates.read(text, PUBLISHED, lookalikes.spans(text))] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on March 19", {"month": 3, "day": 19}),
        ("on Thursday", {"weekday": 3}),
        ("on Thursday, March 19", {"month": 3, "day": 19, "weekday": 3}),
        ("in October", {"month": 10}),
        ("in October 2025", {"year": 2025, "month": 10}),
        ("in 2025", {"year": 2025}),
        ("at 5pm on Thursday", {"weekday": 3, "hour": 17, "minute": 0}),
        ("at 17:45", {"hour": 17, "minute": 45}),
        ("on the 15th", {"day": 15}),
    ],
)
def test_stated_parts_are_kept_where_nothing_resolves(text: str, parts: dict[str, int]) -> None:
    (fact,) = dates.read(text)
    names = ("year", "month", "day", "weekday", "hour", "minute")
    assert {name: getattr(fact.value, name) for name in names if getattr(fact.value, name) is not None} == parts


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Strikes are planned on 2, 6 and 9 May.", ["2", "6", "9 May"]),
        ("Strikes are planned for 5, 6 and 7 May.", ["5", "6", "7 May"]),
        ("It was held on the 2nd, 6th and the 9th of May 2020.", ["the 2nd", "6th", "9th of May 2020"]),
        ("It was held on 3 and 10 May.", ["3", "10 May"]),
        ("Exams are held on May 3, 10, and 17, 2020.", ["May 3", "10", "17, 2020"]),
        ("Exams are held on May 3 and 10 in Leeds.", ["May 3", "10"]),
        ("On May 3, 10 and 17 people died.", ["May 3"]),
        ("On May 3, 10 died.", ["May 3"]),
        ("They won 7, 3 and on 9 May none.", ["9 May"]),
        ("It cost £2, 6 and 9 May be enough.", ["9 May"]),
        ("The town had 3 and 10 May Queens.", ["10 May"]),
        ("It is held between 3 and 10 May.", ["between 3 and 10 May"]),
        ("It is held on 3 and 4 May.", ["3 and 4 May"]),
    ],
)
def test_days_of_a_list_share_the_month_and_the_year(text: str, days: list[str]) -> None:
    found = dates.read(text, None, lookalikes.spans(text))
    assert [fact.text for fact in found] == days
    values = [fact.value for fact in found if isinstance(fact.value, Date)]
    assert {value.month for value in values} == {5}
    assert len({value.year for value in values}) == 1


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Trains leave at 9, 10 and 11.30am.", [(9, 0), (10, 0), (11, 30)]),
        ("Trains leave at 9.15, 10.15 and 11.15am on Sundays.", [(9, 15), (10, 15), (11, 15)]),
        ("Trains leave at 10, 12 and 2pm.", [(10, 0), (12, 0), (14, 0)]),
        ("Tours start at 2 and 4pm.", [(14, 0), (16, 0)]),
        ("It is open between 2 and 4pm.", [(None, None)]),
        ("Groups of 2, 3 and 4 met.", []),
    ],
)
def test_times_of_a_list_share_the_half_of_the_day(text: str, times: list[tuple[int | None, int | None]]) -> None:
    values = [fact.value for fact in dates.read(text)]
    assert [
        (value.hour, value.minute or (0 if value.hour else None)) for value in values if isinstance(value, Date)
    ] == times


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("on 19 March 2026", "day"),
        ("in March 2026", "month"),
        ("in 2026", "year"),
        ("in the 1990s", "decade"),
        ("in the 19th century", "century"),
        ("in Q3 2025", "quarter"),
        ("in H1 2025", "half"),
        ("in summer 2025", "season"),
        ("next week", "week"),
        ("this weekend", "weekend"),
        ("at 17:00", "minute"),
        ("at 17:00:05", "second"),
        ("at 5pm", "hour"),
        ("this morning", "part"),
    ],
)
def test_grain_is_the_finest_part_stated(text: str, grain: str) -> None:
    (fact,) = dates.read(text, PUBLISHED)
    assert fact.value.grain == grain


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("since 2015", Bound.AT_LEAST),
        ("after 2015", Bound.MORE_THAN),
        ("until 2015", Bound.AT_MOST),
        ("by 2015", Bound.AT_MOST),
        ("before 2015", Bound.LESS_THAN),
        ("from 2015 to 2018", Bound.BETWEEN),
        ("around 2015", Bound.ABOUT),
        ("in 2015", Bound.EXACT),
        ("as of 2015", Bound.EXACT),
    ],
)
def test_bound_limits_the_reading_and_not_the_core(text: str, bound: Bound) -> None:
    (fact,) = dates.read(text)
    assert fact.value.bound is bound
    assert fact.value.cores[0].low == day_number(2015, 1, 1)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("at 5pm EST on 2 January 2026", -5),
        ("at 5pm EDT on 2 July 2026", -4),
        ("at 5pm ET on 2 January 2026", -5),
        ("at 5pm ET on 2 July 2026", -4),
        ("at 17:00 GMT", 0),
        ("at 17:00 UTC+3", 3),
        ("at 17:00 CET", 1),
        ("at 5pm Moscow time", 3),
        ("at 5 p.m. Eastern time on 2 July 2026", -4),
        ("at 9pm (BST)", 1),
    ],
)
def test_zone_is_kept_beside_local_time(text: str, hours: float) -> None:
    (fact,) = dates.read(text)
    assert fact.value.zone == pytest.approx(hours / 24)


def test_past_tense_takes_the_last_weekday_and_future_the_coming_one() -> None:
    def day(text: str) -> list[tuple[int, int, int]]:
        (fact,) = dates.read(text, PUBLISHED)
        return [civil(one.low) for one in fact.value.cores]

    assert day("Belarus freed 250 prisoners on Thursday.") == [(2026, 3, 19)]
    assert day("On Monday, Belarus freed 250 prisoners.") == [(2026, 3, 16)]
    assert day("The council will vote on Monday.") == [(2026, 3, 23)]
    assert day("The vote is on Monday.") == [(2026, 3, 16), (2026, 3, 23)]


def test_blocked_spans_are_left_alone() -> None:
    text = "Call 19/03/2026 or come on 20 March 2026."
    assert [fact.text for fact in dates.read(text, None, [(5, 15)])] == ["20 March 2026"]


def test_calendars_agree_with_the_standard_library() -> None:
    for number in range(1, 1_000_000, 373):
        date = dt.date.fromordinal(number)
        assert day_number(date.year, date.month, date.day) == number
        assert civil(number) == (date.year, date.month, date.day)


@given(st.integers(-2_000_000, 2_000_000))
def test_civil_is_the_inverse_of_day_number(number: int) -> None:
    assert day_number(*civil(number)) == number


def test_moving_feasts_fall_on_their_published_days() -> None:
    assert civil(easter(1961)) == (1961, 4, 2)
    assert civil(easter(2038)) == (2038, 4, 25)
    assert civil(orthodox_easter(2024)) == (2024, 5, 5)
    assert civil(hebrew(2024, 7, 1)) == (2024, 10, 3)
    assert civil(hebrew(2024, 1, 15)) == (2024, 4, 23)
    assert civil(hebrew(2024, 12, 14)) == (2024, 3, 24)
    assert [civil(day) for day in islamic(2024, 9, 1)] == [(2024, 3, 11)]


_WORDS = st.sampled_from(
    "the 19 March Thursday of next last in on at 5 pm 2026 week day after before between two ago to - , . first"
    " third Christmas early end by since 17:30 19/3/2026 Q3 a half past quarter 1990s century from and May ' ’ ( )"
    " 3rd İ é over more than nearly year later that this far so eve AD BC FY23 weekend 0815 hours noon EST mid"
    " summer '90s 4.30".split()
)


@given(st.lists(_WORDS, max_size=25).map(" ".join), st.sampled_from([None, PUBLISHED]))
@settings(max_examples=400)
def test_reading_never_raises_and_keeps_its_promises(text: str, published: dt.date | None) -> None:
    facts = dates.read(text, published)
    last = 0
    for fact in facts:
        assert last <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end] == fact.text
        last = fact.end
        date = fact.value
        assert isinstance(date, Date)
        assert len(date.readings) == len(date.cores)
        for reading, core in zip(date.readings, date.cores, strict=True):
            assert core.low < core.high
            if date.bound in (Bound.EXACT, Bound.ABOUT, Bound.BETWEEN):
                assert core.is_within(reading) or date.relative


@given(st.text(max_size=200), st.sampled_from([None, PUBLISHED]))
@settings(max_examples=300)
def test_any_text_can_be_read(text: str, published: dt.date | None) -> None:
    for fact in dates.read(text, published):
        assert text[fact.start : fact.end] == fact.text


@given(st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)))
def test_every_usual_form_of_a_day_means_that_day(day: dt.date) -> None:
    name = day.strftime("%B")
    forms = [
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.strftime('%A')}, {name} {day.day}, {day.year}",
    ]
    for form in forms:
        (fact,) = dates.read(f"It was on {form}.")
        assert [core.low for core in fact.value.cores] == [day.toordinal()], form


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1,",
        ",",
        "'",
        '"',
        "(",
        "1-",
        "1999 ",
        "may ",
        "Monday ",
        "5pm ",
        "1 to ",
        "last day of ",
        "two days after ",
        "from 1 to ",
    ],
)
def test_hundred_thousand_characters_are_read_in_linear_time(unit: str, assert_linear) -> None:
    assert_linear(lambda text: dates.read(text, PUBLISHED), unit * (100_000 // len(unit)))
