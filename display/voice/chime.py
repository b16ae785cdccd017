"""The two soft tones before a call."""

from __future__ import annotations

from array import array
from math import exp, pi, sin

TONES_HZ = (659.26, 523.25)  # E5, then C5: a falling third, as on a railway platform
TONE_S = 0.42
RING_S = 0.9
_SOFT_START_S = 0.008
_FADE_S = 0.28
_OVERTONES = ((1, 1.0), (2, 0.28), (3, 0.09))


def chime(rate: int) -> array[int]:
    """The chime as 16-bit samples, `rate` a second, at its natural loudness."""
    length = int(rate * (TONE_S * (len(TONES_HZ) - 1) + RING_S))
    sound = [0.0] * length
    for turn, hertz in enumerate(TONES_HZ):
        start = int(rate * TONE_S * turn)
        for sample in range(length - start):
            sound[start + sample] += _tone(hertz, sample / rate)
    fade = int(rate * 0.05)
    for sample in range(fade):
        sound[-1 - sample] *= sample / fade
    return array("h", (int(9000 * value) for value in sound))


def _tone(hertz: float, at: float) -> float:
    strike = min(1.0, at / _SOFT_START_S) * exp(-at / _FADE_S)
    return strike * sum(part * sin(2 * pi * hertz * times * at) for times, part in _OVERTONES)
