"""A voice pack as one file, to be carried to another hall: a zip of `pack.json` and clips, nothing else."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from display.voice import pack as packs
from display.voice import studio
from display.voice.pack import Pack
from display.voice.studio import Refused

LARGEST_PARCEL = 24 * 2**20
LARGEST_CONTENT = 48 * 2**20  # unpacked
LARGEST_CARD = 512 * 1024
MOST_FILES = 1500
CARD = "pack.json"


def wrap(pack: Pack) -> bytes:
    """The pack as a zip; clips that are not there are left out."""
    parcel = io.BytesIO()
    files = dict.fromkeys([pack.chime, *pack.clips.values()])
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as into:
        for name in [CARD, *(file for file in files if (pack.folder / file).is_file())]:
            into.write(pack.folder / name, name)
    return parcel.getvalue()


def unwrap(folder: Path, parcel: bytes) -> Pack:
    """Put the pack of a parcel among those in `folder`, under an id that is free; nothing is replaced.

    Refused for what is no zip, holds other files than a pack has, is too large, or is no whole pack.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".parcel-") as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        _unzip(parcel, fresh)
        found = _checked(fresh)
        home = studio.free(folder, found.id)
        packs.save(replace(found, id=home.name))  # written anew: only what we understand is kept
        shutil.move(fresh, home)
    return packs.load(home)


def _unzip(parcel: bytes, into: Path) -> None:
    if len(parcel) > LARGEST_PARCEL:
        raise Refused("parcel_too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(parcel)) as box:
            _look_through(box.infolist())
            for each in box.infolist():
                (into / each.filename).write_bytes(_content(box, each))
    except Refused:
        raise
    except Exception as error:  # a broken box shows as BadZipFile, zlib.error, struct.error, RuntimeError …
        raise Refused("no_parcel") from error


def _look_through(entries: list[zipfile.ZipInfo]) -> None:
    """Names, number and sizes as the box declares them, before anything is unpacked."""
    names = [each.filename for each in entries]
    if len(names) > MOST_FILES or sum(each.file_size for each in entries) > LARGEST_CONTENT:
        raise Refused("parcel_too_large")
    if len(set(map(str.lower, names))) < len(names) or CARD not in names:
        raise Refused("no_parcel")
    if not all(name == CARD or packs.FILE.fullmatch(name) for name in names):
        raise Refused("strange_file")


def _content(box: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Never more than a clip or a card may have, whatever the box declares."""
    most = LARGEST_CARD if entry.filename == CARD else studio.LARGEST_BYTES
    with box.open(entry) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Refused("parcel_too_large")
    return content


def _checked(folder: Path) -> Pack:
    """The pack in `folder`, every clip of it heard."""
    try:
        found = packs.load(folder)
    except (ValueError, RecursionError):
        raise Refused("broken_pack") from None
    if not _is_sound(found):
        raise Refused("broken_pack")
    for file in {found.chime, *found.clips.values()}:
        if (folder / file).is_file():
            studio.heard((folder / file).read_bytes(), found.sample_rate)
    return found


def _is_sound(pack: Pack) -> bool:
    """Whether its figures and words are those of a pack that can speak."""
    texts = (pack.language, pack.name, pack.speaker, pack.voice, pack.licence)
    return (
        bool(packs.ID.fullmatch(pack.id))
        and 8000 <= pack.sample_rate <= 48000
        and 0 <= pack.gap_ms <= 1000
        and 10 <= len(pack.counted) <= 1000
        and all(pack.counted)
        and 0 < len(pack.template) <= 20
        and 0 < len(pack.brief) <= 20
        and all(0 < len(text) <= 300 for text in texts)
    )
