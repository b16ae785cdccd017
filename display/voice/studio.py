"""The recording studio: a pack that a person of the place speaks, clip by clip."""

from __future__ import annotations

import io
import threading
import unicodedata
import wave
from array import array
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from display.announcements import Reading, counted
from display.voice import pack as packs
from display.voice import sound
from display.voice.chime import chime
from display.voice.generate import GAP_MS, MAKER, file_names
from display.voice.pack import Pack
from display.voice.words import BRIEF, NUMBERS, TEMPLATES, Line, script

RATE = 22050
LONGEST_S = 6.0
SHORTEST_S = 0.2  # with the margins around it
QUIETEST = 300  # a peak below it is no voice
LARGEST_BYTES = 640 * 1024
KNOWN = {
    "tieng viet": "vi",
    "viet": "vi",
    "vietnamese": "vi",
    "tieng anh": "en",
    "anh": "en",
    "english": "en",
}
_writing = threading.Lock()


class Refused(Exception):
    """A clip or a pack that cannot be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def begin(folder: Path, name: str, speaker: str, licence: str) -> Pack:
    """A new pack without clips in the language called `name`; its id is the plain name, numbered if taken."""
    plain = _slug(name) or "voice"
    language = KNOWN.get(plain.replace("-", " "), plain)
    known = language if language in TEMPLATES else "vi"
    with _writing:
        home = free(folder, plain)
        home.mkdir(parents=True)
        sound.write(home / "chime.wav", sound.levelled(chime(RATE)), RATE)
        begun = Pack(
            folder=home,
            id=home.name,
            language=language,
            name=name,
            speaker=speaker,
            voice=home.name,
            edition=1,
            licence=licence,
            sample_rate=RATE,
            gap_ms=GAP_MS,
            reading=Reading.DIGITS,
            template=TEMPLATES[known],
            brief=BRIEF[known],
            chime="chime.wav",
            clips={},
            counted=_counted(language),
        )
        packs.save(begun)
    return begun


def free(folder: Path, wanted: str) -> Path:
    """A folder for a pack of that id which is not there yet: `thai`, `thai-2`, …"""
    names = (f"{wanted}-{turn}" if turn > 1 else wanted for turn in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


def _slug(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    words = "".join(
        char if char.isascii() and char.isalnum() else " " for char in decomposed if ord(char) < 768
    )
    return "-".join(words.split())[:30].strip("-")


def _counted(language: str) -> tuple[tuple[str, ...], ...]:
    if language in TEMPLATES:
        return tuple(tuple(counted(language, value)) for value in range(1000))
    return tuple((number,) for number in NUMBERS)


def is_recorded(pack: Pack) -> bool:
    """Spoken by a person, and so open to the studio; the made voices are made anew with each edition."""
    return pack.speaker != MAKER


def progress(pack: Pack, letters: Iterable[str]) -> list[tuple[Line, bool]]:
    """The lines of the pack's script, and whether each is recorded."""
    return [(line, has(pack, line.word)) for line in script(pack.language, letters)]


def has(pack: Pack, word: str) -> bool:
    return word in pack.clips and (pack.folder / pack.clips[word]).is_file()


def record(folder: Path, word: str, wav: bytes, letters: Iterable[str]) -> tuple[Pack, float]:
    """Keep the clip of `word` in the pack at `folder`, trimmed and levelled; its length in seconds.

    Refused for a clip that is too long, silent or no 16-bit mono WAV at the pack's rate, for a word that is
    not in the script, and for a pack made by machine.
    """
    with _writing:
        pack = packs.load(folder)
        if not is_recorded(pack):
            raise Refused("made_by_machine")
        if word not in {line.word for line in script(pack.language, letters)}:
            raise Refused("unknown_clip")
        clip = sound.levelled(_voice(heard(wav, pack.sample_rate), pack.sample_rate))
        _keep(pack, file := _file(pack, word), clip)
        grown = replace(pack, clips={**pack.clips, word: file}, edition=pack.edition + 1)
        packs.save(grown)
    return grown, len(clip) / pack.sample_rate


def _keep(pack: Pack, file: str, clip: array[int]) -> None:
    """Written beside and put in place: a screen never fetches half a clip."""
    sound.write(pack.folder / f".{file}", clip, pack.sample_rate)
    (pack.folder / f".{file}").replace(pack.folder / file)


def _file(pack: Pack, word: str) -> str:
    return pack.clips.get(word) or file_names([*pack.clips, word])[word]


def heard(wav: bytes, rate: int) -> array[int]:
    """The samples of a 16-bit mono WAV at `rate`. Refused for anything else."""
    if len(wav) > LARGEST_BYTES:
        raise Refused("clip_too_long")
    try:
        with wave.open(io.BytesIO(wav)) as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, rate):
                raise Refused("wrong_format")
            if file.getnframes() > LONGEST_S * rate:
                raise Refused("clip_too_long")
            raw = file.readframes(file.getnframes())
    except (wave.Error, EOFError, RuntimeError, ValueError) as error:
        raise Refused("wrong_format") from error
    return sound.samples(raw)


def _voice(samples: array[int], rate: int) -> array[int]:
    if max(map(abs, samples), default=0) < QUIETEST:
        raise Refused("nothing_heard")
    spoken = sound.spoken(samples, rate)
    if len(spoken) < SHORTEST_S * rate:
        raise Refused("nothing_heard")
    return spoken
