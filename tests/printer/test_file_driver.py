from __future__ import annotations

import os
import tty
from pathlib import Path

import pytest

from printer.decode import pictures
from printer.drivers import open_printer
from printer.faults import PrinterFault
from printer.layout import encode, render
from printer.mechanism import Fault
from printer.slip import Slip
from printer.status import Condition
from tests.printer.wire import Wire

DATA = encode(render(Slip(number="A012")))


def test_a_device_that_answers_is_asked_and_confirms() -> None:
    with Wire() as wire:
        printer = open_printer(f"file://{wire.path}")
        assert printer.condition() is Condition.READY
        assert printer.send(DATA)
        wire.mechanism.faults = {Fault.PAPER_LOW}
        assert printer.condition() is Condition.PAPER_LOW
        printer.close()
        assert len(wire.slips) == 1


def test_a_plain_file_takes_slips_one_after_the_other_and_confirms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    path.touch()
    printer = open_printer(f"file://{path}")
    assert printer.condition() is Condition.SILENT
    assert not printer.send(DATA)
    printer.close()
    assert not printer.send(DATA)
    printer.close()
    assert len(pictures(path.read_bytes())) == 2


def test_a_device_that_was_pulled_out_is_offline_and_not_made_as_a_file(tmp_path: Path) -> None:
    printer = open_printer(f"file://{tmp_path}/lp0")
    assert printer.condition() is Condition.OFFLINE
    with pytest.raises(PrinterFault, match="No such file") as fault:
        printer.send(DATA)
    assert not fault.value.sent
    assert not (tmp_path / "lp0").exists()


def test_a_device_that_takes_no_more_gives_up_in_time(impatient: None) -> None:
    near, far = os.openpty()
    tty.setraw(far)
    printer = open_printer(f"file://{os.ttyname(far)}")
    with pytest.raises(PrinterFault, match="took no more data within") as fault:
        printer.send(DATA)
    assert fault.value.sent
    os.close(far)
    os.close(near)
