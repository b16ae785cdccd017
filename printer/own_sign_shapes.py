"""Twenty animals and things that everybody in the highlands knows, drawn for the project on a grid of 48.

Each is a list of paints, the later over the earlier: `fill` black, `cut` white, or a line so wide in either.
Paths are those of SVG with absolute M, L, C and Z.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple


class Paint(NamedTuple):
    """`path` filled, or drawn as a line `wide` on the grid, black or white."""

    path: str
    wide: float = 0.0
    white: bool = False


ROUND = 0.5523
"""How far the handles of four Bézier curves reach that make up a circle of radius 1."""


def oval(x: float, y: float, across: float, down: float) -> str:
    """An ellipse with these half axes."""
    a, b = across * ROUND, down * ROUND
    return (
        f"M {x - across:g} {y:g} "
        f"C {x - across:g} {y - b:g} {x - a:g} {y - down:g} {x:g} {y - down:g} "
        f"C {x + a:g} {y - down:g} {x + across:g} {y - b:g} {x + across:g} {y:g} "
        f"C {x + across:g} {y + b:g} {x + a:g} {y + down:g} {x:g} {y + down:g} "
        f"C {x - a:g} {y + down:g} {x - across:g} {y + b:g} {x - across:g} {y:g} Z"
    )


def fill(*paths: str) -> list[Paint]:
    return [Paint(path) for path in paths]


def line(wide: float, *paths: str) -> list[Paint]:
    return [Paint(path, wide) for path in paths]


def cut(*paths: str) -> list[Paint]:
    return [Paint(path, 0.0, True) for path in paths]


def cut_line(wide: float, *paths: str) -> list[Paint]:
    return [Paint(path, wide, True) for path in paths]


def dots(radius: float, *places: tuple[float, float]) -> list[str]:
    return [oval(x, y, radius, radius) for x, y in places]


def _ray(angle: float) -> str:
    x, y = cos(angle), sin(angle)
    return f"M {24 + 14.5 * x:.1f} {24 + 14.5 * y:.1f} L {24 + 21 * x:.1f} {24 + 21 * y:.1f}"


def _star() -> str:
    reach = [(21.5 if n % 2 == 0 else 8.8, pi * n / 5 - pi / 2) for n in range(10)]
    corners = [f"{24 + r * cos(a):.1f} {25.5 + r * sin(a):.1f}" for r, a in reach]
    return f"M {' L '.join(corners)} Z"


def _petals() -> list[str]:
    angles = [2 * pi * n / 5 - pi / 2 for n in range(5)]
    return [oval(24 + 12 * cos(a), 25 + 12 * sin(a), 8.2, 8.2) for a in angles]


SHAPES: dict[str, list[Paint]] = {
    "buffalo": [
        *fill(
            "M 3 7 C 2 17 8 21 18 20 L 30 20 C 40 21 46 17 45 7 "
            "C 50 20 44 30 33 28 L 15 28 C 4 30 -2 20 3 7 Z",
            "M 13 24 L 35 24 C 36 33 33 38 31 43 C 29 47 19 47 17 43 C 15 38 12 33 13 24 Z",
            "M 14 29 C 8 28 5 31 4 35 C 9 36 13 34 14 31 Z",
            "M 34 29 C 40 28 43 31 44 35 C 39 36 35 34 34 31 Z",
        ),
        *cut(*dots(1.9, (18.5, 31), (29.5, 31)), oval(24, 41.5, 5.4, 3.4)),
        *fill(*dots(1.2, (21.6, 41.5), (26.4, 41.5))),
    ],
    "rooster": [
        *fill(
            "M 26 26 C 28 12 36 5 45 6 C 42 9 42 11 43 13 C 46 14 47 17 46 20 C 41 20 39 27 36 34 Z",
            "M 10 16 C 9 10 13 7 17 8 C 22 9 21 16 24 20 C 28 24 32 23 38 24 C 40 34 33 40 25 40 "
            "C 14 40 10 32 12 22 Z",
            "M 11 13 L 3 15.5 L 11 18.5 Z",
            *dots(2.6, (11.5, 6.5), (15.5, 4.6), (19.3, 7)),
            oval(10, 21.5, 2.1, 3),
        ),
        *cut(oval(15, 13, 1.5, 1.5)),
        *cut_line(1.8, "M 19 28 C 22 34 30 34 34 28"),
        *line(2.4, "M 21 39 L 21 45 L 16 45", "M 28 39 L 28 45 L 23 45"),
    ],
    "fish": [
        *fill(
            "M 2 25 C 9 11 27 9 35 22 L 46 12 C 43 20 43 29 46 37 L 35 28 C 27 40 9 39 2 25 Z",
            "M 15 15 C 19 6 28 7 31 16 Z",
            "M 18 34 C 20 42 27 42 28 34 Z",
        ),
        *cut(oval(10.5, 22.5, 2.2, 2.2)),
        *cut_line(1.8, "M 17 15.5 C 20 21 20 28 17 34", "M 25 20 C 27 23 27 26 25 29"),
        *cut_line(1.8, "M 31 22 C 32 24 32 26 31 28"),
    ],
    "bananas": [
        *fill(
            "M 22 8 C 6 13 0 28 6 41 C 8 45 13 43 12 39 C 11 30 16 21 26 14 Z",
            "M 22 9 C 15 20 13 35 22 45 C 25 47 28 45 27 41 C 23 32 24 22 28 13 Z",
            "M 24 9 C 26 24 32 36 42 40 C 46 41 48 37 45 35 C 37 29 32 20 30 9 Z",
            "M 21 2 L 29 2 L 30 13 L 21 13 Z",
        ),
        *cut_line(1.7, "M 23 13 C 18 20 16 27 16 34", "M 27 13 C 27 18 29 24 32 29"),
    ],
    "bird": [
        *fill(
            "M 2 23 L 10 19 C 12 14 18 14 21 18 C 21 10 28 3 40 2 C 36 8 36 14 34 20 C 39 22 43 27 47 36 "
            "L 37 33 C 30 39 18 38 13 29 C 11 26 9 24 2 23 Z",
        ),
        *cut(oval(14, 20, 1.6, 1.6)),
        *cut_line(1.8, "M 20 19 C 23 25 30 25 35 19", "M 27 17 C 28 12 31 8 35 6"),
    ],
    "horse": [
        *fill(
            "M 27 8 L 29 1 L 33 9 C 42 14 46 27 45 46 L 17 46 C 17 38 22 34 27 28 C 22 30 18 29 15 32 "
            "C 13 36 8 36 5 33 C 2 30 4 26 7 22 C 11 15 16 10 23 8 L 23 2 Z",
        ),
        *cut(oval(20, 16.5, 1.8, 1.8), oval(8.5, 29.5, 1.3, 1.3)),
        *cut_line(1.8, "M 34 14 C 39 22 41 32 40.5 45", "M 29 14 C 34 22 36 32 35 45"),
    ],
    "leaf": [
        *fill("M 8 41 C 1 20 16 4 44 4 C 46 32 30 48 8 41 Z"),
        *line(3.2, "M 2 46 L 12 36"),
        *cut_line(2, "M 9 40 L 36 12"),
        *cut_line(1.6, "M 16 32 L 15 22", "M 16 32 L 27 34", "M 23 25 L 23 15", "M 23 25 L 34 26"),
    ],
    "sun": [*fill(oval(24, 24, 10.5, 10.5)), *line(3.6, *(_ray(pi * n / 4) for n in range(8)))],
    "moon": [
        *fill("M 32 3 C 14 4 6 20 12 33 C 18 46 35 48 44 37 C 32 39 23 31 22 22 C 21 13 25 7 32 3 Z"),
    ],
    "evening-star": fill(_star()),
    "flower": [*fill(*_petals()), *cut(oval(24, 25, 6, 6)), *fill(oval(24, 25, 3.4, 3.4))],
    "tree": [
        *fill(
            *dots(11.5, (24, 14)),
            *dots(9.5, (13.5, 22), (34.5, 22), (24, 24)),
            "M 21 28 L 27 28 L 28 42 L 33 46 L 15 46 L 20 42 Z",
        ),
    ],
    "house": [
        *fill("M 24 2 L 47 21 L 1 21 Z", "M 8 23.5 L 40 23.5 L 40 32 L 8 32 Z"),
        *cut("M 20 25 L 28 25 L 28 32 L 20 32 Z"),
        *line(3.2, "M 4 33.5 L 44 33.5"),
        *line(3.2, *(f"M {x} 33 L {x} 45" for x in (9, 19, 29, 39))),
    ],
    "boat": [
        *fill(
            "M 2 30 C 12 34 36 34 46 28 C 44 39 38 44 33 44 L 14 44 C 8 43 4 38 2 30 Z",
            "M 26 4 C 37 9 42 18 42 26 L 26 28 Z",
            "M 21 9 L 21 28 L 7 27 C 10 20 15 13 21 9 Z",
        ),
        *line(2.4, "M 23.5 3 L 23.5 32"),
    ],
    "drum": [
        *fill("M 7 15 C 3 24 3 31 8 40 C 14 46 34 46 40 40 C 45 31 45 24 41 15 Z", oval(24, 15, 17.5, 6.4)),
        *cut(oval(24, 15, 14.6, 4.2)),
        *cut_line(1.8, "M 4.5 25 C 15 31 33 31 43.5 25", "M 6 35 C 16 41 32 41 42 35"),
        *line(2.6, "M 9 3 L 22 14", "M 39 3 L 26 14"),
        *fill(*dots(2.4, (22, 14), (26, 14))),
    ],
    "umbrella": [
        *line(3.2, "M 24 3 L 24 39 C 24 46 34 46 34 39"),
        *fill(
            "M 2 26 C 3 13 12 6 24 6 C 36 6 45 13 46 26 C 43 21.5 38 21.5 35 26 C 32 21.5 27 21.5 24 26 "
            "C 21 21.5 16 21.5 13 26 C 10 21.5 5 21.5 2 26 Z",
        ),
        *cut_line(1.6, "M 22 7 C 17 12 14 18 13 25", "M 26 7 C 31 12 34 18 35 25"),
    ],
    "teapot": [
        *line(3.6, "M 35 24 C 48 18 49 36 36 37"),
        *fill(
            "M 12 22 C 12 17 36 17 36 22 C 41 32 36 44 30 44 L 18 44 C 12 44 7 32 12 22 Z",
            "M 14 17 C 16 11 32 11 34 17 Z",
            oval(24, 9.8, 3.2, 3.2),
            "M 11 36 C 4 33 5 25 0.5 21 L 6 18 C 11 21 11 25 14 26 Z",
        ),
        *cut_line(1.6, "M 13 19 C 18 17.4 30 17.4 35 19"),
    ],
    "cat": [
        *fill(
            "M 7 3 L 18 11 C 22 9.5 26 9.5 30 11 L 41 3 C 43 13 44 20 44 26 C 44 37 35 44 24 44 "
            "C 13 44 4 37 4 26 C 4 20 5 13 7 3 Z",
        ),
        *cut(oval(15.5, 24, 3.8, 4.4), oval(32.5, 24, 3.8, 4.4), "M 21.5 31 L 26.5 31 L 24 34 Z"),
        *fill(oval(15.5, 24, 1.2, 3.8), oval(32.5, 24, 1.2, 3.8)),
        *cut_line(1.5, "M 18 38 C 22 39.5 24 37.5 24 34 C 24 37.5 26 39.5 30 38"),
        *cut_line(1.4, "M 16 33 L 4 31", "M 16 36 L 6 38", "M 32 33 L 44 31", "M 32 36 L 42 38"),
    ],
    "dog": [
        *fill(
            "M 12 9 C 18 4 30 4 36 9 C 40 20 38 30 33 36 C 32 43 28 46 24 46 C 20 46 16 43 15 36 "
            "C 10 30 8 20 12 9 Z",
        ),
        *cut(oval(24, 36, 7, 7.6)),
        *cut_line(4.6, "M 15 8 C 13 16 13 22 10 29", "M 33 8 C 35 16 35 22 38 29"),
        *fill(
            "M 15 6 C 5 6 0 16 2 29 C 3 35 9 34 11 29 C 13 22 12 15 16 9 Z",
            "M 33 6 C 43 6 48 16 46 29 C 45 35 39 34 37 29 C 35 22 36 15 32 9 Z",
            "M 19.5 31.5 C 21 30 27 30 28.5 31.5 C 28.5 35 25 36 24 37 C 23 36 19.5 35 19.5 31.5 Z",
        ),
        *cut(*dots(2.3, (18.8, 21), (29.2, 21))),
        *fill(*dots(1.1, (18.8, 21.3), (29.2, 21.3))),
        *line(1.5, "M 24 36 L 24 39 C 23 41 21 41 20 40", "M 24 39 C 25 41 27 41 28 40"),
    ],
    "pig": [
        *fill(oval(24, 26.5, 19.5, 18), "M 5 3 L 21 9 L 6 22 Z", "M 43 3 L 27 9 L 42 22 Z"),
        *cut(*dots(2.3, (14.5, 21.5), (33.5, 21.5)), oval(24, 31, 9.5, 7)),
        *fill(oval(20.2, 31, 1.9, 2.9), oval(27.8, 31, 1.9, 2.9)),
        *cut_line(1.6, "M 19 41 C 22 42.5 26 42.5 29 41"),
    ],
}
"""By name; the order is that in which they are given out."""
