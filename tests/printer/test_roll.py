from __future__ import annotations

from printer.roll import Roll
from printer.virtual import VirtualServer
from tests.printer.hall import Hall


def after(roll: Roll, slips: int, millimetres: float = 100) -> Roll:
    for _ in range(slips):
        roll = roll.printed(millimetres)
    return roll


def test_nothing_is_warned_of_while_nobody_knows_how_long_a_roll_is() -> None:
    roll = after(Roll(), 500)
    assert (roll.slips_left, roll.low) == (None, False)


def test_the_warning_comes_at_forty_slips_left() -> None:
    roll = after(Roll(length_mm=10_000), 59)
    assert (roll.slips_left, roll.low) == (41, False)
    roll = roll.printed(100)
    assert (roll.slips_left, roll.low) == (40, True)
    assert (roll.changed().slips_left, roll.changed().low) == (100, False)


def test_each_real_end_corrects_the_length_and_a_false_one_does_not() -> None:
    roll = Roll().printed(25_000).ended().changed()
    assert roll.length_mm == 25_000
    roll = roll.printed(9_000).ended()
    assert roll.length_mm == 25_000
    assert roll.printed(12_000).ended().length_mm == 21_000


def test_the_spooler_counts_what_the_printer_used(hall: Hall, server: VirtualServer) -> None:
    hall.spool(server.url)
    hall.prints("A001", "A002")
    hall.jobs.wait_for("printed", "printed")
    assert abs(hall.jobs.used_mm - server.mechanism.used_dots / 8) < 1
