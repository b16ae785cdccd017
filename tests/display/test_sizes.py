"""How large the rows of a board are, for who sits where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.sizes import DIGIT, LEAST, viewing

HEIGHT_OF_43_INCHES_MM = 535


def test_near_chairs_see_eight_earlier_calls() -> None:
    near = viewing(4, 43)
    assert int(near["rows"]) * int(near["columns"]) == 8
    assert viewing(4, 43, portrait=True)["rows"] == 8


@pytest.mark.parametrize("distance_m", [4, 5.5, 6.5])
def test_digits_are_large_enough_for_the_farthest_chair(distance_m: float) -> None:
    row = float(str(viewing(distance_m, 43)["row"]).removesuffix("vh"))
    digit_mm = row / 100 * HEIGHT_OF_43_INCHES_MM * DIGIT
    assert digit_mm >= LEAST * distance_m * 1000 * 0.99


def test_a_screen_that_is_too_small_for_the_hall_says_how_far_it_is_read() -> None:
    assert float(viewing(10, 43)["readable_m"]) < 10
    assert float(viewing(10, 65)["readable_m"]) >= 10


@given(st.floats(0.5, 60), st.floats(7, 120), st.booleans())
def test_at_least_three_calls_fit_and_rows_never_shrink_with_distance(
    distance_m: float, diagonal_in: float, portrait: bool
) -> None:
    here, farther = viewing(distance_m, diagonal_in, portrait), viewing(distance_m + 1, diagonal_in, portrait)
    assert int(here["rows"]) * int(here["columns"]) >= 3
    assert float(str(farther["row"])[:-2]) >= float(str(here["row"])[:-2])


@pytest.mark.parametrize(("distance_m", "diagonal_in"), [(0, 43), (5, 0), (-1, 43)])
def test_nothing_is_not_a_size(distance_m: float, diagonal_in: float) -> None:
    with pytest.raises(ValueError, match="greater than nothing"):
        viewing(distance_m, diagonal_in)
