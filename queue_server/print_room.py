"""The spoolers of the hall's printers: begun, changed and ended as its furniture says."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from printer.spooler import POLL_S, Spooler
from printer.status import Condition
from queue_server.domain.actor import SYSTEM
from queue_server.operations import printers, printing
from queue_server.operations.slips import BARE, Imprint
from queue_server.operations.spooling import StoredJobs
from queue_server.storage import spool
from queue_server.storage.spool import PrinterRow
from queue_server.storage.work import News, Store

log = logging.getLogger(__name__)


class PrintRoom:
    """All spoolers of a hall, in the one process that leads. `folder` is theirs."""

    def __init__(
        self, store: Store, hall: str, folder: Path, imprint: Imprint = BARE, poll_s: float = POLL_S
    ) -> None:
        self._store = store
        self._hall = hall
        self._folder = folder
        self._poll_s = poll_s
        self._jobs = StoredJobs(store, hall, imprint)
        self._spoolers: dict[str, Spooler] = {}
        self._urls: dict[str, str] = {}
        self._furniture: int | None = None
        self._moves_from = 0.0
        self._one_at_a_time = threading.Lock()

    def mind(self) -> None:
        """One look around: printers that are new or changed, and slips that a stand-in should print."""
        with self._one_at_a_time:
            self._mind()

    def _mind(self) -> None:
        if self._furniture is None:
            self._open()
        with self._store.look(self._hall) as look:
            changed = look.hall.furniture != self._furniture
            rows = spool.printers(look.db, self._hall) if changed else []
            stuck = self._moves_from <= time.monotonic() and printing.to_be_moved(look)
        if changed:
            self._follow(rows)
            self._furniture = look.hall.furniture
        if stuck:
            with self._store.work(self._hall, SYSTEM) as work:
                printing.move_to_stand_ins(work)

    def _open(self) -> None:
        """After a start nobody knows yet how the printers are: nothing is moved before they were asked."""
        with self._store.work(self._hall, SYSTEM) as work:
            printing.recover(work)
        self._moves_from = time.monotonic() + printers.STAND_IN_AFTER.total_seconds()

    def wake(self, _news: News) -> None:
        """A listener of the store: there may be something to print."""
        for spooler in list(self._spoolers.values()):
            spooler.wake()

    def close(self) -> None:
        """Let every spooler end; a later `mind` begins anew."""
        with self._one_at_a_time:
            self._follow([])
            self._furniture = None

    def _follow(self, rows: list[PrinterRow]) -> None:
        urls = {row.code: row.url for row in rows}
        for code in [code for code, url in self._urls.items() if urls.get(code) != url]:
            del self._urls[code]
            if spooler := self._spoolers.pop(code, None):
                spooler.stop()
        for row in (row for row in rows if row.code not in self._urls):
            self._urls[row.code] = row.url
            self._begin(row)

    def _begin(self, row: PrinterRow) -> None:
        folder, report = self._folder / row.code, self._jobs.report
        try:
            spooler = Spooler(row.code, row.url, self._jobs, report, folder, poll_s=self._poll_s)
        except ValueError as error:
            log.error("printer %s: %s", row.code, error, extra={"hall": self._hall})
            self._jobs.report(row.code, Condition.OFFLINE)
        else:
            self._spoolers[row.code] = spooler
            spooler.start()
