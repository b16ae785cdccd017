"""A clip: trimmed, at an even loudness, written as WAV."""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path

LOUDNESS = 0.126  # root mean square, −18 dB of full scale
PEAK = 0.89  # −1 dB of full scale
FULL_SCALE = 32767
SILENT = 0.02  # of the clip's own peak
MARGIN_S = 0.012
FRAME_S = 0.01
VOICED = 0.04  # of the loudest frame of a recording
ROOM_MARGIN_S = 0.06  # for the soft beginnings and ends of words
FADE_S = 0.008


def trimmed(sound: array[int], rate: int) -> array[int]:
    """`sound` without the silence around it, but for a short margin; empty if nothing is heard."""
    threshold = max(1, int(_peak(sound) * SILENT))
    loud = [at for at, sample in enumerate(sound) if abs(sample) >= threshold]
    if not loud:
        return array("h")
    margin = int(rate * MARGIN_S)
    return sound[max(0, loud[0] - margin) : loud[-1] + 1 + margin]


def spoken(sound: array[int], rate: int) -> array[int]:
    """What is said in a recording from a room: from where the voice rises above the room's own noise to where
    it sinks into it again, faded at both ends. A single click, as of the key pressed, is not a voice.
    """
    frame = max(1, int(rate * FRAME_S))
    levels = [_mean(sound[at : at + frame]) for at in range(0, len(sound), frame)]
    noise = sorted(levels)[len(levels) // 10] if levels else 0.0
    threshold = max(2 * noise, VOICED * max(levels, default=0.0))
    voiced = [at for at in range(len(levels)) if _lasts(levels, at, threshold)]
    if not voiced:
        return array("h")
    margin = int(rate * ROOM_MARGIN_S)
    return _faded(sound[max(0, voiced[0] * frame - margin) : (voiced[-1] + 1) * frame + margin], rate)


def _lasts(levels: Sequence[float], at: int, threshold: float) -> bool:
    """Whether the frame is part of at least three loud ones in a row."""
    runs = (levels[max(0, start) : start + 3] for start in range(at - 2, at + 1))
    return any(len(run) == 3 and min(run) >= threshold for run in runs)


def _faded(sound: array[int], rate: int) -> array[int]:
    length = min(int(rate * FADE_S), len(sound) // 2)
    for at in range(length):
        sound[at] = sound[at] * at // length
        sound[-1 - at] = sound[-1 - at] * at // length
    return sound


def levelled(sound: array[int]) -> array[int]:
    """`sound` as loud as every other clip (root mean square), or as near as its peak allows."""
    peak = _peak(sound)
    if not peak:
        return sound
    factor = FULL_SCALE * min(LOUDNESS / _mean(sound), PEAK / peak)
    return array("h", (round(sample * factor) for sample in sound))


def write(path: Path, sound: array[int], rate: int) -> None:
    """A 16-bit mono WAV file."""
    path.write_bytes(wav(sound, rate))


def wav(sound: array[int], rate: int) -> bytes:
    """The bytes of a 16-bit mono WAV file."""
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(raw(sound))
    return whole.getvalue()


def raw(sound: array[int]) -> bytes:
    """16-bit little-endian bytes."""
    little = array("h", sound)
    if sys.byteorder == "big":
        little.byteswap()
    return little.tobytes()


def at_rate(sound: array[int], rate: int, wanted: int) -> array[int]:
    """The same sound at another rate, samples between two drawn straight."""
    if rate == wanted or not sound:
        return sound
    last = len(sound) - 1
    places = (min(last, at * rate / wanted) for at in range(len(sound) * wanted // rate))
    return array("h", (_between(sound, place, last) for place in places))


def _between(sound: array[int], place: float, last: int) -> int:
    before, share = int(place), place % 1
    return round(sound[before] * (1 - share) + sound[min(last, before + 1)] * share)


def quieter(sound: array[int], loudness: float) -> array[int]:
    """The same sound at a share of its loudness."""
    return sound if loudness >= 1 else array("h", (round(sample * loudness) for sample in sound))


def samples(raw: bytes) -> array[int]:
    """The samples of 16-bit little-endian bytes."""
    found = array("h", raw[: len(raw) // 2 * 2])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _mean(sound: array[int]) -> float:
    """Root mean square."""
    return math.sqrt(sum(sample * sample for sample in sound) / len(sound))


def _peak(sound: array[int]) -> int:
    return max(map(abs, sound), default=0)
