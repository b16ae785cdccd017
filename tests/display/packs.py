"""Voices that speak in an instant: every word is the same short tone."""

from __future__ import annotations

import json
from array import array
from math import sin
from pathlib import Path
from typing import Any

from display.announcements import counted
from display.voice import sound
from display.voice.words import BRIEF, TEMPLATES, spelt

RATE = 22050


def write_quick_pack(folder: Path, language: str, word_s: float = 0.04, **changed: Any) -> Path:
    """A complete pack in *folder*, each word *word_s* long; *changed* replaces fields of its card."""
    folder.mkdir(parents=True)
    tone = array("h", (int(9000 * sin(at / 8)) for at in range(int(RATE * word_s))))
    sound.write(folder / "tone.wav", tone, RATE)
    told = {
        "id": language,
        "language": language,
        "speaker": "a tone",
        "voice": "tone",
        "licence": "free",
        "sample_rate": RATE,
        "gap_ms": 10,
        "reading": "digits",
        "template": TEMPLATES[language],
        "brief": BRIEF[language],
        "chime": "tone.wav",
        "clips": dict.fromkeys(spelt(language), "tone.wav"),
        "counted": [" ".join(counted(language, value)) for value in range(1000)],
        **changed,
    }
    (folder / "pack.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return folder
