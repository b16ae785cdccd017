"""The paper is read back by programs that know nothing of us: zbar the QR, Tesseract the Vietnamese."""

from __future__ import annotations

import os
import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from PIL import Image

from printer.decode import pictures
from printer.layout import encode, render
from printer.template import Block, Template
from tests.printer.slips import LINK, slip

NAMES = (Path(__file__).parent / "names.txt").read_text().splitlines()
NUMBER = Block(kind="number", size=140, weight=700)

needs_zbar = pytest.mark.skipif(not shutil.which("zbarimg"), reason="zbarimg is not installed (zbar-tools)")
needs_tesseract = pytest.mark.skipif(
    not shutil.which("tesseract"), reason="tesseract is not installed (tesseract-ocr-vie)"
)


def on_paper(width: int, template: Template | None = None, **changes: object) -> Image.Image:
    (paper,) = pictures(encode(render(slip(**changes), width, template)))
    return paper


def said_by(command: list[str]) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60).stdout


def read(picture: Image.Image, path: Path, mode: int, language: str = "vie", *more: str) -> str:
    picture.save(path)
    return said_by(["tesseract", str(path), "-", "-l", language, "--dpi", "203", "--psm", str(mode), *more])


def letters(text: str) -> str:
    return "".join(text.split()).lower()


def likeness(name: str, text: str) -> float:
    """How much of `name` stands together in `text`, 1 when all of it."""
    return max(
        SequenceMatcher(None, letters(name), text[at : at + len(letters(name))], autojunk=False).ratio()
        for at in near(letters(name), text)
    )


def near(name: str, text: str) -> list[int]:
    """Where `name` may begin: around its longest common piece."""
    match = SequenceMatcher(None, name, text, autojunk=False).find_longest_match()
    return [max(0, match.b - match.a + shift) for shift in range(-2, 3)]


@needs_zbar
@pytest.mark.parametrize("width", [384, 512, 576])
def test_a_phone_reads_the_link(width: int, tmp_path: Path) -> None:
    on_paper(width).save(tmp_path / "slip.png")
    assert said_by(["zbarimg", "--quiet", "--raw", str(tmp_path / "slip.png")]).strip() == LINK


@needs_tesseract
@pytest.mark.parametrize("width", [384, 576])
def test_the_names_of_procedures_read_as_they_were_written(width: int, tmp_path: Path) -> None:
    size = 28 if width == 384 else 32
    texts = [Block(kind="text", text=name, size=size, weight=600, above=30) for name in NAMES]
    sheet = on_paper(width, Template(blocks=(*texts, NUMBER)))
    text = letters(read(sheet, tmp_path / "names.png", 6))
    exact = [name for name in NAMES if letters(name) in text]
    assert len(exact) >= 0.85 * len(NAMES)
    assert min(likeness(name, text) for name in NAMES) >= 0.9


@needs_tesseract
@pytest.mark.parametrize("width", [384, 576])
def test_a_whole_slip_reads_as_it_was_written(width: int, tmp_path: Path) -> None:
    text = letters(read(on_paper(width), tmp_path / "slip.png", 6))
    for line in (
        "XÃ BÁT MỌT",
        "Chứng thực bản sao từ bản chính",
        "Trước ông/bà: 5 người",
        "07:45",
        "12/10/2026",
    ):
        assert likeness(line, text) >= 0.9, line


@needs_tesseract
@pytest.mark.parametrize("width", [384, 512, 576])
def test_no_mark_of_the_bold_counter_is_lost(width: int, tmp_path: Path) -> None:
    text = read(on_paper(width, counters="Mời đến: Quầy 1"), tmp_path / "slip.png", 6)
    assert "Quầy 1" in text


@needs_tesseract
@pytest.mark.parametrize("number", ["A012", "K407", "M138"])
@pytest.mark.parametrize("width", [384, 576])
def test_the_number_reads(width: int, number: str, tmp_path: Path) -> None:
    paper = on_paper(width, Template(blocks=(NUMBER,), top=40), number=number)
    small = paper.convert("L").resize((paper.width // 3, paper.height // 3), Image.Resampling.BOX)
    assert letters(read(small, tmp_path / "number.png", 7, "eng")) == number.lower()
