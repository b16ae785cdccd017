"""Text on a slip: measured, wrapped and drawn in runs, never cut off."""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache, partial

from PIL import Image, ImageDraw

from printer import fonts

LINE = 1.36
"""Line height over font size: Noto's own, with room for stacked Vietnamese marks."""
ASCENT = 1.06
THRESHOLD = 150
"""Grey below this prints black: a little above the middle keeps thin strokes of small letters."""

_INK = [0] * THRESHOLD + [255] * (256 - THRESHOLD)


def width_of(text: str, size: int, weight: int = 400) -> float:
    """Length of `text` in dots: its words (remembered, for slips repeat them) and the spaces between."""
    words = text.split(" ")
    gaps = (len(words) - 1) * _word_width(" ", size, weight)
    return gaps + sum(_word_width(word, size, weight) for word in words)


@lru_cache(maxsize=8192)
def _word_width(word: str, size: int, weight: int) -> float:
    return _measured(word, size, weight)


def _measured(word: str, size: int, weight: int) -> float:
    return sum(fonts.font(size, weight, script).getlength(piece) for script, piece in fonts.runs(word))


def line_height(size: int) -> int:
    """Height of one line in dots."""
    return round(size * LINE)


@lru_cache(maxsize=512)
def wrap(text: str, size: int, weight: int, room: int, balanced: bool = False) -> Sequence[str]:
    """`text` in lines of at most `room` dots; `balanced` makes them about equally long."""
    lines = _greedy(text, size, weight, room)
    if balanced and 1 < len(lines) < 5:
        lines = _balanced(text, size, weight, room, len(lines))
    return [line.strip("· ") for line in lines] if len(lines) > 1 else lines


def _balanced(text: str, size: int, weight: int, room: int, count: int) -> list[str]:
    """The narrowest lines that are still `count`."""
    narrow, wide = room // 2, room
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        fits = len(_greedy(text, size, weight, middle)) == count
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return _greedy(text, size, weight, wide)


def _greedy(text: str, size: int, weight: int, room: int) -> list[str]:
    lines: list[str] = []
    for word in _words(text, size, weight, room):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, weight) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _words(text: str, size: int, weight: int, room: int) -> list[str]:
    return [piece for word in text.split(" ") for piece in _broken(word, size, weight, room)]


def _broken(word: str, size: int, weight: int, room: int) -> list[str]:
    """A word longer than a line, cut at a zero-width space or else between letters: all of it is printed."""
    pieces: list[str] = []
    while width_of(word, size, weight) > room:
        end = _cut(
            word, bisect_right(range(len(word)), float(room), key=partial(_length, word, size, weight)) - 1
        )
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _length(word: str, size: int, weight: int, count: int) -> float:
    return _measured(word[:count], size, weight)


def _cut(word: str, longest: int) -> int:
    """Where to cut so that at most `longest` characters come first and no mark loses its letter."""
    space = word.rfind("\u200b", 1, longest)
    if space > 0:
        return space + 1
    end = longest
    while end > 1 and unicodedata.category(word[end]).startswith("M"):
        end -= 1
    return max(end, 1)


def draw_line(image: Image.Image, text: str, x: float, top: int, size: int, weight: int) -> None:
    """Draw one line, `line_height` high, with its left end at `x`; black is 0."""
    image.paste(_line(text, size, weight), (round(x), top))


@lru_cache(maxsize=256)
def _line(text: str, size: int, weight: int) -> Image.Image:
    """The line as a 1-bit picture, remembered: most lines are the same on every slip."""
    room = math.ceil(width_of(text, size, weight)) + size // 8
    return letters(text, size, weight, room, line_height(size), round(size * ASCENT))


def letters(text: str, size: int, weight: int, width: int, height: int, baseline: int) -> Image.Image:
    """`text` in black on white in its own box, thresholded and never dithered."""
    picture = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(picture)
    x = 0.0
    for script, piece in fonts.runs(text):
        face = fonts.font(size, weight, script)
        pen.text((x, baseline), piece, font=face, fill=0, anchor="ls")
        x += face.getlength(piece)
    return picture.point(_INK, "1")
