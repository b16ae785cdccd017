"""A morning in the hall, played over the HTTP API against a running server: visitors, a greeter, clerks.

Everybody acts as a person would, at `speed` times real time, and by chance that is the same for the
same seed. What each of them was told is kept, so that it can be compared with the journal.
"""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from queue_server.told import Morning, Person, RehearsalStopped, Told

OPENING_MINUTE = 7 * 60 + 30
BUSIEST_MINUTE, LAST_ARRIVAL_MINUTE = 60, 210
CLERKS = {"clerk1": "1", "clerk2": "2", "clerk3": "3", "clerk4": "4"}
DEMAND = {"A": 6, "H": 5, "K": 3, "M": 3, "X": 2, "S": 1}
OUTCOMES = ("file_received",) * 5 + ("done",) * 3 + ("guidance_only", "missing_papers", "assisted_online")
NO_SHOW, TRANSFER, PARK, RETURNS = 0.07, 0.06, 0.06, 0.5
GIVE_UP_MINUTES = 30


def rehearse(
    url: str,
    password: str,
    visitors: int = 40,
    speed: float = 60.0,
    say: Callable[[str], None] = print,
    seed: int = 1,
) -> Morning:
    """Play a morning of `visitors` at the server `url` with the sample log-ins; blocks until all have left.

    Raises RehearsalStopped when the server cannot be reached, refuses the log-in or has no free counter.
    """
    if visitors < 1 or speed <= 0:
        raise RehearsalStopped("A rehearsal needs at least one visitor and a speed above 0.")
    play = _Play(url, password, speed, seed)
    door = _Door(play, visitors)
    clerks = [clerk for clerk in (_Clerk(play, *seat) for seat in CLERKS.items()) if clerk.sits_down(say)]
    if not clerks:
        raise RehearsalStopped("No counter is free: close one, or end what it is doing.")
    play.run([door.run, *(clerk.run for clerk in clerks)], say, visitors)
    return play.morning


class _Pace:
    """Simulated minutes since opening; sleeping ends early when the play is stopped."""

    def __init__(self, speed: float) -> None:
        self._second_per_minute = 60 / speed
        self._begun = time.monotonic()
        self.stopped = threading.Event()

    @property
    def minute(self) -> float:
        return (time.monotonic() - self._begun) / self._second_per_minute

    def sleep(self, minutes: float) -> None:
        if self.stopped.wait(max(0.0, minutes * self._second_per_minute)):
            raise _Stop

    def sleep_until(self, minute: float) -> None:
        self.sleep(minute - self.minute)

    def clock(self) -> str:
        hours, minutes = divmod(OPENING_MINUTE + int(self.minute), 60)
        return f"{hours:02d}:{minutes:02d}"


class _Stop(Exception):
    """Somebody else ended the play."""


class _Play:
    """What the actors share: the pace, the record, who is in the hall, and who will come back late."""

    def __init__(self, url: str, password: str, speed: float, seed: int) -> None:
        self.url, self.password, self.seed = url, password, seed
        self.morning = Morning()
        self.pace = _Pace(speed)
        self.late: deque[int] = deque()
        self.door_closed = threading.Event()
        self.came = self.here = 0
        self._last_work = 0.0
        self._lock = threading.Lock()
        self._failure: Exception | None = None

    def person(self, login: str) -> Person:
        return Person(self.url, login, self.password, self.morning.told.append)

    def enter(self, people: int, first_time: bool = False) -> None:
        """`people` entered the hall, or left it when negative."""
        with self._lock:
            self.here += people
            self.came += people if first_time else 0
            self._last_work = self.pace.minute

    def over(self) -> bool:
        idle = self.pace.minute - self._last_work
        return self.door_closed.is_set() and (self.here <= 0 or idle > GIVE_UP_MINUTES)

    def run(self, parts: Sequence[Callable[[], None]], say: Callable[[str], None], visitors: int) -> None:
        threads = [threading.Thread(target=self._act, args=(part,), daemon=True) for part in parts]
        for thread in threads:
            thread.start()
        try:
            self._report(threads, say, visitors)
        finally:
            self.pace.stopped.set()
        if self._failure is not None:
            raise self._failure

    def _act(self, part: Callable[[], None]) -> None:
        try:
            part()
        except _Stop:
            pass
        except Exception as failure:
            self._failure = self._failure or failure
            self.pace.stopped.set()

    def _report(self, threads: list[threading.Thread], say: Callable[[str], None], visitors: int) -> None:
        due = 0.0
        while any(thread.is_alive() for thread in threads):
            if self.pace.minute >= due:
                say(f"{self.pace.clock()}  {self.came} of {visitors} came, {self.here} are in the hall")
                due = self.pace.minute + 10
            time.sleep(0.05)
        say(f"{self.pace.clock()}  the morning is over: {self.came} people came, {self.here} are still here")


