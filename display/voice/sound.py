"""A clip: trimmed, at an even loudness, written as WAV."""

from __future__ import annotations

import sys
import wave
from array import array
from pathlib import Path

PEAK = 0.708  # −3 dB of full scale
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
    """`sound` with its peak at −3 dB."""
    peak = _peak(sound)
    factor = PEAK * 32767 / peak if peak else 0.0
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
