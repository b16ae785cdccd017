"""Pictograms for those who do not read: drawn for the project, strokes on a grid of 48.

A sign without a picture here is printed as its own text.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

Stroke = tuple[str, tuple[float, ...]]

SIGNS: dict[str, tuple[Stroke, ...]] = {
    "stamp": (
        ("circle", (24, 10, 6)),
        ("line", (21, 16, 18, 28)),
        ("line", (27, 16, 30, 28)),
        ("box", (9, 28, 39, 36)),
        ("line", (9, 43, 39, 43)),
    ),
    "family": (
        ("circle", (14, 13, 5)),
        ("circle", (34, 13, 5)),
        ("circle", (24, 25, 4)),
        ("line", (6, 42, 7, 27, 14, 22, 19, 27)),
        ("line", (42, 42, 41, 27, 34, 22, 29, 27)),
        ("line", (17, 42, 18, 35, 24, 32, 30, 35, 31, 42)),
    ),
    "land": (
        ("line", (6, 24, 24, 8, 42, 24)),
        ("line", (11, 20, 11, 31, 37, 31, 37, 20)),
        ("line", (21, 31, 21, 23, 27, 23, 27, 31)),
        ("line", (5, 37, 43, 37)),
        ("line", (5, 43, 43, 43)),
    ),
    "hands": (
        ("line", (24, 22, 17, 15, 17, 9, 24, 11, 31, 9, 31, 15, 24, 22)),
        ("line", (5, 28, 14, 28, 24, 33, 24, 37, 15, 36)),
        ("line", (43, 28, 34, 28, 24, 33)),
        ("line", (5, 41, 24, 44, 43, 32)),
    ),
    "screen": (
        ("box", (5, 8, 43, 32)),
        ("line", (24, 32, 24, 40)),
        ("line", (14, 41, 34, 41)),
        ("line", (15, 20, 21, 26, 33, 14)),
    ),
    "folder": (
        ("line", (5, 40, 5, 10, 18, 10, 22, 15, 43, 15, 43, 40, 5, 40)),
        ("line", (16, 27, 22, 33, 33, 22)),
    ),
    "circle": (("circle", (24, 24, 19)),),
    "square": (("box", (7, 7, 41, 41)),),
    "triangle": (("line", (24, 6, 44, 41, 4, 41, 24, 6)),),
    "diamond": (("line", (24, 4, 44, 24, 24, 44, 4, 24, 24, 4)),),
    "star": (
        ("line", (24, 4, 29, 18, 44, 18, 32, 27, 37, 42, 24, 33, 11, 42, 16, 27, 4, 18, 19, 18, 24, 4)),
    ),
    "hexagon": (("line", (14, 6, 34, 6, 44, 24, 34, 42, 14, 42, 4, 24, 14, 6)),),
}
SIGNS["online"], SIGNS["result"] = SIGNS["screen"], SIGNS["folder"]
GRID = 48
PEN = 3.4
FINE = 4
"""Drawn four times as large and reduced, for round strokes."""


@lru_cache(maxsize=32)
def sign(name: str, size: int) -> Image.Image:
    """The pictogram `name`, `size` dots square."""
    scale = size * FINE / GRID
    picture = Image.new("L", (size * FINE, size * FINE), 255)
    pen = ImageDraw.Draw(picture)
    for kind, numbers in SIGNS[name]:
        _draw(pen, kind, [number * scale for number in numbers], PEN * scale)
    return picture.resize((size, size), Image.Resampling.BOX).point([0] * 150 + [255] * 106, "1")


def _draw(pen: ImageDraw.ImageDraw, kind: str, at: list[float], wide: float) -> None:
    if kind == "circle":
        x, y, radius = at
        radius += wide / 2
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=0, width=round(wide))
        return
    if kind == "box":
        left, top, right, bottom = at
        at = [left, top, right, top, right, bottom, left, bottom, left, top]
    points = list(zip(at[::2], at[1::2], strict=True))
    pen.line(points, fill=0, width=round(wide), joint="curve")
    for x, y in points:
        pen.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=0)
