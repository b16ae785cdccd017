"""A slip as a picture, and the picture as ESC/POS bytes. Raster only: no text ever reaches the printer.

Render at 203 dpi (8 dots a millimetre), thresholded and never dithered.
"""

from __future__ import annotations

import threading

from PIL import Image

from printer.blocks import WHITE, stack
from printer.commands import encode
from printer.slip import Slip
from printer.template import Template, default_template

__all__ = ["DOTS_PER_MM", "encode", "render"]

DOTS_PER_MM = 8
_one_at_a_time = threading.Lock()  # FreeType faces are shared by all spoolers and the preview


def render(slip: Slip, width: int = 576, template: Template | None = None) -> Image.Image:
    """The slip as a 1-bit image `width` dots wide; the height follows from the texts.

    Raises ValueError with a sentence for a width no printer has.
    """
    chosen = template or default_template(width)
    room = width - 2 * chosen.margin
    with _one_at_a_time:
        band = stack(slip, chosen.blocks, room)
        image = Image.new("1", (width, chosen.top + band.height + chosen.bottom), WHITE)
        band.paint(image, chosen.margin, chosen.top)
    return image
