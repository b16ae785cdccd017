"""What is said for a call."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.announcements import Reading, Zero, counted, say, words

LANGUAGES = ("vi", "en")
UP_TO_999 = st.integers(0, 999)


def test_a_call_is_said_digit_by_digit() -> None:
    assert say("vi", "A012", "3") == "Xin mời số A không một hai, đến quầy số ba"
    assert say("en", "A012", "3") == "Number A zero one two, please go to counter three"


def test_a_call_can_be_counted() -> None:
    assert say("vi", "A015", "12", Reading.COUNTED) == "Xin mời số A mười lăm, đến quầy số mười hai"
    assert say("en", "A015", "12", Reading.COUNTED) == "Number A fifteen, please go to counter twelve"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (131, "một trăm ba mươi mốt"),
        (999, "chín trăm chín mươi chín"),
    ],
)
def test_vietnamese_changes_its_words_after_a_ten(value: int, said: str) -> None:
    assert " ".join(counted("vi", value)) == said


def test_the_south_says_le_where_the_north_says_linh() -> None:
    assert " ".join(counted("vi", 205, Zero.LE)) == "hai trăm lẻ năm"


@pytest.mark.parametrize(
    ("value", "said"), [(13, "thirteen"), (40, "forty"), (342, "three hundred forty two")]
)
def test_english_counts_too(value: int, said: str) -> None:
    assert " ".join(counted("en", value)) == said


@given(st.sampled_from(LANGUAGES), st.sampled_from(Zero), UP_TO_999, UP_TO_999)
def test_two_numbers_never_sound_the_same(language: str, zero: Zero, one: int, other: int) -> None:
    assert (counted(language, one, zero) == counted(language, other, zero)) == (one == other)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("zero", Zero)
def test_the_thousand_numbers_have_a_thousand_names(language: str, zero: Zero) -> None:
    assert len({tuple(counted(language, value, zero)) for value in range(1000)}) == 1000


@given(st.sampled_from(LANGUAGES), st.from_regex(r"[A-Z]?[0-9]{1,6}", fullmatch=True))
def test_digits_are_read_one_by_one_after_the_letter(language: str, number: str) -> None:
    assert len(words(language, number)) == len(number)


def test_a_number_of_four_digits_is_never_counted() -> None:
    assert words("vi", "A1234", Reading.COUNTED) == ["A", "một", "hai", "ba", "bốn"]


def test_a_counter_without_digits_is_its_letters() -> None:
    assert words("vi", "B") == ["B"]


@pytest.mark.parametrize("value", [-1, 1000])
def test_what_cannot_be_counted_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="is not counted in words"):
        counted("vi", value)


def test_a_language_without_a_sentence_is_refused() -> None:
    with pytest.raises(KeyError):
        say("fr", "A001", "1")
