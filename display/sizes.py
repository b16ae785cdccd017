"""How large the rows of a board must be to be read from the farthest chair.

Digits are 0.004 of the viewing distance high at least, better 0.006 (NUREG-0700). The newest call is larger
than any hall needs; the calls below it are what is sized.
"""

from __future__ import annotations

from math import hypot

MM_PER_INCH = 25.4
LEAST = 0.004  # height of a digit by viewing distance
DIGIT = 0.74  # height of a digit by the size of its type, in Be Vietnam Pro
ROW_HEIGHT = 1.4  # height of a row by the size of its type
LONG, SHORT = 16, 9  # sides of a screen


def viewing(distance_m: float, diagonal_in: float, portrait: bool = False) -> dict[str, str | int | float]:
    """Type size, rows and columns of the earlier calls for people at most *distance_m* (metres) away.

    Type is never so large that fewer than three calls fit; `readable_m` says from how far away they can be
    read on the screen of *diagonal_in* (inches). ValueError for a size or distance that is not positive.
    """
    if distance_m <= 0 or diagonal_in <= 0:
        raise ValueError("The distance and the size of the screen must be greater than nothing.")
    height_mm = diagonal_in * MM_PER_INCH * (LONG if portrait else SHORT) / hypot(LONG, SHORT)
    smallest, largest, room, columns = (2.7, 4.4, 31.0, 1) if portrait else (5.4, 7.0, 31.0, 2)
    wanted = 100 * LEAST * distance_m * 1000 / (DIGIT * height_mm)
    row = round(min(max(smallest, wanted), largest), 2)
    readable_m = round(row / 100 * DIGIT * height_mm / LEAST / 1000, 1)
    return {
        "row": f"{row}vh",
        "rows": int(room / (row * ROW_HEIGHT)),
        "columns": columns,
        "readable_m": readable_m,
    }
