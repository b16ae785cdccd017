"""The blocks a slip is built of: each gives a band of paper, or nothing when the slip has no such text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import segno
from PIL import Image, ImageDraw

from printer import fonts, text
from printer.logo import logo
from printer.own_sign_shapes import SHAPES
from printer.own_signs import own_sign
from printer.signs import SIGNS, sign
from printer.slip import Slip
from printer.template import Block

CAP_HEIGHT = 0.714
"""Height of a digit over font size in Noto Sans."""

FIGURES = 600
"""The weight of a table's figures."""
OWN_SIGN = 160
"""Dots of a ticket's own sign, 20 mm."""
WHITE = 255
"""White in a 1-bit image: Pillow takes 1 for white too, but then does not invert it."""

Paint = Callable[[Image.Image, int, int], None]


@dataclass(frozen=True, slots=True)
class Band:
    """A piece of paper `width` × `height` dots; `paint(image, left, top)` draws it."""

    width: int
    height: int
    paint: Paint


def stack(slip: Slip, blocks: Sequence[Block], room: int) -> Band:
    """The blocks one below the other, with their space above; rules only between things."""
    drawn = [(block, DRAWN.get(block.kind, text_block)(slip, block, room)) for block in blocks]
    bands: list[tuple[int, Band]] = []
    height = 0
    for block, band in _without_idle_rules([(block, band) for block, band in drawn if band is not None]):
        top = height + (block.above if bands else 0)
        bands.append((top, band))
        height = top + band.height
    return Band(room, height, partial(_paint_stack, bands))


def _without_idle_rules(drawn: list[tuple[Block, Band]]) -> list[tuple[Block, Band]]:
    kept: list[tuple[Block, Band]] = []
    for block, band in drawn:
        if block.kind == "line" and (not kept or kept[-1][0].kind == "line"):
            continue
        kept.append((block, band))
    return kept[:-1] if kept and kept[-1][0].kind == "line" else kept


def _paint_stack(bands: list[tuple[int, Band]], image: Image.Image, left: int, top: int) -> None:
    for offset, band in bands:
        band.paint(image, left, top + offset)


TEXTS: dict[str, Callable[[Slip], Sequence[str | None]]] = {
    "centre": lambda slip: slip.centre,
    "title": lambda slip: (slip.title,),
    "procedure": lambda slip: (slip.procedure,),
    "counters": lambda slip: (slip.counters,),
    "ahead": lambda slip: (slip.ahead,),
    "wait": lambda slip: (slip.wait,),
    "bring": lambda slip: _listed(slip.bring),
    "notes": lambda slip: slip.notes,
    "second_language": lambda slip: slip.second_language,
    "check_code": lambda slip: (slip.check_code,),
    "time": lambda slip: (slip.time_text,),
    "thanks": lambda slip: (slip.thanks,),
    "footer": lambda slip: (slip.footer,),
}


def _listed(lines: Sequence[str]) -> Sequence[str]:
    return [f"• {line}" for line in lines] if len(lines) > 1 else lines


def text_block(slip: Slip, block: Block, room: int) -> Band | None:
    """Wrapped lines of the slip's texts, or of the template's own `text`."""
    given = (block.text,) if block.kind == "text" else TEXTS[block.kind](slip)
    if block.kind == "bring" and len(given) > 1:
        block = block.with_align("left")
    balanced = block.align == "center"
    lines = [
        line for part in given if part for line in text.wrap(part, block.size, block.weight, room, balanced)
    ]
    if not lines:
        return None
    return Band(room, len(lines) * text.line_height(block.size), partial(_paint_lines, lines, block, room))


def _paint_lines(
    lines: Sequence[str], block: Block, room: int, image: Image.Image, left: int, top: int
) -> None:
    for row, line in enumerate(lines):
        spare = room - text.width_of(line, block.size, block.weight)
        shift = {"left": 0.0, "center": spare / 2, "right": spare}[block.align]
        text.draw_line(
            image, line, left + shift, top + row * text.line_height(block.size), block.size, block.weight
        )


def number_block(slip: Slip, block: Block, room: int) -> Band:
    """The number alone, its digits `size` dots high, smaller only where it would not fit."""
    size = round(block.size / CAP_HEIGHT)
    length = text.width_of(slip.number, size, block.weight)
    if length > room:
        size = int(size * room / length)
    return Band(room, round(size * CAP_HEIGHT), partial(_paint_number, slip.number, size, block.weight, room))


def _paint_number(
    number: str, size: int, weight: int, room: int, image: Image.Image, left: int, top: int
) -> None:
    height = round(size * CAP_HEIGHT)
    start = left + round((room - text.width_of(number, size, weight)) / 2)
    over = size // 50  # round digits reach a little above and below the line
    picture = text.letters(number, size, weight, room, height + 2 * over, height + over)
    image.paste(picture, (start, top - over))


def qr_block(slip: Slip, block: Block, room: int) -> Band | None:
    """The link as a QR code of error level M, `size` dots a module, at least 3."""
    if not slip.link:
        return None
    image = qr_image(slip.link, block.size, room)
    return Band(
        image.width, image.height, partial(_paint_image, image, room if block.align == "center" else 0)
    )


