"""Fonts for slips: Noto Sans from its package, other scripts by runs, and which characters have a glyph."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import fontpkg
from PIL import ImageFont

SYSTEM_FONTS = Path("/usr/share/fonts/truetype/noto")
SCRIPTS = {
    "lao": (range(0x0E80, 0x0F00), "NotoSansLao-{}.ttf"),
    "tai-viet": (range(0xAA80, 0xAAE0), "NotoSansTaiViet-{}.ttf"),
    "thai": (range(0x0E00, 0x0E80), "NotoSansThai-{}.ttf"),
    "khmer": (range(0x1780, 0x1800), "NotoSansKhmer-{}.ttf"),
}
"""Scripts that Noto Sans does not hold: their block and their file's name with its weight."""

Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=256)
def font(size: int, weight: int = 400, script: str = "latin") -> Font:
    """The font of `script` at `size` dots; Noto Sans where that script's font is not installed."""
    path = _script_path(script, weight)
    if path is not None:
        return ImageFont.truetype(str(path), size)
    noto = ImageFont.truetype(str(fontpkg.path("noto-sans", weight)), size)
    noto.set_variation_by_axes([weight, 100])
    return noto


@lru_cache(maxsize=64)
def _script_path(script: str, weight: int) -> Path | None:
    if script not in SCRIPTS:
        return None
    styles = ("Bold", "Regular") if weight >= 600 else ("Regular",)
    names = [SCRIPTS[script][1].format(style) for style in styles]
    return next((folder / n for n in names for folder in font_folders() if (folder / n).exists()), None)


def font_folders() -> tuple[Path, ...]:
    """Where fonts of further scripts are looked for; `QUEUE_FONTS` names a folder to try first."""
    own = os.environ.get("QUEUE_FONTS")
    return (Path(own), SYSTEM_FONTS) if own else (SYSTEM_FONTS,)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The name in `SCRIPTS` for a character, else `latin`."""
    code = ord(character)
    return next((name for name, (block, _) in SCRIPTS.items() if code in block), "latin")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """`text` as (script, piece): Noto's script fonts hold no Latin letters or digits."""
    if text.isascii():
        yield "latin", text
        return
    for script, piece in groupby(text, script_of):
        yield script, "".join(piece)


def missing_glyphs(text: str) -> list[str]:
    """The characters of `text` that would print as a box, each once, in order."""
    return [c for c in dict.fromkeys(text) if not _has_glyph(c)]


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    if unicodedata.category(character) in {"Cf", "Zs"}:
        return True
    face = font(32, 400, script_of(character))
    box = face.getmask("\U0010fffe")
    shape = face.getmask(character)
    return bool(shape.size != box.size or bytes(shape) != bytes(box))
