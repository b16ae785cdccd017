"""A centre's logo: a small picture given as base64, refused with a sentence when it is none."""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

MOST_BYTES = 500_000
LARGEST = (576, 400)
"""Dots that a logo can have on the widest paper."""
MOST_PIXELS = 4_000_000
FORMATS = ("PNG", "JPEG", "GIF", "BMP")


def check_logo(image: str) -> None:
    """Raise ValueError with one sentence unless `image` is a base64 picture of sensible size."""
    _opened(image).close()


@lru_cache(maxsize=4)
def logo(image: str, height: int, room: int) -> Image.Image:
    """The logo in black and white, at most `height` × `room` dots."""
    try:
        picture = _opened(image).convert("RGBA")
    except (OSError, SyntaxError) as error:
        raise ValueError("The logo is damaged.") from error
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    scale = min(height / picture.height, room / picture.width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return paper.convert("L").resize(size).point([0] * 150 + [255] * 106, "1")


def ready_logo(raw: bytes) -> str:
    """An uploaded picture as a small grey PNG in base64. ValueError with one sentence if it cannot be one."""
    image = base64.b64encode(raw).decode()
    try:
        picture = _opened(image).convert("RGBA")
    except (OSError, SyntaxError) as error:
        raise ValueError("The logo is damaged.") from error
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    grey = paper.convert("L")
    grey.thumbnail(LARGEST)
    file = io.BytesIO()
    grey.save(file, "PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode()


def _opened(image: str) -> Image.Image:
    if len(image) > MOST_BYTES:
        raise ValueError(f"The logo has {len(image)} bytes; at most {MOST_BYTES} are allowed.")
    try:
        raw = base64.b64decode(image, validate=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise ValueError("The logo has too many pixels; at most 4 million are allowed.") from error
    except (binascii.Error, UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValueError("The logo is not a PNG, JPEG, GIF or BMP picture.") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("The logo has too many pixels; at most 4 million are allowed.")
    return picture
