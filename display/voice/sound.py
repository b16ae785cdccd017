"""A clip: trimmed, at an even loudness, written as WAV."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from pathlib import Path

LOUDNESS = 0.126  # root mean square, −18 dB of full scale
PEAK = 0.89  # −1 dB of full scale
FULL_SCALE = 32767
SILENT = 0.02  # of the clip's own peak
MARGIN_S = 0.012


def trimmed(sound: array[int], rate: int) -> array[int]:
    """`sound` without the silence around it, but for a short margin; empty if nothing is heard."""
    threshold = max(1, int(_peak(sound) * SILENT))
    loud = [at for at, sample in enumerate(sound) if abs(sample) >= threshold]
    if not loud:
        return array("h")
    margin = int(rate * MARGIN_S)
    return sound[max(0, loud[0] - margin) : loud[-1] + 1 + margin]


def levelled(sound: array[int]) -> array[int]:
    """`sound` as loud as every other clip (root mean square), or as near as its peak allows."""
    peak = _peak(sound)
    if not peak:
        return sound
    mean = math.sqrt(sum(sample * sample for sample in sound) / len(sound))
    factor = FULL_SCALE * min(LOUDNESS / mean, PEAK / peak)
    return array("h", (round(sample * factor) for sample in sound))


def write(path: Path, sound: array[int], rate: int) -> None:
    """A 16-bit mono WAV file."""
    little = array("h", sound)
    if sys.byteorder == "big":
        little.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(little.tobytes())


def _peak(sound: array[int]) -> int:
    return max(map(abs, sound), default=0)
