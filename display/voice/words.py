"""What a voice must be able to say: each word of a pack, and how it is spelt for the speaker.

`script` is what a person records of it. A template is a row of words, `{number}`, `{counter}`, and `,` for a
short rest. The brief one is for a hall where many are called at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from display.announcements import DIGITS, Zero, counted

TEMPLATES = {
    "vi": ("xin-moi-so", "{number}", ",", "den-quay-so", "{counter}"),
    "en": ("number", "{number}", ",", "please-go-to-counter", "{counter}"),
}
BRIEF = {
    "vi": ("{number}", ",", "quay", "{counter}"),
    "en": ("{number}", ",", "counter", "{counter}"),
}
PHRASES = {
    "vi": {"xin-moi-so": "Xin mời số", "den-quay-so": "đến quầy số", "quay": "quầy"},
    "en": {"number": "Number", "please-go-to-counter": "please go to counter", "counter": "counter"},
}
# Letter names as they are read out; J is spelt di, for espeak-ng swallows gi.
_VIETNAMESE_LETTERS = (
    "a,bê,xê,đê,e,ép phờ,giê,hát,i,di,ca,e lờ,em mờ,en nờ,o,pê,quy,e rờ,ét sì,tê,u,vê,vê kép,ích xì,i dài,dét"
)
LETTERS = {
    "vi": dict(zip(ascii_uppercase, _VIETNAMESE_LETTERS.split(","), strict=True)),
    "en": {letter: f"{letter}." if letter == "A" else letter for letter in ascii_uppercase},
}


def spelt(language: str) -> dict[str, str]:
    """Every word of a pack in `language`, and what the speaker is given to read."""
    numbers = {word for zero in Zero for value in range(1000) for word in counted(language, value, zero)}
    return {
        **PHRASES[language],
        **LETTERS[language],
        **{word: word for word in DIGITS[language]},
        **{word: word for word in sorted(numbers)},
    }


NUMBERS = tuple(str(number) for number in range(21))
"""The numbers recorded whole in a language whose counting we do not know; beyond, digit by digit."""


@dataclass(frozen=True)
class Line:
    """A line of a script: the word of the pack, and what it means in each language of the pages."""

    word: str
    kind: str
    shown: dict[str, str]


def script(language: str, letters: Iterable[str]) -> list[Line]:
    """What a person records so that a hall with these queue letters speaks `language`."""
    return [
        *_phrases(language),
        *(Line(letter, "letter", {"vi": letter, "en": letter}) for letter in dict.fromkeys(letters)),
        *_numbers(language),
    ]


def _phrases(language: str) -> Iterable[Line]:
    own = language if language in PHRASES else "vi"
    texts = zip(PHRASES[own], PHRASES["vi"].values(), PHRASES["en"].values(), strict=True)
    for word, vietnamese, english in texts:
        said = PHRASES[own][word] if language == own else ""
        yield Line(word, "phrase", {"vi": said or vietnamese, "en": said or english})


def _numbers(language: str) -> Iterable[Line]:
    if language not in DIGITS:
        for value, number in enumerate(NUMBERS):
            spelt_out = {each: " ".join(counted(each, value)) for each in DIGITS}
            yield Line(number, "number", {each: f"{number} – {text}" for each, text in spelt_out.items()})
        return
    for word in dict.fromkeys(
        word for zero in Zero for value in range(1000) for word in counted(language, value, zero)
    ):
        yield Line(word, "number", {"vi": word, "en": word})
