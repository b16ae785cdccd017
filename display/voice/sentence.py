"""Any sentence as sound, for those who cannot read it: spoken by espeak-ng when it is asked for."""

from __future__ import annotations

import threading

from display.voice import sound
from display.voice.generate import WORDS_A_MINUTE
from display.voice.speaker import Speaker

_ALONE = threading.Lock()  # espeak-ng speaks with one voice in a process


def said(text: str, language: str, voice: str) -> bytes:
    """A WAV file in which the espeak-ng voice `voice` says `text`.

    OSError where espeak-ng cannot start, ValueError for a voice it does not have.
    """
    with _ALONE:
        speaker = Speaker()
        try:
            samples = speaker.voice(voice, WORDS_A_MINUTE[language])(text)
            return sound.wav(samples, speaker.rate)
        finally:
            speaker.close()
