from __future__ import annotations

from pathlib import Path

import pytest

from printer.decode import pictures
from printer.drivers import cups, open_printer
from printer.faults import PrinterFault
from printer.layout import encode, render
from printer.slip import Slip
from printer.status import Condition

DATA = encode(render(Slip(number="A012")))


def programs(folder: Path, lp: str, lpstat: str) -> None:
    for name, body in (("lp", lp), ("lpstat", lpstat)):
        path = folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_the_raw_bytes_reach_the_queue(folder: Path) -> None:
    programs(folder, f'echo "$@" > {folder}/said; cat > {folder}/slip', 'echo "printer phieu is idle."')
    printer = open_printer("cups://phieu")
    assert printer.condition() is Condition.SILENT
    assert not printer.send(DATA)
    assert (folder / "said").read_text().split() == ["-d", "phieu", "-o", "raw", "-s", "-"]
    assert len(pictures((folder / "slip").read_bytes())) == 1


def test_a_disabled_queue_is_offline(folder: Path) -> None:
    programs(folder, "exit 1", 'echo "printer phieu disabled since Monday"')
    assert open_printer("cups://phieu").condition() is Condition.OFFLINE


def test_an_unknown_queue_is_a_fault_before_anything_was_sent(folder: Path) -> None:
    programs(folder, 'echo "lp: no such queue" >&2; exit 1', "exit 1")
    with pytest.raises(PrinterFault, match="no such queue") as fault:
        open_printer("cups://phieu").send(DATA)
    assert not fault.value.sent


def test_a_hanging_cups_is_left_in_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cups, "TIMEOUT_S", 0.3)
    programs(folder, "exec sleep 5", "exec sleep 5")
    with pytest.raises(PrinterFault, match="did not answer") as fault:
        open_printer("cups://phieu").send(DATA)
    assert fault.value.sent


def test_missing_programs_are_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterFault, match="cups-client") as fault:
        open_printer("cups://phieu").condition()
    assert fault.value.permanent
