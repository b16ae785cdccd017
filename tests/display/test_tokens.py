"""The colours of the design language can be read: contrast as WCAG 2.2 defines it (SC 1.4.3, 1.4.11)."""

from __future__ import annotations

import re

import pytest

from display.pictograms import STATIC

CSS = (STATIC / "tokens.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", CSS))

TEXT = [
    *[(ink, ground) for ink in ("ink", "quiet") for ground in ("paper", "card", "sunken")],
    *[(ink, ground) for ink in ("primary", "calm", "attention", "alarm") for ground in ("paper", "card")],
    *[(name, f"{name}-wash") for name in ("calm", "attention", "alarm")],
    *[("on-primary", "primary"), ("on-primary", "primary-deep"), ("card", "calm")],
]
BOARD = [
    *[(ink, ground) for ink in ("board-ink", "board-quiet") for ground in ("board", "board-raised")],
    *[("on-call", "call"), ("call", "board"), ("board-ink", "alarm")],
]
SHAPES = [
    ("edge", "paper"),
    ("edge", "card"),
    ("attention-mark", "paper"),
    ("focus", "paper"),
    ("focus", "sunken"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_knows_black_on_white() -> None:
    COLOURS.update({"black": "#000000", "white": "#FFFFFF"})
    assert contrast("black", "white") == pytest.approx(21)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), BOARD)
def test_the_board_is_read_across_the_hall(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 7


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_borders_and_marks_are_seen(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3


def test_no_outside_host_is_named() -> None:
    assert not re.search(r"(https?:)?//[a-z]", CSS)
