"""Makes the default voices at set-up, with espeak-ng; nothing is fetched."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from display.announcements import Reading, Zero, counted
from display.voice import pack, sound
from display.voice.chime import chime
from display.voice.speaker import Speaker
from display.voice.words import BRIEF, TEMPLATES, spelt

MAKER = "espeak-ng"
EDITION = 2  # of the words and sounds below: another one is made anew
WORDS_A_MINUTE = {"vi": 130, "en": 150}
GAP_MS = 60
LONGEST_S = 120.0
LICENCE = "Made with espeak-ng (GPL-3.0-or-later); its spoken output is free of its licence."


def make_packs(folder: Path, voice: str = "vi") -> bool:
    """Make the packs `vi`, spoken by the espeak-ng voice `voice`, and `en`, where they are missing.

    A pack made with another voice is made anew; one recorded from a person is left alone. True if
    anything was made. OSError where espeak-ng cannot start, ValueError for a voice it does not have.
    """
    wanted = {"vi": voice, "en": "en"}
    stale = [language for language in wanted if not _stands(folder / language, wanted[language])]
    if not stale:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    speaker = Speaker()
    try:
        for language in stale:
            _make(folder, language, wanted[language], speaker)
    finally:
        speaker.close()
    return True


def make_apart(folder: Path, voice: str) -> None:
    """`make_packs` in a process of its own: what espeak-ng takes is gone afterwards. OSError if it fails."""
    command = [sys.executable, "-m", "display.voice", str(folder), voice]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_S)
    except subprocess.SubprocessError as error:
        raise OSError(f"The voice {voice} could not be made.") from error


def _stands(folder: Path, voice: str) -> bool:
    try:
        found = pack.load(folder)
    except (OSError, ValueError):
        return False
    return found.speaker != MAKER or (found.voice == voice and found.edition == EDITION)


def _make(folder: Path, language: str, voice: str, speaker: Speaker) -> None:
    """Write beside, then put in place: a half-made pack is never seen."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        files = _write_clips(fresh, language, speaker.voice(voice, WORDS_A_MINUTE[language]), speaker.rate)
        described = _described(language, voice, speaker.rate, files)
        (fresh / "pack.json").write_text(json.dumps(described, ensure_ascii=False, indent=1), "utf-8")
        if (folder / language).exists():
            shutil.move(folder / language, Path(beside) / "stale")
        fresh.rename(folder / language)


def _write_clips(
    folder: Path, language: str, speak: Callable[[str], array[int]], rate: int
) -> dict[str, str]:
    texts = spelt(language)
    files = file_names(texts)
    for word, text in texts.items():
        clip = sound.trimmed(speak(text), rate)
        sound.write(folder / files[word], sound.levelled(clip), rate)
    sound.write(folder / "chime.wav", sound.levelled(chime(rate)), rate)
    return files


def file_names(words: Iterable[str]) -> dict[str, str]:
    """A plain name for each word; mười and mươi become muoi and muoi-2."""
    names: dict[str, str] = {}
    for word in words:
        plain = _plain(word)
        others = sum(_plain(known) == plain for known in names)
        names[word] = f"{plain}-{others + 1}.wav" if others else f"{plain}.wav"
    return names


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _described(language: str, voice: str, rate: int, files: dict[str, str]) -> dict[str, Any]:
    zero = Zero.LE if "south" in voice else Zero.LINH
    return {
        "id": language,
        "language": language,
        "speaker": MAKER,
        "voice": voice,
        "edition": EDITION,
        "licence": LICENCE,
        "sample_rate": rate,
        "gap_ms": GAP_MS,
        "reading": Reading.DIGITS,
        "template": TEMPLATES[language],
        "brief": BRIEF[language],
        "chime": "chime.wav",
        "clips": files,
        "counted": [" ".join(counted(language, value, zero)) for value in range(1000)],
    }
