"""The files of slides: taken for what they hold and not for what they say, and kept under names of our own.

Pictures are drawn anew, so that nothing of the original but its picture is kept; videos are kept as they are.
The name is made from the content: the same file taken twice is there once.
"""

from __future__ import annotations

import hashlib
import io
import re
import secrets
import time
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

NAME = re.compile(r"[0-9a-f]{32}\.(jpg|mp4|webm)", re.ASCII)
PICTURES = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
LARGEST = (2560, 1440)
LARGEST_PICTURE = 20 * 2**20
LARGEST_VIDEO = 64 * 2**20
MOST_PIXELS = 50_000_000
MOST_IN_FOLDER = 2**30
KEPT_UNUSED_S = 24 * 3600
_HEAD = 64
_MP4 = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"M4VH",
    b"MSNV",
    b"dash",
}


class Refused(Exception):
    """A file that no slide can show; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def take(folder: Path, upload: BinaryIO, length: int) -> str:
    """Keep an uploaded file of `length` bytes; the name that it has from now on.

    Refused if it is nothing that can be shown, or if less than `length` came.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sum(path.stat().st_size for path in folder.iterdir()) > MOST_IN_FOLDER:
        raise Refused("folder_full")
    head = upload.read(_HEAD)
    suffix = _video(head)
    if suffix:
        if length > LARGEST_VIDEO:
            raise Refused("video_too_large")
        return _keep_video(folder, head, upload, suffix, length)
    if length > LARGEST_PICTURE:
        raise Refused("picture_too_large")
    raw = head + upload.read(length)
    if len(raw) != length:
        raise Refused("cut_off")
    return _keep(folder, drawn_anew(raw), "jpg")


def drawn_anew(raw: bytes) -> bytes:
    """The picture as a plain JPEG, upright, without anything else of the file. Refused if it is none."""
    # Only for uploads: a server at rest need not hold it.
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=PICTURES)
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            picture.draft("RGB", LARGEST)
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise Refused("too_many_pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused("svg" if b"<svg" in raw[:4096].lower() else "no_picture") from error
    upright.thumbnail(LARGEST)
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    file = io.BytesIO()
    paper.convert("RGB").save(file, "JPEG", quality=90, subsampling=0, optimize=True)
    return file.getvalue()


def sweep(folder: Path, used: Collection[str]) -> None:
    """Throw away what no slide shows any more, and what nobody made a slide of for a day."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name not in used and time.time() - path.stat().st_mtime > KEPT_UNUSED_S:
            path.unlink(missing_ok=True)


def _video(head: bytes) -> str | None:
    """The suffix of a video that every browser shows, by its first bytes; None for anything else."""
    if head[4:8] == b"ftyp" and head[8:12] in _MP4:
        return "mp4"
    return "webm" if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head else None


def _keep_video(folder: Path, head: bytes, upload: BinaryIO, suffix: str, length: int) -> str:
    beside = folder / f"{secrets.token_hex(8)}.part"
    digest = hashlib.sha256()
    try:
        with beside.open("xb") as file:
            part = head
            while part and file.tell() <= length:
                digest.update(part)
                file.write(part)
                part = upload.read(2**16)
            if file.tell() != length:
                raise Refused("cut_off")
        return beside.replace(folder / f"{digest.hexdigest()[:32]}.{suffix}").name
    finally:
        beside.unlink(missing_ok=True)


def _keep(folder: Path, content: bytes, suffix: str) -> str:
    beside = folder / f"{secrets.token_hex(8)}.part"
    beside.write_bytes(content)
    return beside.replace(folder / f"{hashlib.sha256(content).hexdigest()[:32]}.{suffix}").name
