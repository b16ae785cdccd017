"""A report on one page of A4, as PDF, for a leader who visits: figures, waits, hours of the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import fontpkg

from queue_server.domain.hall import Hall, named
from queue_server.reports.report import Report
from queue_server.reports.wait_times import WEEKDAYS, Row
from queue_server.web.languages import gettext as _
from queue_server.web.languages import language

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "be-vietnam-pro"
MARGIN, WIDTH = 15.0, 180.0
MOST_ROWS = 10
NAME_MM = 72.0
INK, QUIET, LINE, RED = (27, 31, 36), (90, 100, 112), (221, 216, 206), (163, 32, 29)
# Five steps from paper to red; the figure stands in each field, so that colour is never alone.
HEAT = ((251, 250, 247), (247, 226, 222), (236, 184, 178), (214, 121, 115), (163, 32, 29))


def one_page(report: Report, hall: Hall) -> bytes:
    """The PDF: always one page, whatever the period."""
    pdf = _paper(report, hall)
    _sums(pdf, report.total)
    _waits(pdf, report)
    _hours(pdf, report)
    _more(pdf, report)
    return bytes(pdf.output())


def period_of(report: Report) -> str:
    """The period in words, and that it is not over, if so."""
    days = f"{report.first:%d/%m/%Y} – {report.last:%d/%m/%Y}"
    text = f"{report.first:%d/%m/%Y}" if report.first == report.last else days
    unfinished = _("not over yet")
    return " · ".join(filter(None, (text, report.about, unfinished if report.goes_on else "")))


def minutes(seconds: float | None) -> str:
    """Minutes with one decimal, as written in the reader's language."""
    return "–" if seconds is None else _decimal(f"{seconds / 60:.1f}")


def per_cent(share: float | None) -> str:
    return "–" if share is None else _decimal(f"{100 * share:.1f} %")


def _decimal(text: str) -> str:
    return text.replace(".", ",") if language() == "vi" else text


