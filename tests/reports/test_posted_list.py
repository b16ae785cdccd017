"""The list of procedures for the notice board, read back from the PDF."""

from __future__ import annotations

import pypdfium2
import pytest

from queue_server.domain.hall import named
from queue_server.reports.posted_list import posted_list
from tests.hall import TestHall


@pytest.fixture
def pages(hall: TestHall) -> list[str]:
    with hall.look() as look:
        document = pypdfium2.PdfDocument(posted_list(look))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_procedure_is_posted_with_its_code_queue_and_counters(hall: TestHall, pages: list[str]) -> None:
    text = words(" ".join(pages))
    with hall.look() as look:
        procedures = look.furniture.offered(look.today)
    assert [each.code for each in procedures if each.code not in text] == []
    lost = [each.code for each in procedures if named(each.names, "vi") not in text]
    assert len(lost) <= 2, "a name may be cut by the end of a page, no more"
    assert "H · Hộ tịch Quầy 2, Quầy 4" in text
    assert "ngày làm việc" in text


def test_pages_are_numbered_and_say_whose_list_it_is_and_of_when(pages: list[str]) -> None:
    assert "DANH MỤC THỦ TỤC HÀNH CHÍNH" in pages[0]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Trang {number}/{len(pages)}" in page
        assert "Xã Bát Mọt" in page
        assert "12/10/2026" in page
        assert "Tên thủ tục hành chính" in page


def test_procedures_stand_by_field_and_are_counted_through(pages: list[str]) -> None:
    text = words(" ".join(pages))
    assert "Chứng thực (9)" in text
    assert text.index("Bảo trợ xã hội (3)") < text.index("Chứng thực (9)") < text.index("Hộ tịch (12)")