@lru_cache(maxsize=8)
def qr_image(link: str, module: int, room: int) -> Image.Image:
    """The code as an image without its quiet zone: the slip leaves that room around it."""
    code = segno.make(link, error="m", micro=False)
    modules = len(code.matrix)
    scale = max(3, min(module, room // modules))
    image = Image.new("1", (modules, modules), WHITE)
    image.putdata([0 if dark else WHITE for row in code.matrix for dark in row])
    return image.resize((modules * scale, modules * scale), Image.Resampling.NEAREST)


def _paint_image(picture: Image.Image, room: int, image: Image.Image, left: int, top: int) -> None:
    image.paste(picture, (left + max(0, (room - picture.width) // 2), top))


def line_block(slip: Slip, block: Block, room: int) -> Band:
    """A quiet rule of `size` dots over the whole room."""

    def paint(image: Image.Image, left: int, top: int) -> None:
        ImageDraw.Draw(image).rectangle((left, top, left + room - 1, top + block.size - 1), fill=0)

    return Band(room, block.size, paint)


def space_block(slip: Slip, block: Block, room: int) -> Band:
    """`size` dots of white paper."""
    return Band(room, block.size, lambda image, left, top: None)


def reprint_block(slip: Slip, block: Block, room: int) -> Band | None:
    """The reprint mark, white in a black bar, so that two slips of one number are told apart."""
    if not slip.reprint:
        return None
    height = round(block.size * 1.6)
    length = text.width_of(slip.reprint_mark, block.size, block.weight)
    size = max(1, int(block.size * min(1.0, (room - 8) / length))) if length else block.size

    def paint(image: Image.Image, left: int, top: int) -> None:
        ImageDraw.Draw(image).rectangle((left, top, left + room - 1, top + height - 1), fill=0)
        face = fonts.font(size, block.weight)
        ImageDraw.Draw(image).text(
            (left + room / 2, top + height / 2), slip.reprint_mark, font=face, fill=WHITE, anchor="mm"
        )

    return Band(room, height, paint)


def beside_block(slip: Slip, block: Block, room: int) -> Band | None:
    """`left` blocks and `right` blocks side by side, each in the middle of the higher one's height."""
    left = stack(slip, block.left, room // 2)
    if not left.height:
        return _or_nothing(stack(slip, tuple(_centred(b) for b in block.right), room))
    gap = min(block.gap, room // 8)
    code = min(room // 2, _used(slip, block.left, room // 2))
    right = stack(slip, block.right, room - code - gap)
    height = max(left.height, right.height)

    def paint(image: Image.Image, x: int, top: int) -> None:
        left.paint(image, x, top + (height - left.height) // 2)
        right.paint(image, x + code + gap, top + (height - right.height) // 2)

    return Band(room, height, paint)


def _used(slip: Slip, blocks: Sequence[Block], room: int) -> int:
    bands = (DRAWN.get(block.kind, text_block)(slip, block, room) for block in blocks)
    return max((band.width for band in bands if band is not None), default=0)


def _centred(block: Block) -> Block:
    return block.with_align("center")


def _or_nothing(band: Band) -> Band | None:
    return band if band.height else None


def sign_block(slip: Slip, block: Block, room: int) -> Band | None:
    """The queue's pictogram `size` dots high, or its short text in letters of that height.

    The ticket's own sign is never smaller than is recognised without reading.
    """
    if not slip.sign:
        return None
    across = room if block.align == "center" else 0
    if slip.sign in SHAPES:
        size = min(room, max(block.size, OWN_SIGN))
        return Band(size, size, partial(_paint_image, own_sign(slip.sign, size), across))
    if slip.sign not in SIGNS:
        return text_block(slip, replace(block, kind="text", text=slip.sign, weight=700), room)
    picture = sign(slip.sign, block.size)
    return Band(block.size, block.size, partial(_paint_image, picture, across))


def logo_block(slip: Slip, block: Block, room: int) -> Band | None:
    """The centre's logo, at most `size` dots high."""
    if not block.image:
        return None
    picture = logo(block.image, block.size, room)
    return Band(room, picture.height, partial(_paint_image, picture, room))


def table_block(slip: Slip, block: Block, room: int) -> Band | None:
    """Rows of a label at the left and a figure at the right; long labels wrap."""
    height = text.line_height(block.size)
    rows: list[tuple[int, Sequence[str], Sequence[str]]] = []
    top = 0
    for label, figure in slip.table:
        figures = text.wrap(figure, block.size, FIGURES, room * 6 // 10)
        widest = max(text.width_of(line, block.size, FIGURES) for line in figures)
        labels = text.wrap(label, block.size, block.weight, int(room - widest - min(block.gap, room // 8)))
        rows.append((top, labels, figures))
        top += max(len(labels), len(figures)) * height

    def paint(image: Image.Image, left: int, at: int) -> None:
        for row, labels, figures in rows:
            _paint_lines(labels, block.with_align("left"), room, image, left, at + row)
            _paint_lines(figures, replace(block, align="right", weight=FIGURES), room, image, left, at + row)

    return Band(room, top, paint) if rows else None


def ruler_block(slip: Slip, block: Block, room: int) -> Band:
    """A frame from edge to edge with a mark each millimetre: what is missing was not printed."""

    def paint(image: Image.Image, left: int, top: int) -> None:
        pen = ImageDraw.Draw(image)
        pen.rectangle((left, top, left + room - 1, top + block.size - 1), outline=0, width=2)
        for mark in range(0, room, 8):
            long = 2 if mark % 80 == 0 else 4
            pen.rectangle((left + mark, top, left + mark + 1, top + block.size // long), fill=0)

    return Band(room, block.size, paint)


DRAWN: dict[str, Callable[[Slip, Block, int], Band | None]] = {
    "number": number_block,
    "qr": qr_block,
    "line": line_block,
    "space": space_block,
    "reprint": reprint_block,
    "beside": beside_block,
    "sign": sign_block,
    "logo": logo_block,
    "table": table_block,
    "ruler": ruler_block,
}
"""Blocks that are not plain text."""
