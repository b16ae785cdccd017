"""An alarm is heard at the manager's page when it begins, and not in quiet hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import BIRTH, COPY

SLOW_MS = 90_000
# Every tone that is really started, with the state of the sound it plays in.
LISTEN = """window.tones = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.tones.push(this.context.state);
  return start.apply(this, when);
};"""


@pytest.fixture
def manager(page: Page, sign_in: SignIn, hall_server: HallServer) -> Iterator[Page]:
    page.add_init_script(LISTEN)
    yield sign_in("manager", "/manager/settings")
    hall_server.empties()


def wishes(manager: Page, quiet_from: str, quiet_until: str) -> None:
    """An alarm as soon as two people wait in a queue, and for nothing else."""
    for name, value in (("waiting", "2"), ("wait_min", "0"), ("service_min", "0")):
        manager.fill(f"[name={name}]", value)
    for name in ("unserved", "printer", "device"):
        manager.uncheck(f"[name={name}]")
    manager.check("[name=sound]")
    manager.fill("[name=quiet_from]", quiet_from)
    manager.fill("[name=quiet_until]", quiet_until)
    manager.click("[data-action=save]")
    expect(manager.locator(".done")).to_be_visible()


def two_wait(manager: Page, hall_server: HallServer, procedure: str, queue: str) -> None:
    """The page is open, nothing is wrong; then two people come, and the alarm is on the page."""
    manager.goto(f"{hall_server.address}/manager")
    expect(manager.locator("body")).to_have_attribute("data-line-state", "live", timeout=SLOW_MS)
    expect(manager.locator("[data-alarm]")).to_have_count(0, timeout=SLOW_MS)
    for _ in range(2):
        hall_server.takes(procedure)
    expect(manager.locator(f"[data-alarm='waiting:{queue}']")).to_be_visible(timeout=SLOW_MS)


def test_an_alarm_that_begins_is_heard_once(manager: Page, hall_server: HallServer) -> None:
    wishes(manager, "00:00", "00:00")
    two_wait(manager, hall_server, COPY, "A")
    expect(manager.locator("body")).to_have_attribute("data-sounded", "1", timeout=SLOW_MS)
    hall_server.takes(COPY)
    expect(manager.locator("#queue-A .figure.number")).to_have_text("3", timeout=SLOW_MS)
    assert len(manager.evaluate("window.tones")) == 3
    assert manager.locator("body").get_attribute("data-sounded") == "1"


def test_in_quiet_hours_it_is_seen_and_not_heard(manager: Page, hall_server: HallServer) -> None:
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    since, until = (f"{now + timedelta(hours=n):%H:%M}" for n in (-2, 8))
    wishes(manager, since, until)
    two_wait(manager, hall_server, BIRTH, "H")
    expect(manager.locator("#alarms")).to_have_attribute("data-sound", "")
    hall_server.takes(BIRTH)
    expect(manager.locator("#queue-H .figure.number")).to_have_text("3", timeout=SLOW_MS)
    assert manager.evaluate("window.tones") == []
    assert manager.locator("body").get_attribute("data-sounded") is None
