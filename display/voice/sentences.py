"""Whole sentences for pages that read themselves out, made once by the machine's own voice."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from display.voice import sound
from display.voice.speaker import Speaker

log = logging.getLogger(__name__)

WORDS_A_MINUTE = 135
_one_at_a_time = threading.Lock()


def stands(path: Path, text: str, voice: str) -> bool:
    """Whether `text` is at `path` as WAV, spoken by the espeak-ng voice `voice`; it is made if missing."""
    with _one_at_a_time:
        if not path.exists():
            try:
                _make(path, text, voice)
            except (OSError, ValueError) as reason:
                log.warning("nothing can be read out: %s", reason)
        return path.exists()


def _make(path: Path, text: str, voice: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    speaker = Speaker()
    try:
        clip = speaker.voice(voice, WORDS_A_MINUTE)(text)
        fresh = path.with_suffix(".fresh")
        sound.write(fresh, sound.levelled(sound.trimmed(clip, speaker.rate)), speaker.rate)
        fresh.replace(path)
    finally:
        speaker.close()


def said(text: str, voice: str) -> bytes:
    """A WAV file in which the espeak-ng voice `voice` says `text`; nothing is kept.

    OSError where espeak-ng cannot start, ValueError for a voice it does not have.
    """
    with _one_at_a_time:
        speaker = Speaker()
        try:
            return sound.wav(speaker.voice(voice, WORDS_A_MINUTE)(text), speaker.rate)
        finally:
            speaker.close()