def _paper(report: Report, hall: Hall) -> FPDF:
    # A second to load, and needed by nobody who does not ask for the page.
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    for style, weight in {"": 400, "B": 700}.items():
        pdf.add_font(FONT, style, fontpkg.path(FONT, weight))
    title = _("Waits and services")
    pdf.set_title(f"{title} – {period_of(report)}")
    pdf.set_lang(language())
    pdf.set_margin(MARGIN)
    pdf.c_margin = 0
    pdf.set_auto_page_break(False)
    pdf.add_page()
    for text, style, size, height in (
        (named(hall.unit, language()).upper(), "", 10, 5),
        (named(hall.names, language()).upper(), "B", 11, 6),
        (title.upper(), "B", 16, 10),
        (period_of(report), "", 11, 6),
    ):
        _write(pdf, text, style, size)
        pdf.cell(0, height, text, align="C", new_x="LMARGIN", new_y="NEXT")
    as_of, sure = _("as of"), _("[ ] hold the true figure in 95 of 100 cases")
    target = _("target for waiting: %(target)s min") % {"target": report.target_s // 60}
    _foot(pdf, f"{as_of} {hall.local(report.as_of):%H:%M %d/%m/%Y}  ·  {target}  ·  {sure}")
    pdf.ln(4)
    return pdf


def _write(pdf: FPDF, text: str, style: str, size: float, color: tuple[int, int, int] = INK) -> None:
    """Letters of that size, smaller if the text would be wider than the page."""
    pdf.set_font(FONT, style, size)
    pdf.set_text_color(*color)
    while size > 6 and pdf.get_string_width(text) > WIDTH:
        size -= 0.5
        pdf.set_font(FONT, style, size)


def _foot(pdf: FPDF, text: str) -> None:
    x, y = pdf.x, pdf.y
    _write(pdf, text, "", 8, QUIET)
    pdf.text(MARGIN, 287, text)
    pdf.set_xy(x, y)


def _sums(pdf: FPDF, total: Row) -> None:
    wait, within, missed, wasted = total.wait, total.wait, total.missed, total.wasted
    figures = (
        (_("Numbers given"), str(total.issued), ""),
        (_("Served"), str(total.served), ""),
        (_("Mean wait, min"), minutes(wait.mean_s), _range(wait.mean_low_s, wait.mean_high_s, minutes)),
        (_("Nine of ten, min"), minutes(wait.p90_s), _range(wait.p90_low_s, wait.p90_high_s, minutes)),
        (
            _("Within target"),
            per_cent(within.within_target),
            _range(within.within_low, within.within_high, per_cent),
        ),
        (_("Did not come"), per_cent(missed.share), _range(missed.low, missed.high, per_cent)),
        (_("Come again"), per_cent(wasted.share), _range(wasted.low, wasted.high, per_cent)),
    )
    top, step = pdf.y, WIDTH / len(figures)
    for number, (heading, figure, sure) in enumerate(figures):
        for text, style, size, color, down in (
            (heading, "", 7.5, QUIET, 3),
            (figure, "B", 15, INK, 11),
            (sure, "", 6.5, QUIET, 16),
        ):
            _write(pdf, text, style, size, color)
            pdf.text(MARGIN + number * step, top + down, text)
    pdf.set_y(top + 22)


def _range(low: float | None, high: float | None, shown: Callable[[float | None], str]) -> str:
    if low is None:
        return ""
    return f"[{shown(low)}; {shown(high)}]"


def _heading(pdf: FPDF, text: str) -> None:
    _write(pdf, text, "B", 11)
    pdf.cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")


def _waits(pdf: FPDF, report: Report) -> None:
    """Bars for the procedures most asked for: half waited no longer, the line reaches nine of ten."""
    rows = sorted(report.procedures, key=lambda row: -row.issued)[:MOST_ROWS]
    _heading(pdf, _("Wait by procedure, minutes: half of all, and nine of ten"))
    if not rows:
        return _nothing(pdf)
    longest = max([report.target_s, *(row.wait.p90_s or 0 for row in rows)])
    left, scale = MARGIN + NAME_MM, (WIDTH - NAME_MM - 34) / longest
    top = pdf.y
    for number, row in enumerate(rows):
        _bar(pdf, row, left, top + number * 7.5, scale)
    pdf.set_draw_color(*QUIET)
    pdf.set_dash_pattern(dash=1, gap=1)
    target = left + report.target_s * scale
    pdf.line(target, top, target, top + len(rows) * 7.5)
    pdf.set_dash_pattern()
    pdf.set_y(top + len(rows) * 7.5 + 4)


def _bar(pdf: FPDF, row: Row, left: float, top: float, scale: float) -> None:
    half, most = row.wait.p50_s or 0, row.wait.p90_s or 0
    pdf.set_font(FONT, "", 8.5)
    pdf.set_text_color(*INK)
    name = row.label
    while pdf.get_string_width(name) > NAME_MM - 3:
        name = name[:-2].rstrip() + "…"
    pdf.text(MARGIN, top + 4.6, name)
    pdf.set_fill_color(*RED)
    pdf.rect(left, top + 1.6, max(0.2, half * scale), 4, style="F")
    pdf.set_draw_color(*INK)
    pdf.set_line_width(0.3)
    pdf.line(left + half * scale, top + 3.6, left + most * scale, top + 3.6)
    pdf.line(left + most * scale, top + 2.2, left + most * scale, top + 5)
    told = f"{minutes(row.wait.p50_s)} · {minutes(row.wait.p90_s)}  (n = {row.wait.n})"
    pdf.set_font(FONT, "", 7.5)
    pdf.text(left + most * scale + 2, top + 4.5, told)


def _hours(pdf: FPDF, report: Report) -> None:
    """A field for each hour of the week: the mean wait, the redder the longer."""
    _heading(pdf, _("Mean wait by hour and weekday, minutes"))
    slots = {(each.weekday, each.hour): each for each in report.slots}
    if not slots:
        return _nothing(pdf)
    hours, days = sorted({hour for _day, hour in slots}), sorted({day for day, _hour in slots})
    wide, top = min(16.0, (WIDTH - 24) / len(hours)), pdf.y
    for column, hour in enumerate(hours):
        _write(pdf, f"{hour}", "", 7.5, QUIET)
        pdf.text(MARGIN + 24 + column * wide + 1, top + 3, f"{hour}")
    for line, day in enumerate(days):
        _write(pdf, WEEKDAYS[language()][day], "", 8)
        pdf.text(MARGIN, top + 8.5 + line * 6, WEEKDAYS[language()][day])
        for column, hour in enumerate(hours):
            each = slots.get((day, hour))
            left, upper = MARGIN + 24 + column * wide, top + 4.5 + line * 6
            _field(pdf, left, upper, wide, each.mean_s if each else None, report.target_s)
    pdf.set_y(top + 4.5 + len(days) * 6 + 5)


def _field(pdf: FPDF, left: float, top: float, wide: float, mean_s: float | None, target_s: int) -> None:
    step = heat(mean_s, target_s)
    pdf.set_fill_color(*HEAT[step])
    pdf.set_draw_color(*LINE)
    pdf.rect(left, top, wide, 6, style="DF")
    pdf.set_font(FONT, "", 7)
    pdf.set_text_color(*((255, 255, 255) if step == 4 else INK))
    pdf.text(left + 1.2, top + 4.1, "" if mean_s is None else f"{mean_s / 60:.0f}")


def heat(mean_s: float | None, target_s: int) -> int:
    """0 to 4: how the mean wait stands to the target; 2 and above are past it."""
    share = (mean_s or 0) / target_s if target_s else 0
    return sum(share > edge for edge in (0.5, 1.0, 2.0, 3.0))


def _more(pdf: FPDF, report: Report) -> None:
    total, names = report.total, report.priority_names
    paper, walked, wrong = _("from paper"), _("walked up"), _("forgotten or wrong")
    lines: Sequence[tuple[str, str]] = (
        (_("How services ended"), _counted(total.outcomes)),
        (_("Priority"), _counted({names.get(code, code): n for code, n in total.priorities.items()})),
        (_("Called out of turn"), _counted(total.jumps)),
        (
            _("What is left out of the times"),
            f"{paper} {total.guessed}, {walked} {total.walk_up}, {wrong} {total.left_out}",
        ),
    )
    for heading, text in lines:
        _write(pdf, heading, "B", 8.5)
        pdf.cell(52, 5, heading)
        pdf.set_font(FONT, "", 8.5)
        pdf.multi_cell(WIDTH - 52, 5, text or "–", new_x="LMARGIN", new_y="NEXT", max_line_height=5)


def _counted(counts: Mapping[str, int]) -> str:
    most = sorted(counts.items(), key=lambda pair: -pair[1])[:6]
    return ", ".join(f"{_(word) if word != '-' else _('no reason given')} {count}" for word, count in most)


def _nothing(pdf: FPDF) -> None:
    _write(pdf, "–", "", 9, QUIET)
    pdf.cell(0, 6, _("No figures in this period yet: nobody took a number."), new_x="LMARGIN", new_y="NEXT")
