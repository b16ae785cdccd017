"""Text on a slip: measured, wrapped and drawn in runs, never cut off."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from PIL import Image, ImageDraw

from printer import fonts

LINE = 1.36
"""Line height over font size: Noto's own, with room for stacked Vietnamese marks."""


def width_of(text: str, size: int, weight: int = 400) -> float:
    """Length of `text` in dots."""
    return sum(fonts.font(size, weight, script).getlength(piece) for script, piece in fonts.runs(text))


def line_height(size: int) -> int:
    """Height of one line in dots."""
    return round(size * LINE)


def wrap(text: str, size: int, weight: int, room: int, balanced: bool = False) -> list[str]:
    """`text` in lines of at most `room` dots; `balanced` makes them about equally long."""
    lines = _greedy(text, size, weight, room)
    if not balanced or len(lines) < 2 or len(lines) > 4:
        return lines
    narrow, wide = room // 2, room
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        fits = len(_greedy(text, size, weight, middle)) == len(lines)
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
        end = _cut(word, _longest(word, size, weight, room))
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _longest(word: str, size: int, weight: int, room: int) -> int:
    """How many letters of `word` fit into `room`."""
    return bisect_right([width_of(word[:n], size, weight) for n in range(1, len(word) + 1)], room)


def _cut(word: str, longest: int) -> int:
    """Where to cut so that at most `longest` characters come first and no mark loses its letter."""
    space = word.rfind("\u200b", 1, longest)
    if space > 0:
        return space + 1
    end = longest
    while end > 1 and unicodedata.category(word[end]).startswith("M"):
        end -= 1
    return max(end, 1)


def draw_line(image: Image.Image, text: str, x: float, baseline: int, size: int, weight: int) -> None:
    """Draw one line with its left end at `x`; black is 0."""
    pen = ImageDraw.Draw(image)
    for script, piece in fonts.runs(text):
        face = fonts.font(size, weight, script)
        pen.text((x, baseline), piece, font=face, fill=0, anchor="ls")
        x += face.getlength(piece)
