"""The sprite of the project's pictograms, made from one SVG file each.

`python -m display.pictograms` writes it again after a drawing has changed.
"""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).parent / "static"
DRAWING = re.compile(r'<svg xmlns="[^"]*" ([^>]*)>\n(.*)</svg>', re.DOTALL)


def sprite(folder: Path = STATIC / "pictograms") -> str:
    """All drawings of *folder* as `<symbol id="name">`, in the order of their names."""
    symbols = [_symbol(file) for file in sorted(folder.glob("*.svg"))]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(symbols) + "</svg>\n"


def _symbol(file: Path) -> str:
    match = DRAWING.search(file.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{file.name} is not one <svg> element")
    return f'<symbol id="{file.stem}" {match[1]}>\n{match[2]}</symbol>\n'


if __name__ == "__main__":
    (STATIC / "pictograms.svg").write_text(sprite(), encoding="utf-8")
