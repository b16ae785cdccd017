from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from queue_server.domain.check_code import ALPHABET, LENGTH, code_of, fits, key_of, read

KEY = key_of("the secret of the hall")
MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
NUMBERS = some.from_regex(r"[A-Z]{0,2}[0-9]{3,6}", fullmatch=True)


@given(number=NUMBERS, day=some.dates())
def test_the_code_of_a_number_fits_it_however_it_is_typed(number: str, day: date) -> None:
    code = code_of(KEY, "bat-mot", day, number)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert fits(KEY, "bat-mot", day, number, f" {code[:3].lower()}-{code[3:]} ")
    for typed in (f"{number} {code}", f"{number}{code}".lower(), f"http://hall/t/x-Y_9?{number}{code}"):
        assert read(typed) == (number, code)


def test_a_code_fits_one_number_of_one_day_in_one_hall_with_one_secret() -> None:
    code = code_of(KEY, "bat-mot", MONDAY, "A012")
    assert fits(KEY, "bat-mot", MONDAY, "A012", code)
    assert not fits(KEY, "bat-mot", MONDAY, "A013", code)
    assert not fits(KEY, "bat-mot", TUESDAY, "A012", code)
    assert not fits(KEY, "quang-kim", MONDAY, "A012", code)
    assert not fits(key_of("another secret"), "bat-mot", MONDAY, "A012", code)


def test_no_symbol_of_a_code_can_be_taken_for_another() -> None:
    assert not set("0OQ1I2Z5S6B8") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)


@pytest.mark.parametrize(
    "typed", ["", "A012", "K7PC4X", "A012 K7PC4", "A012 K7PC40", "12 AAAAAA", "ABC012AAAAAA", "Ạ012"]
)
def test_what_is_no_number_with_its_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no number with its check code"):
        read(typed)
