"""Catalogue and files at their largest: 5,000 procedures taken in and searched, 100,000 open files listed."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bench.figures import Alone, percentile
from bench.programs import PASSWORD
from queue_server.domain.actor import SYSTEM
from queue_server.domain.words import folded
from queue_server.operations import catalogue, due_lists
from queue_server.operations.setup import SAMPLE, found_hall, read_plan
from queue_server.storage import migrating, schema
from queue_server.storage.engine import open_engine
from queue_server.storage.files import MOST_COUNTED, Band
from queue_server.storage.work import Store

PROCEDURES, FILES, ASKED = 5_000, 100_000, 40
TYPED = ("d", "da", "dan", "dang", "dang k", "dang ky", "dang ky ho", "so 4321", "7.0043")
FOUND = 20
IMPORT_S, SEARCH_MS, LIST_MS = 20.0, 30.0, 50.0
Say = Callable[[str], None]


def figures(folder: Path, say: Say) -> Iterator[Alone]:
    """All figures; the hall is founded in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(open_engine(f"sqlite:///{folder / 'files.sqlite'}"), lambda: datetime.now(UTC))
    migrating.upgrade(store.engine)
    hall = found_hall(store, read_plan(SAMPLE), PASSWORD)
    yield from taking_in(store, hall, say)
    yield from searching(store, hall, say)
    yield from listing(store, hall, say)
    store.engine.dispose()


def taking_in(store: Store, hall: str, say: Say) -> Iterator[Alone]:
    """A spreadsheet of new procedures, and then one that changes a time in each of them."""
    for what, committed in (("new", "5 ngày làm việc"), ("changed", "3 ngày làm việc")):
        say(f"taking in {PROCEDURES:,} procedures: {what}")
        data = _sheet(committed)
        begun = time.perf_counter()
        with store.work(hall, SYSTEM) as work:
            taken = catalogue.take(work, catalogue.examine(work, catalogue.read(data)))
        seconds = time.perf_counter() - begun
        if taken != PROCEDURES:
            raise RuntimeError(f"{taken} of {PROCEDURES} procedures were taken in")
        yield Alone(f"{PROCEDURES:,} procedures taken in from XLSX, {what}", "s", seconds, at_most=IMPORT_S)


def _sheet(committed: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["code", "queue", "name_vi", "field", "statutory", "committed", "fee_vi"])
    for n in range(PROCEDURES):
        name = f"Thủ tục đăng ký hồ sơ số {n} đối với hộ gia đình, cá nhân trên địa bàn xã"
        sheet.append([f"7.{n:06}", "AHKM"[n % 4], name, "Đăng ký", "10 ngày làm việc", committed, "Không"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def searching(store: Store, hall: str, say: Say) -> Iterator[Alone]:
    """What the server does for each key while somebody types."""
    say(f"searching {PROCEDURES:,} procedures")
    lasted = []
    for words in TYPED * 5:
        with store.look(hall) as look:
            begun = time.perf_counter()
            look.furniture.search(folded(words).split(), look.today, most=FOUND)
            lasted.append((time.perf_counter() - begun) * 1000)
    what = f"search while typing among {PROCEDURES:,} procedures, p95"
    yield Alone(what, "ms", percentile(lasted, 0.95), at_most=SEARCH_MS)


def listing(store: Store, hall: str, say: Say) -> Iterator[Alone]:
    """The page of due dates: all counts and the first hundred late files, with every file open."""
    say(f"listing {FILES:,} files")
    with store.founding() as db:
        db.execute(insert(schema.file), _files(hall, store.clock()))
    lasted = []
    for _ in range(ASKED):
        with store.look(hall) as look:
            begun = time.perf_counter()
            counts, late = due_lists.counts(look), due_lists.listed(look, Band.LATE)
            lasted.append((time.perf_counter() - begun) * 1000)
    if counts[Band.LATE] != MOST_COUNTED or len(late) != due_lists.PAGE:
        raise RuntimeError("the lists do not hold the files")
    yield Alone(f"due lists with {FILES:,} open files, p95", "ms", percentile(lasted, 0.95), at_most=LIST_MS)


def _files(hall: str, now: datetime) -> list[dict[str, object]]:
    """Files due from a month ago to eleven months ahead."""
    return [
        {
            "hall": hall,
            "token": f"t{n}",
            "number": f"H56.12-{n:06}",
            "digits": f"5612{n:06}",
            "procedure": f"7.{n % PROCEDURES:06}",
            "version": date(2000, 1, 1),
            "channel": "direct",
            "staff": "clerk1",
            "state": ("received", "received", "ready", "sent_back")[n % 4],
            "received_at": now - timedelta(days=40),
            "promised_at": now + timedelta(minutes=5 * n - 43_200),
            "due_at": now + timedelta(minutes=5 * n - 43_200),
        }
        for n in range(FILES)
    ]
