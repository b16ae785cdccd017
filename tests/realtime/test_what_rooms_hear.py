"""Each room hears its events, with the words of the catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from queue_server.domain.hall import View
from queue_server.domain.journal import TICKET_KINDS
from queue_server.operations import board
from queue_server.realtime.catalogue import EVENTS, STAMP
from tests.people import COPY
from tests.realtime.conftest import Ears
from tests.web.conftest import Caller

Listen = Callable[[str], Ears]


@pytest.fixture
def served(kiosk: Caller, clerk: Caller) -> int:
    """Somebody waits, and counter 1 is open."""
    clerk.post("/counters/1/open")
    return int(kiosk.post("/tickets", procedure=COPY).get_json()["id"])


def names(heard: list[tuple[str, dict[str, object]]]) -> list[str]:
    return [name for name, _ in heard]


def test_a_call_reaches_the_screen_with_the_whole_board(served: int, clerk: Caller, ears: Listen) -> None:
    screen = ears("screen")
    clerk.post("/counters/1/call-next")
    heard = dict(screen.hears())
    assert heard["ticket.called"]["say"][0] == {
        "lang": "vi",
        "text": "Xin mời số A không không một, đến quầy số một",
    }
    assert [call["number"] for call in heard["board.state"]["calls"]] == ["A001"]
    assert heard["board.state"]["calls"][0]["counter_label"] == "Quầy 1"


@pytest.mark.parametrize("room", ["screen", "kiosk", "greeter", "counter", "manager", "rating"])
def test_every_message_of_a_morning_is_as_the_catalogue_says(
    served: int, clerk: Caller, ears: Listen, room: str, clock: object
) -> None:
    listener = ears(room)
    clerk.post("/counters/1/call-next")
    clerk.post(f"/tickets/{served}/start")
    clerk.post(f"/tickets/{served}/park", reason="form")
    clerk.post(f"/tickets/{served}/call")
    clerk.post(f"/tickets/{served}/miss")
    clerk.post(f"/tickets/{served}/reinstate")
    clerk.post(f"/tickets/{served}/cancel", reason="gave up")
    clerk.post("/counters/1/pause", reason="meeting")
    heard = listener.hears()
    assert heard
    for name, payload in heard:
        assert room in EVENTS[name].rooms, name
        assert set(payload) == {*STAMP, *EVENTS[name].keys}, name
        assert payload["hall"] == "bat-mot"


def test_the_numbers_of_messages_never_go_back(served: int, clerk: Caller, ears: Listen) -> None:
    counter = ears("counter")
    clerk.post("/counters/1/call-next")
    clerk.post(f"/tickets/{served}/start")
    clerk.post("/counters/1/finish-and-call-next")
    seqs = [payload["seq"] for _, payload in counter.hears()]
    assert seqs == sorted(seqs)


def test_a_screen_hears_nothing_about_anybody(served: int, clerk: Caller, ears: Listen) -> None:
    screen = ears("screen")
    clerk.post("/counters/1/call-next")
    clerk.post(f"/tickets/{served}/park", reason="form")
    told = repr(screen.hears())
    assert "clerk1" not in told
    assert "reason" not in told


def test_a_socket_that_has_not_joined_hears_nothing(app: Flask, served: int, clerk: Caller) -> None:
    stranger = app.extensions["queue"]["socketio"].test_client(app)
    clerk.post("/counters/1/call-next")
    app.extensions["queue"]["publisher"].publish_next()
    assert stranger.get_received() == []


def test_the_snapshot_comes_with_the_join(served: int, clerk: Caller, ears: Listen) -> None:
    clerk.post("/counters/1/call-next")
    joined = ears("screen").joined
    assert joined["ok"] is True
    assert joined["snapshot"]["calls"][0]["number"] == "A001"
    assert joined["snapshot"]["seq"] == joined["seq"]


def test_a_tick_tells_the_number_of_the_newest_change(app: Flask, served: int, ears: Listen) -> None:
    screen = ears("screen")
    app.extensions["queue"]["publisher"].tick("bat-mot")
    [(name, payload)] = screen.heard()
    assert (name, payload["seq"]) == ("tick", screen.joined["seq"])


def test_a_screen_at_a_counter_shows_that_counter_alone(app: Flask, served: int, clerk: Caller) -> None:
    clerk.post("/counters/1/call-next")
    with app.extensions["queue"]["store"].look("bat-mot") as look:
        assert len(board.board(look, View(counter="1")).calls) == 1
        assert board.board(look, View(counter="2")).calls == ()


def test_every_event_of_the_journal_has_a_place_in_the_catalogue() -> None:
    assert set(TICKET_KINDS) <= set(EVENTS)


def test_a_failing_listener_stops_nobody(app: Flask, kiosk: Caller, clerk: Caller, ears: Listen) -> None:
    def broken(_news: object) -> None:
        raise RuntimeError("a lamp fell down")

    app.extensions["queue"]["store"].listeners.insert(0, broken)
    counter = ears("counter")
    assert kiosk.post("/tickets", procedure=COPY).status_code == 201
    assert "ticket.issued" in names(counter.hears())
