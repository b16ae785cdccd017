"""The own sign of a ticket, for those who do not read: as dots of a slip and as SVG of a page."""

from __future__ import annotations

import re
from functools import lru_cache

from PIL import Image, ImageDraw

from printer.own_sign_shapes import SHAPES, Paint

GRID = 48
FINE = 4
"""Drawn four times as large and reduced, for smooth edges."""
STEPS = 12
"""Straight pieces of a Bézier curve."""
_PARTS = re.compile(r"([MLCZ])([^MLCZ]*)")

Point = tuple[float, float]


@lru_cache(maxsize=32)
def own_sign(name: str, size: int) -> Image.Image:
    """The sign `name`, `size` dots square; KeyError if there is none of that name."""
    scale = size * FINE / GRID
    picture = Image.new("L", (size * FINE, size * FINE), 255)
    pen = ImageDraw.Draw(picture)
    for paint in SHAPES[name]:
        _draw(pen, paint, scale)
    return picture.resize((size, size), Image.Resampling.BOX).point([0] * 150 + [255] * 106, "1")


def _draw(pen: ImageDraw.ImageDraw, paint: Paint, scale: float) -> None:
    colour = 255 if paint.white else 0
    points = [(x * scale, y * scale) for x, y in outline(paint.path)]
    if not paint.wide:
        pen.polygon(points, fill=colour)
        return
    wide = paint.wide * scale
    pen.line(points, fill=colour, width=round(wide), joint="curve")
    for x, y in points:
        pen.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=colour)


def outline(path: str) -> list[Point]:
    """The corners of a path, its curves in straight pieces."""
    points: list[Point] = []
    for command, text in _PARTS.findall(path):
        numbers = [float(number) for number in text.split()]
        given = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "C":
            for n in range(0, len(given), 3):
                points += _curve(points[-1], *given[n : n + 3])
        points += given if command in "ML" else []
    return points


def _curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """A cubic Bézier curve from `start`, without it (https://www.w3.org/TR/SVG2/paths.html)."""
    steps = [n / STEPS for n in range(1, STEPS + 1)]
    return [
        (
            (1 - t) ** 3 * start[0]
            + 3 * (1 - t) ** 2 * t * first[0]
            + 3 * (1 - t) * t**2 * second[0]
            + t**3 * end[0],
            (1 - t) ** 3 * start[1]
            + 3 * (1 - t) ** 2 * t * first[1]
            + 3 * (1 - t) * t**2 * second[1]
            + t**3 * end[1],
        )
        for t in steps
    ]


def svg() -> str:
    """All signs as one file of symbols, black on white whatever is behind them."""
    symbols = "\n".join(
        f'  <symbol id="{name}" viewBox="0 0 {GRID} {GRID}">{"".join(map(_element, paints))}</symbol>'
        for name, paints in SHAPES.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def _element(paint: Paint) -> str:
    colour = "#fff" if paint.white else "#000"
    if not paint.wide:
        return f'<path d="{paint.path}" fill="{colour}"/>'
    line = f'stroke="{colour}" stroke-width="{paint.wide:g}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{paint.path}" fill="none" {line}/>'
