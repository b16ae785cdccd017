"""What is said for a call, in each language, as text and as the clips of a voice pack.

Numbers are read digit by digit, or counted: Vietnamese then says mười, mươi, mốt, tư, lăm, and linh
(in the north) or lẻ (in the south) for a missing ten.
"""

from __future__ import annotations

from enum import StrEnum


class Reading(StrEnum):
    DIGITS = "digits"
    COUNTED = "counted"


class Zero(StrEnum):
    """The word for a missing ten in a counted number."""

    LINH = "linh"
    LE = "lẻ"


DIGITS = {
    "vi": ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
SENTENCES = {
    "vi": "Xin mời số {number}, đến quầy số {counter}",
    "en": "Number {number}, please go to counter {counter}",
}
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def say(
    language: str,
    number: str,
    counter: str,
    reading: Reading = Reading.DIGITS,
    zero: Zero = Zero.LINH,
) -> str:
    """The sentence that calls `number` to `counter`. KeyError for a language without a sentence."""
    spoken = " ".join(words(language, number, reading, zero))
    at = " ".join(words(language, counter, Reading.COUNTED, zero))
    return SENTENCES[language].format(number=spoken, counter=at)


def words(language: str, number: str, reading: Reading = Reading.DIGITS, zero: Zero = Zero.LINH) -> list[str]:
    """The words of a number like `A012`: its letters, then its digits or what they count."""
    letters = [c for c in number if not c.isdigit()]
    digits = "".join(c for c in number if c.isdigit())
    if not digits:
        return letters
    if reading is Reading.DIGITS or len(digits) > 3:
        return letters + [DIGITS[language][int(digit)] for digit in digits]
    return letters + counted(language, int(digits), zero)


def counted(language: str, value: int, zero: Zero = Zero.LINH) -> list[str]:
    """A number from 0 to 999 in words. ValueError beyond."""
    if not 0 <= value <= 999:
        raise ValueError(f"{value} is not counted in words")
    return _vietnamese(value, zero) if language == "vi" else _english(value)


def _vietnamese(value: int, zero: Zero) -> list[str]:
    digit = DIGITS["vi"]
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    start = [digit[hundreds], "trăm"] if hundreds else []
    if tens == 0:
        if not hundreds:
            return [digit[ones]]
        return start + ([zero.value, digit[ones]] if ones else [])
    ten = ["mười"] if tens == 1 else [digit[tens], "mươi"]
    return start + ten + _vietnamese_ones(tens, ones)


def _vietnamese_ones(tens: int, ones: int) -> list[str]:
    if ones == 0:
        return []
    changed = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return [changed.get(ones, DIGITS["vi"][ones])]


def _english(value: int) -> list[str]:
    if value >= 100:
        rest = _english(value % 100) if value % 100 else []
        return [DIGITS["en"][value // 100], "hundred", *rest]
    if value >= 20:
        ones = [DIGITS["en"][value % 10]] if value % 10 else []
        return [_TENS[value // 10], *ones]
    return [_TEENS[value - 10] if value >= 10 else DIGITS["en"][value]]
