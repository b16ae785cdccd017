"""Words as people type them."""

from __future__ import annotations

import unicodedata

import pytest

from queue_server.domain.words import folded, normal


@pytest.mark.parametrize(
    ("typed", "written"), [("ho tich", "Hộ tịch"), ("dang ky dat dai", "Đăng ký đất đai")]
)
def test_words_are_found_without_marks(typed: str, written: str) -> None:
    assert folded(written) == typed
    assert folded(unicodedata.normalize("NFD", written)) == typed


def test_control_characters_and_double_spaces_go() -> None:
    assert normal("Chứng\x00  thực\x1b@") == "Chứng thực @"
