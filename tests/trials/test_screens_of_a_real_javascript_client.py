"""Screens in the JavaScript client that the pages use, against both ways of running the server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bench.load import Line
from bench.programs import Hall
from bench.screens import HANDSHAKE
from tests.trials.javascript import NoJavaScript, Screens, node
from tests.trials.patient import Patient

ONE_PROCESS, TWO_PROCESSES = "one threaded process on SQLite", "two gevent processes on PostgreSQL and Redis"
PROCEDURE = "2.000815"
BUDGET = 8
PINGING = 1
PATIENT = {"QUEUE_SOCKETS": "500"}
"""With so many the server waits ten seconds for a pong: on a busy machine no line is lost by that alone."""

OpenScreens = Callable[..., Screens]


@pytest.fixture(scope="module", params=[ONE_PROCESS, TWO_PROCESSES])
def hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with running_hall(tmp_path_factory, settings_of(request)) as hall:
        yield hall


def settings_of(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == ONE_PROCESS:
        return PATIENT
    database = request.getfixturevalue("postgresql").empty()
    redis = request.getfixturevalue("redis_url")
    return {**PATIENT, "QUEUE_WORKERS": "2", "QUEUE_DATABASE_URL": database, "QUEUE_REDIS_URL": redis}


@pytest.fixture(scope="module")
def small_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with running_hall(tmp_path_factory, {"QUEUE_SOCKETS": str(BUDGET)}) as hall:
        yield hall


@contextmanager
def running_hall(folders: pytest.TempPathFactory, settings: dict[str, str]) -> Iterator[Hall]:
    hall = Hall(folders.mktemp("hall"), settings)
    hall.start()
    try:
        yield hall
    finally:
        hall.kill()


@pytest.fixture
def open_screens() -> Iterator[OpenScreens]:
    try:
        node()
    except NoJavaScript as reason:
        pytest.skip(str(reason))
    opened: list[Screens] = []

    def open_them(hall: Hall, count: int, **as_what: Any) -> Screens:
        words = {"kind": "screen", "code": "D1", "token": hall.screen_token("D1"), **as_what}
        opened.append(Screens(f"http://127.0.0.1:{hall.port}", count=count, **words))
        return opened[-1]

    yield open_them
    for screens in opened:
        screens.close()


def test_each_of_20_screens_hears_each_of_20_calls(hall: Hall, open_screens: OpenScreens) -> None:
    screens = open_screens(hall, 20).all_joined()

    called = call(hall, 20)

    screens.wait_until(lambda s: s.times("ticket.called") == [20] * 20, "20 calls on each of 20 screens")
    for screen in range(20):
        assert [c["ticket_id"] for c in calls_heard_by(screens, screen)] == called


def test_a_restart_hides_no_call_from_any_screen(hall: Hall, open_screens: OpenScreens) -> None:
    screens = open_screens(hall, 20).all_joined()
    before = call(hall, 4)
    hall.kill()
    hall.start()
    meanwhile = call(hall, 2)
    screens.all_joined(times=2)
    after = call(hall, 4)

    screens.wait_until(lambda s: all(last_call_of(s, n) == after[-1] for n in range(20)), "the last call")
    numbers = {t["id"]: t["number"] for t in tickets(hall)}
    for screen in range(20):
        assert {numbers[ticket] for ticket in before + meanwhile + after} <= numbers_shown_by(screens, screen)


def test_nothing_falls_between_the_snapshot_and_the_news(hall: Hall, open_screens: OpenScreens) -> None:
    called = call(hall, 3)
    groups = []
    for _ in range(5):
        groups.append(open_screens(hall, 6))
        called += call(hall, 5)

    numbers = {t["id"]: t["number"] for t in tickets(hall)}
    order = [numbers[ticket] for ticket in called]
    for group in groups:
        group.all_joined()
        group.wait_until(lambda s: not any(missed(s, n, order) for n in range(6)), "every call after joining")


def test_a_socket_that_has_not_joined_hears_nothing(hall: Hall, open_screens: OpenScreens) -> None:
    silent = open_screens(hall, 2, silent=True)
    silent.wait_until(lambda s: min(s.times("connect")) == 1, "both connected")
    joined = open_screens(hall, 1).all_joined()

    call(hall, 2)

    joined.wait_until(lambda s: s.times("ticket.called") == [2], "the one that joined hears both calls")
    joined.wait_until(lambda s: s.times("tick")[0] >= 1, "and the next tick")
    assert {each["heard"] for each in silent.heard} == {"connect"}


@pytest.mark.parametrize(
    ("device", "as_what", "code"),
    [
        ("D1", "manager", "bat-mot"),
        ("D1", "counter", "1"),
        ("D1", "kiosk", "K1"),
        ("D1", "screen", "C1"),
        ("D1", "everything", "D1"),
        ("K1", "screen", "D1"),
    ],
)
def test_a_device_of_one_kind_cannot_join_another_room(
    small_hall: Hall, open_screens: OpenScreens, device: str, as_what: str, code: str
) -> None:
    token = small_hall.screen_token("D1") if device == "D1" else small_hall.kiosk_token("K1")

    stranger = open_screens(small_hall, 1, kind=as_what, code=code, token=token).all_joined()
    call(small_hall, 1)
    witness = open_screens(small_hall, 1).all_joined()
    witness.wait_until(lambda s: s.times("tick")[0] >= 1, "a tick for who may hear it")

    answer = stranger.of("joined")[0]["payload"]
    assert answer["ok"] is False
    assert "snapshot" not in answer
    assert {each["heard"] for each in stranger.heard} == {"connect", "joined"}


@pytest.mark.parametrize("token", ["", "nonsense", "eyJkZXZpY2UiOiJEMSJ9.aaaaaa.bbbbbb"])
def test_a_forged_token_joins_nothing(small_hall: Hall, open_screens: OpenScreens, token: str) -> None:
    forger = open_screens(small_hall, 1, token=token).all_joined()

    assert forger.of("joined")[0]["payload"] == {"ok": False, "code": "not_signed_in"}


def test_sockets_above_the_budget_are_refused_politely(small_hall: Hall, open_screens: OpenScreens) -> None:
    within = open_screens(small_hall, BUDGET).all_joined()

    beyond = open_screens(small_hall, 30)
    beyond.wait_until(lambda s: min(s.times("connect_error")) >= 1, "30 refusals")
    called = call(small_hall, 1)

    assert beyond.of("connect") == []
    within.wait_until(
        lambda s: s.times("ticket.called") == [1] * BUDGET, "those within the budget hear the call"
    )
    assert [c["ticket_id"] for c in calls_heard_by(within, 0)] == called


def test_sockets_that_say_nothing_do_not_shut_the_door(small_hall: Hall) -> None:
    mute = [mute_socket(small_hall.port) for _ in range(BUDGET + 60)]

    status, _ = Line(small_hall.port, timeout=10).get("/healthz")

    assert status == 200
    for each in mute:
        each.close()


def test_a_screen_takes_two_threads(small_hall: Hall) -> None:
    before = small_hall.threads()

    mute = open_mute_sockets(small_hall)

    assert small_hall.threads() <= before + 2 * BUDGET + PINGING
    for each in mute:
        each.close()


def test_screens_that_have_gone_silent_hold_no_threads(small_hall: Hall) -> None:
    hear_the_end(open_mute_sockets(small_hall))
    before = small_hall.threads()

    hear_the_end(open_mute_sockets(small_hall))
    hear_the_end(open_mute_sockets(small_hall))

    assert small_hall.threads() < before + BUDGET


def open_mute_sockets(hall: Hall) -> list[socket.socket]:
    mute = [mute_socket(hall.port) for _ in range(BUDGET)]
    assert [each.recv(12) for each in mute] == [b"HTTP/1.1 101"] * BUDGET
    return mute


def hear_the_end(mute: list[socket.socket]) -> None:
    """The server pings every 2 s, waits 3 s for an answer, and hangs up."""
    for each in mute:
        each.settimeout(20)
        while each.recv(4096):
            pass
        each.close()


def mute_socket(port: int) -> socket.socket:
    """A websocket that never answers a ping, like a screen whose cable was pulled."""
    mute = socket.create_connection(("127.0.0.1", port), timeout=10)
    mute.sendall(HANDSHAKE.format(port=port).encode())
    return mute


def call(hall: Hall, count: int) -> list[int]:
    """Let `count` people take numbers, and call and serve each; their tickets' ids."""
    greeter = Patient(hall.port, hall.token("greeter"))
    clerk = Patient(hall.port, hall.token("clerk1"))
    clerk.post("counters/1/open")
    for _ in range(count):
        greeter.move("issue", "tickets", {"procedure": PROCEDURE})
    return [call_one(clerk) for _ in range(count)]


