from __future__ import annotations

from pathlib import Path

from printer.mechanism import Fault
from printer.roll import Roll
from printer.status import Condition
from printer.virtual import VirtualServer
from tests.printer.hall import Hall


def test_nothing_is_warned_of_while_nobody_knows_how_long_a_roll_is(tmp_path: Path) -> None:
    roll = Roll(tmp_path / "roll.json")
    for _ in range(500):
        roll.printed(100)
    assert (roll.slips_left, roll.low) == (None, False)


def test_the_warning_comes_at_forty_slips_left(tmp_path: Path) -> None:
    roll = Roll(tmp_path / "roll.json", 10_000)
    for _ in range(59):
        roll.printed(100)
    assert (roll.slips_left, roll.low) == (41, False)
    roll.printed(100)
    assert (roll.slips_left, roll.low) == (40, True)
    roll.changed()
    assert (roll.slips_left, roll.low) == (100, False)


def test_each_real_end_corrects_the_length_and_a_false_one_does_not(tmp_path: Path) -> None:
    roll = Roll(tmp_path / "roll.json")
    roll.printed(25_000)
    roll.ended()
    roll.changed()
    assert roll.length_mm == 25_000
    roll.printed(9_000)
    roll.ended()
    assert roll.length_mm == 25_000
    roll.printed(12_000)
    roll.ended()
    assert roll.length_mm == 21_000


def test_the_count_survives_a_restart_and_a_spoilt_file(tmp_path: Path) -> None:
    Roll(tmp_path / "roll.json").printed(120)
    assert Roll(tmp_path / "roll.json").used_mm == 120
    (tmp_path / "roll.json").write_text("[")
    assert Roll(tmp_path / "roll.json").used_mm == 0


def test_the_spooler_counts_what_the_printer_used(hall: Hall, server: VirtualServer) -> None:
    spooler = hall.spool(server.url)
    hall.prints("A001", "A002")
    hall.jobs.wait_for("printed", "printed")
    assert abs(spooler.roll.used_mm - server.mechanism.used_dots / 8) < 1


def test_counted_paper_warns_before_the_sensor_and_a_new_roll_ends_it(
    hall: Hall, server: VirtualServer
) -> None:
    (hall.folder / "P1").mkdir()
    Roll(hall.folder / "P1" / "roll.json").printed(9_000)
    spooler = hall.spool(f"{server.url}?roll=10")
    spooler.roll.slip_mm = 50
    hall.prints("A001")
    while (condition := hall.told.get(timeout=8)) is not Condition.PAPER_LOW:
        assert condition is Condition.READY
    hall.jobs.wait_for("printed")
    server.misbehave(Fault.PAPER_OUT)
    hall.hears(Condition.PAPER_OUT)
    server.misbehave()
    hall.hears(Condition.READY)
    assert spooler.roll.used_mm == 0
