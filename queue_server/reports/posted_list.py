"""The list of procedures for the notice board: A4, grouped by field, with time, fee, queue and counters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import fontpkg

from queue_server.domain.due import Unit, read_terms, term_of
from queue_server.domain.hall import Counter, Procedure, named
from queue_server.domain.words import folded
from queue_server.storage import halls
from queue_server.storage.work import Look

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN_MM = 15
COLUMNS_MM = (12, 22, 71, 24, 20, 31)
HEADINGS = ("STT", "Mã thủ tục", "Tên thủ tục hành chính", "Thời hạn", "Phí, lệ phí", "Lấy số tại · Quầy")
SIZE_PT = 10
FONT = "be-vietnam-pro"
WEIGHTS = {"": 400, "B": 700}


def posted_list(look: Look) -> bytes:
    """The PDF of the procedures offered today."""
    pdf = _sheet(look, look.today)
    counters = halls.counters(look.db, look.hall.id)
    number = 0
    for field, procedures in _by_field(look.furniture.offered(look.today)):
        rows = []
        for each in procedures:
            number += 1
            said = (_time(each), named(each.fee, "vi"))
            rows.append(
                (str(number), each.code, named(each.names, "vi"), *said, _where(look, each, counters))
            )
        _table(pdf, field, rows)
    return bytes(pdf.output())


def _by_field(procedures: Iterable[Procedure]) -> Iterable[tuple[str, list[Procedure]]]:
    """The fields in alphabetical order, each with its procedures by name."""

    def order(each: Procedure) -> tuple[str, str]:
        return folded(each.field), folded(named(each.names, "vi"))

    for _, group in groupby(sorted(procedures, key=order), key=lambda each: folded(each.field)):
        found = list(group)
        yield found[0].field or "Lĩnh vực khác", found


UNITS = {Unit.WORKING_DAYS: "ngày làm việc", Unit.DAYS: "ngày", Unit.HOURS: "giờ làm việc"}


def _time(procedure: Procedure) -> str:
    """How long it takes in person: what the commune promises, else what the law allows."""
    both = (term_of(read_terms(texts), "direct") for texts in (procedure.committed, procedure.statutory))
    term = next((each for each in both if each is not None), None)
    if term is None:
        return ""
    return f"{term.count} {UNITS[term.unit]}" if term.count else "trong ngày"


def _where(look: Look, procedure: Procedure, counters: Sequence[Counter]) -> str:
    queue = next((each for each in look.furniture.queues if each.code == procedure.queue), None)
    name = f"{procedure.queue} · {named(queue.names, 'vi')}" if queue else procedure.queue
    labels = ", ".join(each.label("vi") for each in counters if procedure.queue in each.queues)
    return f"{name}\n{labels}" if labels else name


def _sheet(look: Look, day: date) -> FPDF:
    # Code that only this paper needs, and that takes a second to load.
    from fpdf import FPDF

    class Sheet(FPDF):
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(FONT, size=8.5)
            self.cell(0, 5, f"{unit} {name}  ·  Cập nhật ngày {day:%d/%m/%Y}")
            self.set_y(-12)
            self.cell(0, 5, f"Trang {self.page_no()}/{{nb}}", align="R")

    unit, name = named(look.hall.unit, "vi"), named(look.hall.names, "vi")
    pdf = Sheet(format="A4")
    for style, weight in WEIGHTS.items():
        pdf.add_font(FONT, style, fontpkg.path(FONT, weight))
    pdf.set_title(f"Danh mục thủ tục hành chính – {name}")
    pdf.set_lang("vi")
    pdf.set_margin(MARGIN_MM)
    pdf.set_auto_page_break(True, margin=18)
    pdf.add_page()
    _head(pdf, unit, name)
    return pdf


def _head(pdf: FPDF, unit: str, name: str) -> None:
    for text, style, size, height in (
        (unit.upper(), "", 11, 6),
        (name.upper(), "B", 12, 7),
        ("DANH MỤC THỦ TỤC HÀNH CHÍNH", "B", 17, 14),
    ):
        pdf.set_font(FONT, style, size)
        pdf.multi_cell(0, height, text, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _table(pdf: FPDF, field: str, rows: Sequence[Sequence[str]]) -> None:
    """A field: its name and its rows; the heading is repeated on each page."""
    from fpdf.fonts import FontFace

    pdf.ln(3)
    pdf.set_font(FONT, "B", 12)
    if pdf.will_page_break(28):  # never a name alone at the foot of a page
        pdf.add_page()
    pdf.multi_cell(0, 7, f"{field}  ({len(rows)})", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(FONT, size=SIZE_PT)
    head = FontFace(emphasis="B", fill_color=(238, 235, 228))
    with pdf.table(
        col_widths=COLUMNS_MM,
        headings_style=head,
        line_height=5.2,
        padding=(1.2, 1.5),
        text_align=("RIGHT", "LEFT", "LEFT", "LEFT", "LEFT", "LEFT"),
        borders_layout="HORIZONTAL_LINES",
    ) as table:
        for row in (HEADINGS, *rows):
            table.row(row)
