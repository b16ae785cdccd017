"""The number on the slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.numbering import number, parse


def test_a_number_has_a_letter_and_three_digits() -> None:
    assert number("A", 1) == "A001"
    assert number("H", 999) == "H999"


def test_the_thousandth_visitor_gets_four_digits() -> None:
    assert number("A", 1000) == "A1000"


@given(st.sampled_from(["A", "H", "K", ""]), st.integers(1, 99_999))
def test_a_number_can_be_read_back(series: str, sequence: int) -> None:
    assert parse(number(series, sequence)) == (series, sequence)


def test_a_number_is_read_as_people_write_it() -> None:
    assert parse(" a012 ") == ("A", 12)


@pytest.mark.parametrize("text", ["", "A", "A1", "12A", "A-012", "A0000000", "Đ012"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no ticket number"):
        parse(text)
