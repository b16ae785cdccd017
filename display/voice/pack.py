"""A voice pack: a folder with `pack.json` and one WAV file a word."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from display.announcements import DIGITS, Reading

_PARTS = ("{number}", "{counter}", ",")


@dataclass(frozen=True)
class Pack:
    """`clips` gives each word's file, `counted` the words of the numbers from 0 on."""

    folder: Path
    id: str
    language: str
    speaker: str
    voice: str
    edition: int
    licence: str
    sample_rate: int
    gap_ms: int
    reading: Reading
    template: tuple[str, ...]
    brief: tuple[str, ...]
    chime: str
    clips: dict[str, str]
    counted: tuple[tuple[str, ...], ...]


def load(folder: Path) -> Pack:
    """The pack in `folder`. ValueError, with a sentence, when it is not there or broken."""
    path = folder / "pack.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return _pack(folder, told)
    except FileNotFoundError as error:
        raise ValueError(f"There is no voice pack in {folder}.") from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} cannot be read: {error}.") from error
    except KeyError as error:
        raise ValueError(f"{path} does not say {error.args[0]!r}.") from error
    except (TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path} is not a voice pack: {error}.") from error


def _pack(folder: Path, told: dict[str, Any]) -> Pack:
    return Pack(
        folder=folder,
        id=str(told["id"]),
        language=str(told["language"]),
        speaker=str(told["speaker"]),
        voice=str(told["voice"]),
        edition=int(told.get("edition", 0)),
        licence=str(told["licence"]),
        sample_rate=int(told["sample_rate"]),
        gap_ms=int(told["gap_ms"]),
        reading=Reading(told["reading"]),
        template=tuple(map(str, told["template"])),
        brief=tuple(map(str, told.get("brief", told["template"]))),
        chime=str(told["chime"]),
        clips={str(word): str(file) for word, file in told["clips"].items()},
        counted=tuple(tuple(str(number).split()) for number in told["counted"]),
    )


def missing(pack: Pack, letters: Iterable[str], counters: Iterable[str]) -> list[str]:
    """The words without a clip that a hall with these queue letters and counters needs to hear."""
    needed = [part for part in (*pack.template, *pack.brief) if part not in _PARTS]
    needed += [*letters, *_digits(pack)]
    needed += [word for counter in counters for word in _words(pack, counter)]
    heard = {word for word, file in pack.clips.items() if (pack.folder / file).is_file()}
    silent = dict.fromkeys(word for word in needed if word not in heard)
    return [*silent, *([] if (pack.folder / pack.chime).is_file() else ["chime"])]


def _digits(pack: Pack) -> Iterable[str]:
    if pack.reading is Reading.COUNTED:
        return [word for words in pack.counted for word in words]
    return DIGITS.get(pack.language, ())


def _words(pack: Pack, counter: str) -> Iterable[str]:
    """A counter like `12` or `B2`: its letters, then what its digits count."""
    letters = [char for char in counter if not char.isdigit()]
    digits = "".join(char for char in counter if char.isdigit())
    if not digits or int(digits) >= len(pack.counted):
        return [*letters, *(DIGITS[pack.language][int(digit)] for digit in digits)]
    return [*letters, *pack.counted[int(digits)]]
