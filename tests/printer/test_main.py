from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from printer.__main__ import main
from printer.mechanism import Fault
from printer.virtual import VirtualServer

ROOT = Path(__file__).parents[2]


def test_status_says_the_condition_and_fails_when_it_cannot_print(
    server: VirtualServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", server.url]) == 0
    server.misbehave(Fault.COVER_OPEN)
    assert main(["status", server.url]) == 1
    assert capsys.readouterr().out.split() == ["ready", "cover_open"]


def test_the_test_slip_is_printed_and_confirmed(
    server: VirtualServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test-slip", f"{server.url}?width=384"]) == 0
    assert capsys.readouterr().out == "Printed.\n"
    assert server.wait_for_slips(1)[0].width == 384


def test_without_paper_the_test_slip_is_refused(
    server: VirtualServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.misbehave(Fault.PAPER_OUT)
    assert main(["test-slip", server.url]) == 1
    assert "paper_out" in capsys.readouterr().err


def test_a_wrong_address_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "http://printer"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_virtual_printer_is_started_told_a_fault_and_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "printer", "virtual", "--port", "0", "--folder", str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        try:
            _play(process)
        finally:
            process.kill()
    assert (tmp_path / "slip-000001.png").exists()


def _play(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    url = process.stdout.readline().split()[0]
    assert main(["test-slip", url]) == 0
    process.stdin.write("paper_out\n")
    process.stdin.flush()
    assert process.stdout.readline() == "paper_out\n"
    assert main(["status", url]) == 1
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
