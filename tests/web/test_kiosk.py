"""The kiosk's page as it is sent: all that it draws lies in it, each thing under one name."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from flask import Flask


@pytest.fixture
def sent(app: Flask) -> str:
    return app.test_client().get("/kiosk/K1").text


def test_each_name_is_given_once(sent: str) -> None:
    names = Counter(re.findall(r'\bid="([^"]+)"', sent))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_pictogram_lies_in_the_page(sent: str) -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sent))
    named = set(re.findall(r'<use href="#([^"]+)"', sent))
    assert named
    assert named <= drawn
    assert "pictograms.svg" not in sent


def test_panels_that_come_later_name_the_same_drawings(app: Flask) -> None:
    assert "pictograms.svg" not in app.test_client().get("/kiosk/K1/menu").text
