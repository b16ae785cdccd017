"""A call as one piece of sound: chime, then each language, as often as the hall wishes. As in voice.js."""

from __future__ import annotations

import wave
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from display.voice import sound
from display.voice.pack import LONGEST_S, Pack

REST_S = 0.18
AFTER_CHIME_S = 0.5
BETWEEN_LANGUAGES_S = 0.5
AFTER_CALL_S = 0.6
AFTER_BRIEF_CALL_S = 0.25
BRIEF_GAP_S = 0.02
ZEROS = ("linh", "lẻ")

Wish = Mapping[str, Any]


def words(pack: Pack, number: str, counter: str, wish: Wish, form: str = "template") -> list[str]:
    """The words of a call in the pack's `template` or `brief`, with `,` for a rest."""
    reading = wish.get("reading") or pack.reading.value
    parts = {
        "{number}": _number(pack, number, reading, wish.get("zero", "")),
        "{counter}": _number(pack, counter, "counted", wish.get("zero", "")),
    }
    return [word for part in getattr(pack, form) for word in parts.get(part, [part])]


def _number(pack: Pack, number: str, reading: str, zero: str) -> list[str]:
    letters = [char for char in number.upper() if not char.isdigit()]
    digits = [char for char in number if char.isdigit()]
    value = int("".join(digits) or "0")
    if not digits:
        return letters
    if reading == "counted" and value < len(pack.counted):
        return letters + [zero if zero and word in ZEROS else word for word in pack.counted[value]]
    return letters + [word for digit in digits for word in pack.counted[int(digit)]]


def announcement(
    packs: Sequence[Pack], number: str, counter: str, wish: Wish, brief: bool = False
) -> tuple[array[int], int]:
    """The samples of a call and their rate; what no pack can say whole is chimed. Empty without any pack."""
    if not packs:
        return array("h"), 22050
    rate = packs[0].sample_rate
    said = [each for pack in packs if (each := _sentence(pack, number, counter, wish, rate, brief))]
    if brief and said:
        return said[0] + _silence(AFTER_BRIEF_CALL_S, rate), rate
    whole = _clip(packs[0], packs[0].chime, rate) or array("h")
    whole += _silence(AFTER_CHIME_S, rate)
    for _ in range(int(wish.get("repeat", 1))):
        for sentence in said:
            whole += sentence + _silence(BETWEEN_LANGUAGES_S, rate)
    return whole + _silence(AFTER_CALL_S, rate), rate


def _sentence(pack: Pack, number: str, counter: str, wish: Wish, rate: int, brief: bool) -> array[int] | None:
    spoken = words(pack, number, counter, wish, "brief" if brief else "template")
    gap = _silence(BRIEF_GAP_S if brief else pack.gap_ms / 1000, rate)
    whole = array("h")
    for word in spoken:
        clip = _silence(REST_S, rate) if word == "," else _clip(pack, pack.clips.get(word, ""), rate)
        if clip is None:
            return None
        whole += clip + gap
    return whole


def _clip(pack: Pack, file: str, rate: int) -> array[int] | None:
    """The samples of a clip at `rate`; None when it is missing, broken or far too long."""
    try:
        with wave.open(str(pack.folder / file)) as clip:
            if (clip.getnchannels(), clip.getsampwidth()) != (1, 2):
                return None
            if clip.getnframes() > LONGEST_S * clip.getframerate():
                return None
            return sound.at_rate(sound.samples(clip.readframes(clip.getnframes())), clip.getframerate(), rate)
    except (OSError, EOFError, wave.Error):
        return None


def _silence(seconds: float, rate: int) -> array[int]:
    return array("h", bytes(2 * int(seconds * rate)))


def loudness(wish: Wish, time: str) -> float:
    """How loud the hall wishes to be called at `time` (HH:MM), 0 to 1."""
    day, start, end = wish.get("day", 1.0), wish.get("night_from", "22:00"), wish.get("night_until", "06:00")
    quiet = start <= time < end if start <= end else time >= start or time < end
    return float(wish.get("night", day) if quiet else day)
