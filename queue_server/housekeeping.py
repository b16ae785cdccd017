"""The chores of a hall: close finished days, forget old answers, tick, and mind the printers."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from printer.spooler import Spooler
from queue_server.domain.actor import SYSTEM
from queue_server.operations import day, forgetting, power, printing
from queue_server.operations.spooling import StoredJobs
from queue_server.storage import answers, spool
from queue_server.storage.leader import Leadership
from queue_server.storage.work import News, Store

log = logging.getLogger(__name__)

TICK_S = 4.0
ROUND_S = 1.0
KEEP_ANSWERS = timedelta(days=2)


class Housekeeping:
    """One thread that does the chores while this process leads."""

    def __init__(self, store: Store, hall: str, data: Path, tick: Callable[[str], None]) -> None:
        self._store = store
        self._hall = hall
        self._data = data
        self._tick = tick
        self._leadership = Leadership(store.engine)
        self._spoolers: list[Spooler] = []
        self._stopped = threading.Event()
        self._next_tick = self._next_beat = 0.0

    def run(self) -> None:
        """Until `stop`; a chore that fails is logged and tried again in the next round."""
        while not self._stopped.wait(ROUND_S if self._spoolers else 0.0):
            try:
                self._round()
            except Exception:
                log.exception("a chore failed", extra={"hall": self._hall})
                self._stopped.wait(ROUND_S)

    def stop(self) -> None:
        self._stopped.set()
        self._stop_printers()
        self._leadership.release()

    def wake_printers(self, _news: News) -> None:
        """A listener of the store: there may be something to print."""
        for spooler in self._spoolers:
            spooler.wake()

    def _round(self) -> None:
        if not self._leadership.held():
            self._stop_printers()
            self._stopped.wait(ROUND_S)
            return
        if not self._spoolers:
            self._note_outage()
            self._start_printers()
        self._close_days()
        if time.monotonic() >= self._next_tick:
            self._next_tick = time.monotonic() + TICK_S
            self._tick(self._hall)
        if time.monotonic() >= self._next_beat:
            self._next_beat = time.monotonic() + power.BEAT.total_seconds()
            self._beat()

    def _note_outage(self) -> None:
        with self._store.work(self._hall, SYSTEM) as work:
            cut = power.note_outage(work)
        if cut is not None:
            log.warning("the server was down from %s to %s", *cut, extra={"hall": self._hall})

    def _beat(self) -> None:
        with self._store.work(self._hall, SYSTEM) as work:
            power.live(work)
            for ticket in forgetting.close_unanswered(work):
                log.info("nobody finished %s: closed", ticket.number, extra={"hall": self._hall})

    def _close_days(self) -> None:
        with self._store.look(self._hall) as look:
            overdue = day.overdue(look)
        for each in overdue:
            with self._store.work(self._hall, SYSTEM) as work:
                day.close(work, each)
                answers.forget(work.db, self._hall, work.now - KEEP_ANSWERS)
            with self._store.work(self._hall, SYSTEM) as work:
                day.roll_up(work, each)

    def _start_printers(self) -> None:
        with self._store.work(self._hall, SYSTEM) as work:
            printing.recover(work)
            printers = spool.printers(work.db, self._hall)
        self._spoolers = [self._spooler(each) for each in printers]
        for spooler in self._spoolers:
            spooler.start()

    def _spooler(self, printer: spool.PrinterRow) -> Spooler:
        jobs = StoredJobs(self._store, self._hall)
        folder = self._data / "printed" / printer.code
        return Spooler(printer.code, printer.url, jobs, jobs.report, folder)

    def _stop_printers(self) -> None:
        for spooler in self._spoolers:
            spooler.stop()
        self._spoolers = []
