"""Own signs on paper: one drawing for slip and page, large enough, and no two alike."""

from __future__ import annotations

from itertools import combinations

import pytest
from PIL import Image, ImageChops

from printer.own_sign_shapes import SHAPES
from printer.own_signs import outline, own_sign, svg
from printer.signs import SIGNS


def ink(picture: Image.Image) -> float:
    """The share that is black."""
    return picture.convert("L").histogram()[0] / (picture.width * picture.height)


@pytest.mark.parametrize("name", SHAPES)
def test_a_sign_is_bold_and_stays_on_its_grid(name: str) -> None:
    assert 0.12 < ink(own_sign(name, 160)) < 0.75
    corners = [point for paint in SHAPES[name] for point in outline(paint.path)]
    assert all(-1 <= x <= 49 and -1 <= y <= 49 for x, y in corners)


def test_no_two_signs_look_alike() -> None:
    for one, other in combinations(SHAPES, 2):
        differing = ImageChops.logical_xor(own_sign(one, 96), own_sign(other, 96))
        assert 1 - ink(differing) > 0.09, (one, other)


def test_a_curve_ends_where_it_should() -> None:
    points = outline("M 0 0 C 0 4 4 8 8 8 L 8 0 Z")
    assert (points[0], points[-2], points[-1]) == ((0, 0), (8, 8), (8, 0))
    assert len(points) == 14


def test_the_page_gets_the_same_drawings() -> None:
    sprite = svg()
    assert all(f'<symbol id="{name}"' in sprite for name in SHAPES)
    assert sprite.count("<path") == sum(map(len, SHAPES.values()))


def test_no_sign_has_the_name_of_a_queue_s_pictogram() -> None:
    assert SHAPES.keys().isdisjoint(SIGNS)
