"""A printer that does not answer never stops the hall: the citizen writes the number down."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import HallServer
from tests.people import BIRTH


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """The printer is not there."""
    return {"QUEUE_PRINTER_URL": "tcp://127.0.0.1:9"}


def test_the_citizen_is_asked_to_write_the_number_down(page: Page, hall_server: HallServer) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    page.click("[data-panel=start] [data-queue=H]")
    page.click(f"[data-panel=queue-H] [data-procedure='{BIRTH}']")

    note = page.locator("[data-panel=number] [data-slip=none]")
    expect(note).to_contain_text("Hiện chưa in được phiếu: xin ghi lại số H001")
    expect(page.locator("[data-panel=number] [data-slip=paper]")).to_be_hidden()
    assert hall_server.tickets()[0]["number"] == "H001"
