"""`python -m bench [--quick]`: our server beside the floor, as a table and in `bench.json`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench import counters, estimates, files, kiosk, live, measures, page, past, phones, reports, slips
from bench.figures import Alone, Figure, table, table_alone, write
from bench.measures import FULL, QUICK, Pair, Say, Size
from bench.programs import SOCKETS, Floor, Hall, Program
from printer.mechanism import Fault
from printer.virtual import VirtualServer

Settings = Mapping[str, str]
SUITE = (
    measures.memory_of_first_start,
    measures.start_up,
    measures.memory_at_rest,
    measures.tickets_issued,
    measures.call_to_last_screen,
)


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("--quick", action="store_true", help="fewer rounds, at most 100 screens")
    size = QUICK if words.parse_args().quick else FULL
    begun = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - begun:5.0f} s  {what} …", file=sys.stderr, flush=True)

    # Hundreds of tickets a second keep no printer company: this one takes seconds for a slip, as on a
    # serial line, so that drawing slips takes no more of the processor than it does in a hall.
    with TemporaryDirectory(prefix="queue-server-bench-") as folder, VirtualServer() as printer:
        printer.misbehave(Fault.SLOW)
        settings = {"QUEUE_SOCKETS": str(SOCKETS), "QUEUE_PRINTER_URL": printer.url}
        figures = list(measure(Path(folder), settings, size, say))
        pressed, alone = at_twenty_counters(Path(folder), settings, size, say)
        alone += estimates.figures(Path(folder) / "estimates", size.trial_days, say)
        alone += live.figures(Path(folder) / "live", say)
        alone += on_a_page(Path(folder), settings, size, say)
        alone += with_phones(Path(folder), settings, size, say)
    figures += pressed
    alone += slips.figures(size.slips, say)
    alone += at_a_tablet(size, say)
    alone += reports.figures_of_reports(say)
    with TemporaryDirectory(prefix="queue-server-bench-") as folder:
        alone += files.figures(Path(folder), say)
    print(table(figures), table_alone(alone), sep="\n\n")
    write(figures, alone, machine(), Path("bench.json"))
    return 0 if all(figure.met is not False for figure in (*figures, *alone)) else 1


def measure(folder: Path, settings: Settings, size: Size, say: Say) -> Iterator[Figure]:
    say("preparing both programs")
    # The first start founds the hall and makes its voices; all but its memory is measured at the next ones.
    with running(Hall(folder / "hall", settings)) as hall, running(Floor(folder / "floor")) as floor:
        for question in SUITE:
            yield from question(Pair(floor, hall), size, say)
    yield from with_a_past(folder, settings, size, say)


def at_twenty_counters(
    folder: Path, settings: Settings, size: Size, say: Say
) -> tuple[list[Figure], list[Alone]]:
    hall = counters.HallOfTwenty(folder / "twenty", settings)
    with running(hall), running(Floor(folder / "floor of twenty")) as floor:
        pressed = list(counters.pressed_at_once(floor, hall, size.presses, say))
        return pressed, list(counters.day_at_speed(hall, size.day_s, say))


def with_phones(folder: Path, settings: Settings, size: Size, say: Say) -> list[Alone]:
    with running(Hall(folder / "phones", settings)) as hall:
        return list(phones.figures(hall, size.phones_s, say))


def on_a_page(folder: Path, settings: Settings, size: Size, say: Say) -> list[Alone]:
    """A screen in a hall of usual size: a server for a thousand sockets pings more rarely."""
    usual = {name: value for name, value in settings.items() if name != "QUEUE_SOCKETS"}
    with running(Hall(folder / "page", usual)) as hall:
        return list(page.figures(hall, size, say))


def at_a_tablet(size: Size, say: Say) -> list[Alone]:
    """The kiosk's page, from a hall in which nothing else happens."""
    folder = TemporaryDirectory(prefix="queue-server-bench-")
    with folder as place, running(Hall(Path(place) / "tablet", {})) as hall:
        return list(kiosk.figures(f"http://127.0.0.1:{hall.port}/kiosk/K1", size.opened, say))


def with_a_past(folder: Path, settings: Settings, size: Size, say: Say) -> Iterator[Figure]:
    say(f"writing {size.past:,} past tickets")
    empty, full = Hall(folder / "empty", settings), Hall(folder / "full", settings)
    for hall in (empty, full):
        with running(hall):
            pass
    past.fill(full.database, size.past)
    with running(empty), running(full):
        yield from measures.call_next_with_a_past(empty, full, size, say)


Running = TypeVar("Running", bound=Program)


@contextmanager
def running(program: Running) -> Iterator[Running]:
    program.start()
    try:
        yield program
    finally:
        program.stop()


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": str(os.cpu_count()),
        "load_before": f"{os.getloadavg()[2]:.2f}",
    }


if __name__ == "__main__":
    sys.exit(main())