class _Door:
    """The greeter: gives a ticket to everybody who comes, and lets late ones back into the line."""

    def __init__(self, play: _Play, visitors: int) -> None:
        self._play = play
        self._chance = random.Random(f"door {play.seed}")
        self._greeter = play.person("greeter")
        self._procedures = self._greeter.read("procedures")
        if not self._procedures:
            raise RehearsalStopped("The hall offers no procedure today.")
        play.enter(sum(ticket["state"] == "waiting" for ticket in self._greeter.read("tickets")))
        self._arrivals = sorted(
            self._chance.triangular(0, LAST_ARRIVAL_MINUTE, BUSIEST_MINUTE) for _ in range(visitors)
        )

    def run(self) -> None:
        for minute in self._arrivals:
            self._play.pace.sleep_until(minute)
            self._reinstate_late()
            self._let_in()
        self._reinstate_late()
        self._play.door_closed.set()

    def _let_in(self) -> None:
        weights = [DEMAND.get(procedure["queue"], 1) for procedure in self._procedures]
        wish = self._chance.choices(self._procedures, weights)[0]
        language = self._chance.choices(("vi", "en"), (19, 1))[0]
        told = self._greeter.ask("issue", "tickets", procedure=wish["code"], language=language, kiosk="K1")
        if told.status == 201:
            self._play.enter(1, first_time=True)

    def _reinstate_late(self) -> None:
        while self._play.late:
            ticket = self._play.late.popleft()
            if self._greeter.ask("reinstate", f"tickets/{ticket}/reinstate", ticket).status == 200:
                self._play.enter(1)


class _Clerk:
    """One clerk at one counter, from the first call to the last."""

    def __init__(self, play: _Play, login: str, counter: str) -> None:
        self._play, self._counter = play, counter
        self._chance = random.Random(f"{login} {play.seed}")
        self._clerk = play.person(login)
        self._procedures = self._clerk.read("procedures")
        self._parked: list[int] = []

    def sits_down(self, say: Callable[[str], None]) -> bool:
        opened = self._clerk.ask("open", f"counters/{self._counter}/open")
        if opened.status != 200:
            say(f"Counter {self._counter} stays closed: {opened.code}.")
        return opened.status == 200

    def run(self) -> None:
        self._end_what_was_begun()
        ticket = None
        while ticket or self._parked or not self._play.over():
            ticket = ticket or self._next()
            if ticket is None:
                self._play.pace.sleep(0.5)
            else:
                ticket = self._attend(ticket)
        self._clerk.ask("close", f"counters/{self._counter}/close")

    def _end_what_was_begun(self) -> None:
        """Who played by hand, or a rehearsal that was cut off, may have left somebody at the counter."""
        for ticket in self._clerk.read("tickets"):
            if ticket["counter"] == self._counter and ticket["state"] in ("called", "serving"):
                if ticket["state"] == "called":
                    self._move("start", ticket["id"])
                self._move("finish", ticket["id"], outcome="done")

    def _next(self) -> int | None:
        told = self._clerk.ask("call-next", f"counters/{self._counter}/call-next")
        if told.status >= 400:
            raise RehearsalStopped(f"Counter {self._counter} cannot call: {told.code}.")
        if told.status == 204 and self._parked:
            told = self._move("call", self._parked.pop(0), reason="giấy tờ đã đủ")
        return told.ticket["id"] if told.ticket else None

    def _attend(self, ticket: int) -> int | None:
        """Serve the one who was called; the next one if calling went with finishing."""
        self._play.pace.sleep(self._chance.uniform(0.3, 1.5))
        if self._chance.random() < NO_SHOW:
            self._miss(ticket)
            return None
        return self._serve(ticket)

    def _serve(self, ticket: int) -> int | None:
        self._move("start", ticket)
        self._play.pace.sleep(min(20.0, self._chance.lognormvariate(1.6, 0.5)))
        fate = self._chance.random()
        if fate < TRANSFER:
            self._transfer(ticket)
        elif fate < TRANSFER + PARK:
            self._park(ticket)
        else:
            return self._finish(ticket)
        return None

    def _miss(self, ticket: int) -> None:
        self._play.pace.sleep(2)
        # Two calls of one number lie at least 5 real seconds apart, however fast the play runs.
        while self._move("recall", ticket).code == "too_soon":
            if self._play.pace.stopped.wait(0.5):
                raise _Stop
        self._play.pace.sleep(1)
        if self._move("miss", ticket).status == 200:
            self._play.enter(-1)
            if self._chance.random() < RETURNS:
                self._play.late.append(ticket)

    def _transfer(self, ticket: int) -> None:
        other = self._chance.choice(self._procedures)["code"]
        reason = "nộp nhầm lĩnh vực"
        # A counter here would send the ticket to that very counter.
        self._clerk.ask("transfer", f"tickets/{ticket}/transfer", ticket, procedure=other, reason=reason)

    def _park(self, ticket: int) -> None:
        if self._move("park", ticket, reason="form").status == 200:
            self._parked.append(ticket)

    def _finish(self, ticket: int) -> int | None:
        outcome = self._chance.choice(OUTCOMES)
        if self._chance.random() < 0.5:
            self._move("finish", ticket, outcome=outcome)
            self._play.enter(-1)
            return None
        path = f"counters/{self._counter}/finish-and-call-next"
        told = self._clerk.ask("finish-and-call-next", path, ticket, outcome=outcome)
        self._play.enter(-1)
        return told.ticket["id"] if told.ticket else None

    def _move(self, action: str, ticket: int, **body: Any) -> Told:
        return self._clerk.ask(action, f"tickets/{ticket}/{action}", ticket, counter=self._counter, **body)
