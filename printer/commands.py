"""ESC/POS bytes of a picture: start, raster fragments, feed and cut.

Commands as in Epson's ESC/POS reference: ESC @, GS v 0, ESC d, GS V, GS r 1, DLE EOT n.
"""

from __future__ import annotations

import logging
import shutil
from functools import lru_cache
from typing import Any

from PIL import Image

FRAGMENT_ROWS = 128
"""Most rows in one raster command: larger blocks made several makes print garbage."""

LINE_DOTS = 34
"""One line fed: a sixth of an inch at 203 dpi."""

CONFIRM = b"\x1dr\x01"
"""GS r 1: answered in order, so its byte says that all before it was printed."""


def encode(
    image: Image.Image, fragment_rows: int = FRAGMENT_ROWS, feed_lines: int = 4, cut: bool = True
) -> bytes:
    """The bytes that print a 1-bit `image` (black is 0), feed it past the cutter and cut partly.

    Without `cut` the paper is only fed, to be torn off by hand.
    """
    paper = _dummy()
    paper.hw("INIT")
    ink = image.convert("1")
    for top in range(0, image.height, fragment_rows):
        paper._raw(_fragment(ink.crop((0, top, image.width, min(top + fragment_rows, image.height)))))
    paper.print_and_feed(feed_lines)
    if cut:
        paper._raw(b"\x1dV\x01")
    return bytes(paper.output)


def _fragment(ink: Image.Image) -> bytes:
    """GS v 0: mode, bytes a row, rows, then one bit a dot."""
    across = (ink.width + 7) // 8
    header = b"\x1dv0\x00" + across.to_bytes(2, "little") + ink.height.to_bytes(2, "little")
    return header + ink.tobytes("raw", "1;I")


def _dummy() -> Any:
    return _escpos()(profile="TM-T20II")


@lru_cache(maxsize=1)
def _escpos() -> Any:
    """python-escpos' Dummy, loaded at the first slip: it takes half a second.

    Its import sets up the root logger and leaves a temporary folder; both are undone.
    """
    before = logging.root.handlers[:]
    from escpos import capabilities
    from escpos.printer import Dummy

    for handler in set(logging.root.handlers) - set(before):
        logging.root.removeHandler(handler)
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return Dummy
