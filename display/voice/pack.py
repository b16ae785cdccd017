"""A voice pack: a folder with `pack.json` and one WAV file a word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from display.announcements import Reading

FILE = re.compile(r"[A-Za-z0-9][\w-]*\.wav", re.ASCII)
NAMES = {"vi": "Tiếng Việt", "en": "English"}
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_PARTS = ("{number}", "{counter}", ",")


LONGEST_S = 8.0
"""A clip that lasts longer is no word of a call: it would hold up everybody who waits to be called."""


@dataclass(frozen=True)
class Pack:
    """`clips` gives each word's file, `counted` the words of the numbers from 0 on."""

    folder: Path
    id: str
    language: str
    name: str
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
        name=str(told.get("name", NAMES.get(told["language"], told["language"]))),
        speaker=str(told["speaker"]),
        voice=str(told["voice"]),
        edition=int(told.get("edition", 0)),
        licence=str(told["licence"]),
        sample_rate=int(told["sample_rate"]),
        gap_ms=int(told["gap_ms"]),
        reading=Reading(told["reading"]),
        template=tuple(map(str, told["template"])),
        brief=tuple(map(str, told.get("brief", told["template"]))),
        chime=_clip(told["chime"]),
        clips={str(word): _clip(file) for word, file in told["clips"].items()},
        counted=tuple(tuple(str(number).split()) for number in told["counted"]),
    )


def save(pack: Pack) -> None:
    """Write `pack.json` of the pack, in one step."""
    told = {key: value for key, value in asdict(pack).items() if key != "folder"}
    told["counted"] = [" ".join(words) for words in pack.counted]
    beside = pack.folder / ".pack.json"
    beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    beside.replace(pack.folder / "pack.json")


def _clip(file: object) -> str:
    if not (isinstance(file, str) and FILE.fullmatch(file)):
        raise ValueError(f"{file!r} is no name of a clip")
    return file


def missing(
    pack: Pack, letters: Iterable[str], counters: Iterable[str], reading: Reading | None = None
) -> list[str]:
    """The words without a clip that a hall with these queue letters and counters needs to hear.

    `reading` is how the hall reads numbers; the pack's own way if left out.
    """
    needed = [part for part in (*pack.template, *pack.brief) if part not in _PARTS]
    needed += [*letters, *_digits(pack, reading or pack.reading)]
    needed += [word for counter in counters for word in _words(pack, counter)]
    heard = {word for word, file in pack.clips.items() if (pack.folder / file).is_file()}
    silent = dict.fromkeys(word for word in needed if word not in heard)
    return [*silent, *([] if (pack.folder / pack.chime).is_file() else ["chime"])]


def _digits(pack: Pack, reading: Reading) -> Iterable[str]:
    if reading is Reading.COUNTED:
        return [word for words in pack.counted for word in words]
    return [word for words in pack.counted[:10] for word in words]


def _words(pack: Pack, counter: str) -> Iterable[str]:
    """A counter like `12` or `B2`: its letters, then what its digits count."""
    letters = [char for char in counter if not char.isdigit()]
    digits = "".join(char for char in counter if char.isdigit())
    if not digits or int(digits) >= len(pack.counted):
        return [*letters, *(word for digit in digits for word in pack.counted[int(digit)])]
    return [*letters, *pack.counted[int(digits)]]
