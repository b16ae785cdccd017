"""Every procedure of the sample hall, on both papers: phone and eye read what the server wanted printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from printer.decode import pictures
from printer.layout import encode, render
from printer.slip import Slip
from printer.template import Block, Template, default_template
from queue_server.domain.actor import SYSTEM
from queue_server.domain.check_code import key_of
from queue_server.operations import printing
from queue_server.operations.slips import Imprint, slip_of
from tests.databases import SQLite
from tests.hall import TestHall, found
from tests.printer.test_proof import letters, likeness, needs_tesseract, needs_zbar, read, said_by

IMPRINT = Imprint("http://192.168.1.10:8000", key_of("the secret of the hall"))
WIDTHS = [384, 576]


@pytest.fixture(scope="module")
def slips(sqlite: SQLite) -> Iterator[list[Slip]]:
    """One slip for each procedure, as the server makes it."""
    url = sqlite.like(found)
    hall = TestHall(url)
    with hall.look() as look:
        codes = sorted(each.code for each in look.furniture.offered(look.today))
    for code in codes:
        hall.takes(code)
    made = []
    for _ in codes:
        with hall.work(SYSTEM) as work:
            job = printing.take(work, "P1")
            assert job is not None
            made.append(slip_of(work, job, IMPRINT))
    yield made
    hall.close()
    sqlite.drop(url)


def on_paper(slip: Slip, width: int, template: Template | None = None) -> Image.Image:
    (paper,) = pictures(encode(render(slip, width, template), feed_lines=0))
    return paper


def usual(kind: str, width: int) -> Block:
    """The block of that kind in the usual layout."""
    blocks = default_template(width).blocks
    inner = [part for block in blocks for part in (block, *block.left, *block.right)]
    return next(block for block in inner if block.kind == kind)


def sheet(slips: list[Slip], width: int, kind: str, smaller: int = 1) -> Image.Image:
    """That block of every slip, printed and laid below each other."""
    alone = Template(blocks=(usual(kind, width),), top=30, bottom=30)
    papers = [on_paper(slip, width, alone).convert("L").reduce(smaller) for slip in slips]
    page = Image.new("L", (papers[0].width, sum(paper.height for paper in papers)), 255)
    top = 0
    for paper in papers:
        page.paste(paper, (0, top))
        top += paper.height
    return page


@needs_zbar
@pytest.mark.parametrize("width", WIDTHS)
def test_a_phone_reads_the_link_of_every_slip(slips: list[Slip], width: int, tmp_path: Path) -> None:
    files = [tmp_path / f"{number:03}.png" for number in range(len(slips))]
    for slip, file in zip(slips, files, strict=True):
        on_paper(slip, width).save(file)
    said = said_by(["zbarimg", "--quiet", "--raw", *map(str, files)])
    assert said.split() == [slip.link for slip in slips]


@needs_tesseract
@pytest.mark.parametrize("width", WIDTHS)
def test_the_name_of_every_procedure_reads(slips: list[Slip], width: int, tmp_path: Path) -> None:
    text = letters(read(sheet(slips, width, "procedure"), tmp_path / "names.png", 6))
    by_name = {slip.procedure: slip for slip in slips}
    assert len(by_name) >= 40
    exact = [name for name in by_name if letters(name) in text]
    assert len(exact) >= 0.9 * len(by_name), sorted(set(by_name) - set(exact))
    for name in (name for name in by_name if likeness(name, text) < 0.9):  # look twice, as people do
        alone = read(sheet([by_name[name]], width, "procedure"), tmp_path / "name.png", 6)
        assert likeness(name, letters(alone)) >= 0.9, name


@needs_tesseract
@pytest.mark.parametrize("width", WIDTHS)
def test_the_number_of_every_slip_reads(slips: list[Slip], width: int, tmp_path: Path) -> None:
    page = sheet(slips, width, "number", smaller=3)
    only = ("-c", "tessedit_char_whitelist=AHKMSX0123456789")  # else it takes 0 for O
    text = read(page, tmp_path / "numbers.png", 6, "eng", *only).split()
    assert text == [slip.number for slip in slips]
