"""A band: rounded outwards to five minutes, and the five things it can say."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.estimate import STEP_S, Band, Outlook, band, details, from_json, outlook

SECONDS = st.floats(0, 40_000, allow_subnormal=False)


def test_twelve_to_twenty_two_minutes_are_told_as_ten_to_twenty_five() -> None:
    told = band(720, 1320)
    assert details(told) == {"low": 10, "high": 25, "before": ""}
    assert outlook(told) is Outlook.ABOUT


def test_no_wait_is_told_as_now_and_a_short_one_as_at_most_five_minutes() -> None:
    assert outlook(band(0, 0)) is Outlook.NOW
    assert outlook(band(20, 100)) is Outlook.WITHIN


def test_nothing_known_is_told_as_nothing_known() -> None:
    assert outlook(None) is Outlook.UNKNOWN
    assert details(None) == {}


def test_who_may_miss_the_session_is_told_its_end_instead_of_minutes() -> None:
    told = band(1500, 9000, time(11, 30))
    assert outlook(told) is Outlook.DOUBTFUL
    assert details(told)["before"] == "11:30"


@given(SECONDS, SECONDS)
def test_a_band_holds_what_it_was_made_of_and_no_more_than_a_step_more(one: float, other: float) -> None:
    low, high = sorted((one, other))
    told = band(low, high)
    assert told.low_s <= low < told.low_s + STEP_S
    assert told.high_s - STEP_S < high <= told.high_s


@given(SECONDS, st.none() | st.just(time(17, 0)))
def test_what_is_written_is_read_again(seconds: float, before: time | None) -> None:
    told = band(seconds, seconds + 600, before)
    assert from_json(told.to_json()) == told
    assert from_json(None) is None


def test_a_band_of_the_contract_alone_is_read_too() -> None:
    assert from_json({"low_s": 300, "high_s": 900}) == Band(300, 900)
