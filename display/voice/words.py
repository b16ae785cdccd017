"""What a voice must be able to say: each word of a pack, and how it is spelt for the speaker.

A template is a row of words, `{number}`, `{counter}`, and `,` for a short rest. The brief one is for a hall
where many are called at once.
"""

from __future__ import annotations

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
