"""The reports by HTTP: one set of figures in JSON, CSV, workbook, page and paper; bad periods with a code."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from openpyxl import load_workbook

from queue_server.domain.states import Role
from queue_server.web.manager_reports import course, ways
from queue_server.web.sheets import CellKind, Sheet
from queue_server.web.workbook import workbook
from tests.people import BIRTH, COPY, OPENING, Clock
from tests.web.conftest import Caller, token_of

TODAY = OPENING.date()
Someone = Callable[[Role], Caller]


@pytest.fixture
def morning(clock: Clock, as_role: Someone) -> Caller:
    """Six visits with waits and services of whole and broken minutes; the manager who asks about them."""
    clerk, greeter = as_role(Role.CLERK), as_role(Role.GREETER)
    clerk.post("/counters/4/open")
    for procedure in (COPY, BIRTH, COPY, COPY, BIRTH, COPY):
        greeter.post("/tickets", procedure=procedure)
        clock.passes(minutes=2)
    for number, outcome in enumerate(("done", "missing_papers", "done", "done", "file_received")):
        called = clerk.post("/counters/4/call-next").json
        clock.passes(seconds=31)
        clerk.post(f"/tickets/{called['id']}/start")
        clock.passes(seconds=100 + 37 * number)
        clerk.post(f"/tickets/{called['id']}/finish", outcome=outcome)
    called = clerk.post("/counters/4/call-next").json
    clock.passes(minutes=1)
    clerk.post(f"/tickets/{called['id']}/recall")
    clerk.post(f"/tickets/{called['id']}/miss")
    return as_role(Role.MANAGER)


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    text = str(document[0].get_textpage().get_text_range())
    document.close()
    return text


def test_every_form_tells_the_same_figures(app: Flask, morning: Caller) -> None:
    told = morning.get("/reports/times").json["items"]
    whole = morning.get("/reports/whole").json
    assert whole["items"] == told
    lines = csv.DictReader(io.StringIO(morning.get("/reports/times?format=csv").text.lstrip("\ufeff")))
    book = load_workbook(io.BytesIO(morning.get("/reports/times?format=xlsx").data))
    cells = {row[1]: row for row in list(book.worksheets[0].values)[2:]}
    head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}
    page = app.test_client().get("/manager/reports", headers=head).text
    paper = pdf_text(morning.get("/reports/times?format=pdf").data)
    for row, line in zip(told, lines, strict=True):
        wait = row["wait"]
        assert float(line["wait_mean_s"]) == wait["mean_s"]
        assert float(line["service_p90_s"]) == row["service"]["p90_s"]
        assert cells[row["key"]][2] == row["issued"]
        assert cells[row["key"]][9] == pytest.approx(wait["mean_s"] / 60)
        shown = f"{wait['mean_s'] / 60:.1f}".replace(".", ",")
        cell = page.split('data-sheet="groups"')[1].split(row["label"])[1].split("</tr>")[0]
        assert f">{shown}</td>" in cell
        assert f"{wait['p50_s'] / 60:.1f}".replace(".", ",") in paper
    total = whole["total"]
    assert total["issued"] == 6
    assert f"{total['wait']['mean_s'] / 60:.1f}".replace(".", ",") in paper
    assert (total["wasted"]["count"], total["no_show"]) == (1, 1)


def test_one_procedure_is_the_same_in_every_form(morning: Caller) -> None:
    query = f"from={TODAY}&to={TODAY}&procedure={BIRTH}&queue=H"
    told = morning.get(f"/reports/times?{query}").json["items"]
    assert [row["key"] for row in told] == [BIRTH]
    assert told == [row for row in morning.get("/reports/times").json["items"] if row["key"] == BIRTH]
    assert morning.get(f"/reports/whole?{query}").json["items"] == told
    lines = csv.DictReader(
        io.StringIO(morning.get(f"/reports/times?{query}&format=csv").text.lstrip("\ufeff"))
    )
    assert [(line["key"], int(line["issued"])) for line in lines] == [(BIRTH, told[0]["issued"])]
    book = load_workbook(io.BytesIO(morning.get(f"/reports/times?{query}&format=xlsx").data))
    assert told[0]["label"] in str(book.worksheets[0]["A1"].value)
    assert book.worksheets[0]["C3"].value == told[0]["issued"]
    assert told[0]["label"] in pdf_text(morning.get(f"/reports/times?{query}&format=pdf").data)


@pytest.mark.parametrize("query", ["procedure=9.999999", "queue=Q", "procedure=%27%20or%201"])
def test_a_procedure_that_the_hall_never_had_is_refused(morning: Caller, query: str) -> None:
    answer = morning.get(f"/reports/times?{query}")
    assert (answer.status_code, answer.json["code"].startswith("unknown_")) == (422, True)


def test_a_workbook_holds_numbers_and_vietnamese_headings(morning: Caller) -> None:
    book = load_workbook(io.BytesIO(morning.get("/reports/times?format=xlsx").data))
    first = book.worksheets[0]
    assert first["C2"].value == "Số đã cấp"
    assert [type(first.cell(3, column).value) for column in (3, 4, 10)] == [int, int, float]
    assert "Thời gian mở và tạm dừng quầy" in book.sheetnames


@pytest.mark.parametrize(
    "evil", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "http://evil.example"]
)
def test_no_cell_runs_anything(evil: str) -> None:
    target = io.BytesIO()
    workbook(
        [Sheet("s", evil[:20], [(evil, CellKind.TEXT), ("n", CellKind.COUNT)], [[evil, 1]], evil)],
        target,
        "t",
    )
    cells = [cell for row in load_workbook(target).worksheets[0].iter_rows() for cell in row if cell.value]
    assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for cell in cells)


def test_out_of_turn_reasons_cannot_run_in_a_csv(clock: Clock, as_role: Someone) -> None:
    from queue_server.web.export import safe

    assert safe("=cmd") == "'=cmd"
    assert safe("Khai sinh") == "Khai sinh"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("from=2026-10-13&to=2026-10-12", "reversed_period"),
        ("from=2010-01-01&to=2026-10-12", "period_too_long"),
        ("from=0001-01-01&to=0001-01-02", "absurd_period"),
        ("from=9999-12-30&to=9999-12-31", "absurd_period"),
        ("from=yesterday", "invalid_date"),
        ("by=shoe", "invalid_choice"),
    ],
)
@pytest.mark.parametrize("call", ["times", "whole", "changes"])
def test_a_period_that_cannot_be_is_refused_with_a_code(
    as_role: Someone, call: str, query: str, code: str
) -> None:
    refused = as_role(Role.MANAGER).get(f"/reports/{call}?{query}")
    assert (refused.status_code, refused.json["code"]) == (422, code)
    assert refused.json["detail"]


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "pdf"])
def test_a_period_without_anybody_and_ten_years_are_answered(as_role: Someone, form: str) -> None:
    for query in ("from=2026-01-01&to=2026-01-01", "from=2016-10-12&to=2026-10-12"):
        answer = as_role(Role.MANAGER).get(f"/reports/times?{query}&format={form}")
        assert answer.status_code == 200


def test_changes_name_both_periods(morning: Caller) -> None:
    changes = morning.get("/reports/changes?from=2026-10-01&to=2026-10-31").json
    assert (changes["before_from"], changes["before_to"]) == ("2026-09-01", "2026-09-30")
    assert not changes["items"][0]["wait_sure"]
    asked = morning.get("/reports/changes?before_from=2026-10-05&before_to=2026-10-05").json
    assert (asked["before_from"], asked["before_to"]) == ("2026-10-05", "2026-10-05")


def test_only_a_manager_sees_reports(app: Flask, as_role: Someone) -> None:
    for call in ("times", "whole", "changes"):
        assert as_role(Role.CLERK).get(f"/reports/{call}").status_code == 403
    head = {"Authorization": f"Bearer {token_of(app, Role.CLERK)}"}
    assert app.test_client().get("/manager/reports", headers=head).status_code == 403


@pytest.mark.parametrize(
    "query", ["", "by=day", "by=hour&compare=1", "from=nonsense", "from=2026-10-13&to=2026-10-12"]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_opens_for_any_question(app: Flask, morning: Caller, query: str, language: str) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}
    answer = app.test_client().get(f"/manager/reports?{query}&lang={language}", headers=head)
    assert answer.status_code == 200
    assert ('role="alert"' in answer.text.split("<main")[1].split("</main>")[0]) is query.startswith("from")


def test_the_usual_periods_end_where_months_end() -> None:
    february = TODAY.replace(year=2028, month=2, day=10)
    assert [f"{first} {last}" for first, last in ways(february).values()] == [
        "2028-02-10 2028-02-10",
        "2028-02-07 2028-02-13",
        "2028-02-01 2028-02-29",
        "2028-01-01 2028-03-31",
        "2028-01-01 2028-12-31",
    ]


def test_longer_waits_stand_higher_in_the_course(morning: Caller) -> None:
    from tests.web.test_pages_manager import row

    drawn: Any = course([row(60), row(600), row(1_200)], 900)
    heights = [point.most for point in drawn.points]
    assert heights == sorted(heights, reverse=True)
    assert [point.x for point in drawn.points] == [0, 480, 960]
