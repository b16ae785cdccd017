"""Files, due dates as a table and the catalogue, as clerk and administrator use them at desk and tablet."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import BIRTH, LAND

DESK, TABLET = {"width": 1366, "height": 768}, {"width": 820, "height": 1180}


@pytest.fixture(params=[DESK, TABLET], ids=["desk", "tablet"])
def number(request: pytest.FixtureRequest, page: Page) -> str:
    """A file number of its own for each size of the window."""
    page.set_viewport_size(request.param)
    return f"H56.12-{request.param['width']:06}"


def working_day(days_ahead: int) -> date:
    """The first day on which the hall works, so far ahead or later."""
    vietnam, day = holidays.country_holidays("VN"), date.today() + timedelta(days=days_ahead)
    while day.weekday() > 4 or day in vietnam:
        day += timedelta(days=1)
    return day


def row(page: Page, number: str) -> Locator:
    return page.locator(".file-row").filter(has_text=number)


def fits(page: Page) -> None:
    """Nothing reaches beyond the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def uploads(page: Page, *lines: str) -> None:
    sheet = "\n".join(lines).encode()
    page.set_input_files("#file", {"name": "bang.csv", "mimeType": "text/csv", "buffer": sheet})


def sums(page: Page, **wanted: int) -> None:
    """The report counts so many rows of each kind."""
    for kind, count in wanted.items():
        expect(page.locator(f"[data-count={kind}]")).to_have_text(str(count))


def takes(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.click(button)


def test_a_file_from_receipt_to_the_citizens_hand(
    sign_in: SignIn, number: str, complaints: list[str]
) -> None:
    page = sign_in("clerk2", "/files")
    first, later = working_day(20), working_day(30)
    page.click("#file-new > summary")
    page.select_option("#new-procedure", LAND)
    page.fill("#new-number", number)
    page.fill("#new-day", first.isoformat())
    page.fill("#new-reason", "Chờ xác minh tại thực địa")
    fits(page)
    page.click("#new-do")
    expect(page.get_by_text("Đã ghi nhận hồ sơ")).to_be_visible()

    with page.expect_navigation():
        page.click("#band-later")
    expect(row(page, number)).to_contain_text(f"{first:%d/%m/%Y}")
    row(page, number).locator("summary").click()
    corrected = row(page, number).locator("[id^=due-of-]")
    corrected.locator("[name=day]").fill(later.isoformat())
    corrected.locator("button").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("lý do")
    complaints.clear()  # of the refusal
    corrected.locator("[name=reason]").fill("Ghi nhầm ngày")
    corrected.locator("button").click()
    expect(row(page, number).locator(".file-due")).to_contain_text(f"{later:%d/%m/%Y}")
    fits(page)

    row(page, number).locator("[data-action=ready]").click()
    expect(row(page, number)).to_have_count(0)
    with page.expect_navigation():
        page.click("#band-ready")
    row(page, number).locator("[data-action=hand-over]").click()
    expect(row(page, number)).to_have_count(0)
    page.fill("#q", number)
    page.press("#q", "Enter")
    expect(row(page, number)).to_contain_text("đã trả")


def test_dates_are_shown_before_they_are_taken_and_the_faulty_named(
    sign_in: SignIn, number: str, hall_server: HallServer
) -> None:
    page = sign_in("clerk2", "/files/exchange")
    due = working_day(20)
    sheet = (
        "number,procedure,received,due,state",
        f"{number}-A,{LAND},{date.today()},{due},",
        f"{number}-B,9.999999,{date.today()},{due},",
        f"{number}-C,{LAND},{date.today()},31/02/2027,",
    )
    uploads(page, *sheet)
    sums(page, new=1, changed=0, faulty=2)
    expect(page.locator("#report tbody tr").filter(has_text="31/02/2027")).to_contain_text(f"{number}-C")
    fits(page)
    page.click("#take-none")
    expect(page.locator("#report")).to_be_empty()
    assert hall_server.ask("GET", f"/files?q={number}-A", "clerk2")["items"] == []

    uploads(page, *sheet)
    takes(page, "#take-rest")
    (one,) = hall_server.ask("GET", f"/files?q={number}-", "clerk2")["items"]
    assert one["number"] == f"{number}-A"
    uploads(page, sheet[0], f"{number}-A,,,{working_day(40)},")
    sums(page, new=0, changed=1, faulty=0)
    takes(page, "#take-all")
    page.goto(f"{hall_server.address}/files?q={number}-A")
    expect(row(page, number)).to_contain_text(f"{working_day(40):%d/%m/%Y}")


def test_a_catalogue_is_tried_dry_and_then_taken(
    sign_in: SignIn, number: str, hall_server: HallServer
) -> None:
    page = sign_in("admin", "/admin/catalogue")
    code, name = f"9.{number[-6:]}", f"Thủ tục thử nghiệm {number}"
    meter = int(page.get_attribute("#complete", "max") or 0)
    sheet = (
        "code,queue,name_vi,valid_from,valid_to",
        f"{code},H,{name},,",
        f"{BIRTH},,Thủ tục đăng ký khai sinh,2026-13-01,",
        f"{code},H,{name} sửa đổi,01/01/2097,",
        "9.000009,Z,Không có hàng chờ,,",
    )
    uploads(page, *sheet)
    sums(page, new=2, changed=0, faulty=2)
    page.click("#changes > summary")
    expect(page.locator("#changes tbody tr")).to_have_count(2)
    expect(page.locator("#changes")).to_contain_text("01/01/2097")
    fits(page)
    assert hall_server.ask("GET", f"/procedures?q={code}", "clerk2")["items"] == []

    takes(page, "#take-rest")
    (one,) = hall_server.ask("GET", f"/procedures?q={code}", "clerk2")["items"]
    assert one["name"] == name
    expect(page.locator("#complete")).to_have_attribute("max", str(meter + 1))
    page.click("#gaps > summary")
    expect(page.locator("#gaps").get_by_role("row").filter(has_text=code)).to_be_visible()
    proposed = page.locator(".short-names li").filter(has_text=code)
    proposed.locator("input").fill(f"Thử {number[-4:]}")
    proposed.locator("button").click()
    expect(page.get_by_text("Đã lưu.", exact=True)).to_be_visible()
    fits(page)
    page.reload()
    expect(proposed).to_have_count(0)