def call_one(clerk: Patient) -> int:
    ticket = clerk.move("call", "counters/1/call-next")
    assert ticket is not None
    clerk.move("start", f"tickets/{ticket['id']}/start")
    clerk.move("finish", f"tickets/{ticket['id']}/finish")
    return int(ticket["id"])


def tickets(hall: Hall) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = Patient(hall.port, hall.token("manager")).get("tickets?limit=1000")["items"]
    return items


def calls_heard_by(screens: Screens, screen: int) -> list[dict[str, Any]]:
    """In the journal's order: two processes may tell of two calls the other way round."""
    heard = [each["payload"] for each in screens.of("ticket.called") if each["screen"] == screen]
    return sorted(heard, key=lambda call: call["seq"])


def last_call_of(screens: Screens, screen: int) -> int | None:
    heard = calls_heard_by(screens, screen)
    return heard[-1]["ticket_id"] if heard else None


def numbers_shown_by(screens: Screens, screen: int) -> set[str]:
    """Every number that the screen was ever told: by a call, a whole state, or the snapshot on joining."""
    snapshots = [each["payload"]["snapshot"] for each in screens.of("joined") if each["screen"] == screen]
    states = [each["payload"] for each in screens.of("board.state") if each["screen"] == screen]
    shown = {c["number"] for board in snapshots + states for c in board["calls"]}
    return shown | {c["number"] for c in calls_heard_by(screens, screen)}


def missed(screens: Screens, screen: int, order: list[str]) -> list[str]:
    """Numbers that were neither in a snapshot of this screen nor told to it as a call.

    A snapshot shows the last ten calls: what was called before the oldest of the first does not count.
    """
    snapshots = [each["payload"]["snapshot"] for each in screens.of("joined") if each["screen"] == screen]
    first, *later = ({call["number"] for call in snapshot["calls"]} for snapshot in snapshots)
    heard = {call["number"] for call in calls_heard_by(screens, screen)}.union(first, *later)
    oldest = min((order.index(number) if number in order else 0 for number in first), default=0)
    return [number for number in order[oldest:] if number not in heard]
