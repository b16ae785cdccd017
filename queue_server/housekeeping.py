"""The chores of a hall: close finished days, forget old answers, tick, and mind the printers."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from queue_server.domain.actor import SYSTEM
from queue_server.operations import day, estimates, forgetting, power, printing, rating
from queue_server.operations.slips import BARE, Imprint
from queue_server.print_room import PrintRoom
from queue_server.storage import answers
from queue_server.storage.leader import Leadership
from queue_server.storage.work import Store

log = logging.getLogger(__name__)

TICK_S = 4.0
ROUND_S = 1.0
FORESIGHT_S = 3.0
KEEP_ANSWERS = timedelta(days=2)


class Housekeeping:
    """One thread that does the chores while this process leads."""

    def __init__(
        self, store: Store, hall: str, data: Path, tick: Callable[[str], None], imprint: Imprint = BARE
    ) -> None:
        self._store = store
        self._hall = hall
        self._tick = tick
        self._leadership = Leadership(store.engine)
        self.print_room = PrintRoom(store, hall, data / "printed", imprint)
        self._stopped = threading.Event()
        self._next_tick = self._next_beat = self._next_foresight = 0.0
        self._outage_noted = False

    def run(self) -> None:
        """Until `stop`; a chore that fails is logged and tried again in the next round."""
        while not self._stopped.is_set():
            self._try(self._round)
            self._stopped.wait(ROUND_S)

    def stop(self) -> None:
        self._stopped.set()
        self.print_room.close()
        self._leadership.release()

    def _round(self) -> None:
        if not self._leadership.held():
            self.print_room.close()
            self._outage_noted = False
            return
        for chore in (
            self._note_outage,
            self.print_room.mind,
            self._close_days,
            self._tick_if_due,
            self._foresee,
            self._beat,
        ):
            self._try(chore)

    def _try(self, chore: Callable[[], None]) -> None:
        """One chore that fails keeps no other from being done."""
        try:
            chore()
        except Exception:
            log.exception("a chore failed", extra={"hall": self._hall})

    def _tick_if_due(self) -> None:
        if time.monotonic() >= self._next_tick:
            self._next_tick = time.monotonic() + TICK_S
            self._tick(self._hall)

    def _foresee(self) -> None:
        if time.monotonic() < self._next_foresight:
            return
        self._next_foresight = time.monotonic() + FORESIGHT_S
        with self._store.look(self._hall) as look:
            estimates.foresee(look)

    def _note_outage(self) -> None:
        """Once, before anything of this life is written: how long nobody led."""
        if self._outage_noted:
            return
        with self._store.work(self._hall, SYSTEM) as work:
            cut = power.note_outage(work)
        self._outage_noted = True
        if cut is not None:
            log.warning("the server was down from %s to %s", *cut, extra={"hall": self._hall})

    def _beat(self) -> None:
        if time.monotonic() < self._next_beat:
            return
        self._next_beat = time.monotonic() + power.BEAT.total_seconds()
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
                printing.give_up_old(work)
                rating.forget_old(work)
                answers.forget(work.db, self._hall, work.now - KEEP_ANSWERS)
            with self._store.work(self._hall, SYSTEM) as work:
                day.roll_up(work, each)
