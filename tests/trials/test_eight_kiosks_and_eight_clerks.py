"""Eight kiosks and eight clerks at once, each a process of its own on one database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import monotonic
from typing import Any

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.errors import CounterBusy
from queue_server.domain.states import Role
from queue_server.operations import calling, counters, issuing, moving
from queue_server.operations.issuing import Wish
from queue_server.storage import journal, tickets
from tests.trials.halls import EIGHT, HALL, found_hall_of_eight, store_at
from tests.trials.replay import Replay

EACH = 25
PATIENCE_S = 60
PROCEDURES = ("2.000815", "1.001193")
EVERY_QUEUE = dict.fromkeys(EIGHT, "AHKMSX")


@pytest.fixture
def hall_of_eight(database_url: str) -> str:
    found_hall_of_eight(database_url)
    return database_url


def test_eight_kiosks_and_eight_clerks_at_once_give_and_call_every_number_once(hall_of_eight: str) -> None:
    given, called = at_once(hall_of_eight, (take_numbers, EIGHT), (call_until_all_came, EIGHT))

    replay = replay_of(hall_of_eight)
    assert replay.faults == []
    assert {ticket: number for one in given for ticket, number in one} == replay.numbers
    assert len(replay.numbers) == len(EIGHT) * EACH
    assert sorted(ticket for one in called for ticket in one) == sorted(replay.numbers)
    assert set(replay.calls.values()) == {1}
    assert set(replay.states.values()) == {"served"}


def test_a_counter_that_eight_processes_ask_at_once_gets_one_person(hall_of_eight: str) -> None:
    at_once(hall_of_eight, (take_numbers, EIGHT))

    (answers,) = at_once(hall_of_eight, (call_to_counter_one, EIGHT))

    assert sorted(answers) == ["busy"] * 7 + ["called"]
    assert replay_of(hall_of_eight).faults == []


def take_numbers(url: str, kiosk: str) -> list[tuple[int, str]]:
    """Ids and numbers that one kiosk gave out."""
    store, actor = store_at(url), Actor(f"K{kiosk}", frozenset({Role.KIOSK}))
    given = []
    for n in range(EACH):
        with store.work(HALL, actor) as work:
            ticket = issuing.issue(work, Wish(PROCEDURES[n % len(PROCEDURES)])).ticket
        given.append((ticket.id, ticket.number))
    return given


def call_until_all_came(url: str, counter: str) -> list[int]:
    """Ids that one clerk called and served, until all numbers were called or patience ends."""
    store, actor = store_at(url), Actor(f"clerk{counter}", frozenset({Role.CLERK}))
    served: list[int] = []
    with store.work(HALL, actor) as work:
        counters.open_counter(work, counter)
    patience = monotonic() + PATIENCE_S
    while calls_so_far(url, store) < len(EIGHT) * EACH and monotonic() < patience:
        with store.work(HALL, actor) as work:
            ticket = calling.call_next(work, counter)
        if ticket is not None:
            serve(store, actor, ticket.id, counter)
            served.append(ticket.id)
    return served


def calls_so_far(url: str, store: Any) -> int:
    with store.look(HALL) as look:
        return int(look.hall.calls)


def serve(store: Any, actor: Actor, ticket: int, counter: str) -> None:
    for step in (moving.start, moving.finish):
        with store.work(HALL, actor) as work:
            step(work, tickets.by_id(work.db, HALL, ticket), counter=counter)


def call_to_counter_one(url: str, _n: str) -> str:
    store, actor = store_at(url), Actor("clerk1", frozenset({Role.CLERK}))
    try:
        with store.work(HALL, actor) as work:
            counters.open_counter(work, "1")
            calling.call_next(work, "1")
    except CounterBusy:
        return "busy"
    return "called"


def at_once(url: str, *crowds: tuple[Callable[[str, str], Any], tuple[str, ...]]) -> list[list[Any]]:
    """What each crowd brought back; everybody is a process of its own."""
    size = sum(len(names) for _, names in crowds)
    with ProcessPoolExecutor(size, mp_context=get_context("fork")) as pool:
        runs = [[pool.submit(act, url, name) for name in names] for act, names in crowds]
        return [[run.result() for run in crowd] for crowd in runs]


def replay_of(url: str) -> Replay:
    store = store_at(url)
    with store.look(HALL) as look:
        rows = journal.after(look.db, HALL, 0, 1_000_000)
    return Replay().tell([row._asdict() for row in rows], EVERY_QUEUE)
