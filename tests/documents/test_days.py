"""Written days as days.yaml says."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verifier.documents import days

TABLE = yaml.safe_load(Path(__file__).with_name("days.yaml").read_text(encoding="utf-8"))
ROWS = [(value, written) for value, rows in TABLE.items() for written in rows]


@pytest.mark.parametrize(("value", "written"), ROWS)
def test_days(value: dt.date | str, written: str) -> None:
    if value == "wrong":
        with pytest.raises(ValueError, match=r"day|month"):
            days.day(written)
    else:
        assert days.day(written) == (None if value == "none" else value)


@given(
    st.dates(min_value=dt.date(1000, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%b %d, %Y", "%A, %d.%m.%Y"]),
)
def test_a_day_that_is_written_out_is_read_back(day: dt.date, form: str) -> None:
    assert days.day(day.strftime(form)) == day


@given(st.text())
def test_any_text_is_a_day_none_or_wrong(text: str) -> None:
    with suppress(ValueError):
        assert days.day(text) is None or isinstance(days.day(text), dt.date)
