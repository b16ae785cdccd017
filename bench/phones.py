"""A thousand open ticket pages: what they cost the server in memory and processor time.

Each phone does what `static/citizen.js` does: it looks at its page's live part as often as the page
says, later each time that nothing new was there, with the mark of what it has seen; who is near the call
holds a websocket beside. Nobody shares a connection: each look is a connection of its own, as after a pause.
"""

from __future__ import annotations

import heapq
import http.client
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Alone, percentile
from bench.load import Line
from bench.measures import Say
from bench.programs import Hall
from bench.screens import Screen

PHONES = 1000
MEMORY_MB = 50.0
SHARE_OF_A_CORE = 25.0
# As in static/citizen.js
GROWTH, LONGEST_S, NET_S = 1.5, 60.0, 20.0
CALL_EVERY_S = 15.0
PROCEDURES = ("2.000815", "1.001193", "1.013978", "X.001")
CLERKS = ("clerk1", "clerk2", "clerk3", "clerk4")


class Phone:
    """One open ticket page."""

    def __init__(self, port: int, link: str) -> None:
        self._port, self._link = port, link
        self._mark, self._idle, self.pause_s = "", 0, 30.0
        self._socket: Screen | None = None
        self.looks, self.unchanged = 0, 0
        self.durations: list[float] = []

    def open(self) -> None:
        """Load the page itself."""
        self._read(self._get(self._link)[1])

    def look(self) -> None:
        """Ask for the live part, and decide when to ask again."""
        begun = time.perf_counter()
        status, text = self._get(f"{self._link}/now")
        self.durations.append(time.perf_counter() - begun)
        self.looks += 1
        if status == 304:
            self.unchanged += 1
            self._idle += 1
        else:
            self._idle = 0
        self._read(text)
        grown = min(self._every_s * GROWTH**self._idle, self._every_s * 2 if self._soon else LONGEST_S)
        self.pause_s = max(grown, NET_S if self._soon else 0) * random.uniform(0.85, 1.15)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.socket.close()

    def _read(self, text: str) -> None:
        if not text:
            return
        self._every_s = float(re.findall(r'data-every="(\d+)"', text)[0])
        self._soon = " data-soon" in text
        if self._soon and self._socket is None:
            token = self._link.removeprefix("/t/")
            self._socket = Screen(self._port, {"as": "ticket", "token": token, "code": ""})
        elif not self._soon and self._socket is not None:
            self.close()
            self._socket = None

    def _get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        head = {"If-None-Match": self._mark} if self._mark else {}
        connection.request("GET", path, headers=head)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status not in (200, 304):
            raise RuntimeError(f"a ticket page was answered {answer.status}: {text[:200]}")
        self._mark = answer.headers["ETag"] or self._mark if path.endswith("/now") else ""
        connection.close()
        return answer.status, text


def figures(hall: Hall, seconds: float, say: Say) -> Iterator[Alone]:
    """Open the pages, let the hall work for `seconds`, and see what it took."""
    links = _give_numbers(hall)
    clerks = [_Clerk(hall, login) for login in CLERKS]
    say("a working hall without phones")
    alone_s = _work(hall, [], clerks, seconds)
    before = hall.memory_mb()
    say(f"opening {PHONES} ticket pages")
    phones = [Phone(hall.port, link) for link in links]
    for phone in phones:
        phone.open()
    say(f"{PHONES} ticket pages for {seconds:.0f} s")
    busy_s = _work(hall, phones, clerks, seconds)
    grown = hall.memory_mb() - before
    looks = sum(each.looks for each in phones)
    durations = [each for phone in phones for each in phone.durations]
    for phone in phones:
        phone.close()
    share = (busy_s - alone_s) / seconds * 100
    yield Alone(f"{PHONES} ticket pages: memory", "MB", grown, at_most=MEMORY_MB)
    yield Alone("… processor", "% of a core", share, at_most=SHARE_OF_A_CORE)
    yield Alone("… looks", "1/s", looks / seconds)
    yield Alone("… looks at what had not changed", "%", 100 * sum(p.unchanged for p in phones) / looks)
    yield Alone("… one look, p95", "ms", percentile(durations, 0.95) * 1000)


def _give_numbers(hall: Hall) -> list[str]:
    line = Line(hall.port, hall.token("greeter"))
    links = []
    for n in range(PHONES):
        status, ticket = line.post("/api/v1/tickets", {"procedure": PROCEDURES[n % len(PROCEDURES)]})
        if status != 201:
            raise RuntimeError(f"a number was answered {status}: {ticket}")
        links.append(ticket["link"])
    hall.settle()
    return links


class _Clerk:
    """Finishes whoever is there and calls the next."""

    def __init__(self, hall: Hall, login: str) -> None:
        self._line = Line(hall.port, hall.token(login))
        self._code = login[-1]
        self._line.post(f"/api/v1/counters/{self._code}/open")
        self._ticket: int | None = None

    def press(self) -> None:
        if self._ticket is not None:
            self._line.post(f"/api/v1/tickets/{self._ticket}/start")
        path = f"/api/v1/counters/{self._code}/finish-and-call-next"
        status, ticket = self._line.post(path)
        self._ticket = ticket["id"] if status == 200 else None


def _work(hall: Hall, phones: list[Phone], clerks: list[_Clerk], seconds: float) -> float:
    """Let phones look and clerks call for so long; the processor time that the server took."""
    begun, busy = time.perf_counter(), hall.processor_s()
    due = [(begun + random.uniform(0, phone.pause_s), n) for n, phone in enumerate(phones)]
    heapq.heapify(due)
    calls = [begun + CALL_EVERY_S * (n + 1) / len(clerks) for n in range(len(clerks))]
    while (now := time.perf_counter()) < begun + seconds:
        for n, at in enumerate(calls):
            if now >= at:
                clerks[n].press()
                calls[n] = now + CALL_EVERY_S
        if due and due[0][0] <= now:
            _, n = heapq.heappop(due)
            phones[n].look()
            heapq.heappush(due, (time.perf_counter() + phones[n].pause_s, n))
        else:
            time.sleep(0.005)
    return hall.processor_s() - busy


def main() -> None:
    """`python -m bench.phones`: this figure alone."""
    from tempfile import TemporaryDirectory

    from bench.figures import table_alone

    with TemporaryDirectory() as folder:
        hall = Hall(Path(folder) / "hall")
        hall.start()
        try:
            print(table_alone(list(figures(hall, 60.0, lambda what: print(f"{what} …", flush=True)))))
        finally:
            hall.stop()


if __name__ == "__main__":
    main()
