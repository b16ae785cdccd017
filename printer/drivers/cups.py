"""A CUPS queue through its own programs `lp` and `lpstat`: no headers, no compiler."""

from __future__ import annotations

import os
import subprocess

from printer.drivers.link import TIMEOUT_S
from printer.faults import PrinterFault
from printer.status import Condition

MISSING = "Printing through CUPS needs the programs lp and lpstat; install Debian's cups-client."


class CupsPrinter:
    """`cups://NAME`. The spooled bytes go raw to the queue; CUPS never says what came out on paper."""

    def __init__(self, name: str) -> None:
        self.name = name

    def condition(self) -> Condition:
        """What the queue says of itself; silent when it is idle or busy, for that proves no paper."""
        answer = _run(["lpstat", "-p", self.name])
        if answer.returncode != 0:
            return Condition.OFFLINE
        return Condition.OFFLINE if "disabled" in answer.stdout.decode(errors="replace") else Condition.SILENT

    def send(self, data: bytes, number: str = "") -> bool:
        """Hand the bytes to the queue; False, because handing over is no proof of paper."""
        answer = _run(["lp", "-d", self.name, "-o", "raw", "-s", "-"], data)
        if answer.returncode != 0:
            said = answer.stderr.decode(errors="replace").strip()
            raise PrinterFault(f"CUPS did not take the slip for {self.name}: {said}")
        return False

    def close(self) -> None:
        """Nothing is kept open."""


def _run(command: list[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command, input=data, capture_output=True, timeout=TIMEOUT_S, env={**os.environ, "LC_ALL": "C"}
        )
    except FileNotFoundError as error:
        raise PrinterFault(MISSING, permanent=True) from error
    except subprocess.TimeoutExpired as error:
        raise PrinterFault("CUPS did not answer within 3 seconds.", sent=bool(data)) from error
    except OSError as error:
        raise PrinterFault(f"CUPS could not be asked: {error}") from error
