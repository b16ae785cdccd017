"""A print queue of CUPS through its command `lp`: no package to build."""

from __future__ import annotations

import shutil
import subprocess

from printer.faults import PrinterFault
from printer.status import Condition

TIMEOUT_S = 3


class CupsPrinter:
    """The CUPS queue of this name."""

    def __init__(self, queue: str) -> None:
        self._queue = queue

    def condition(self) -> Condition:
        """Silent: CUPS takes the job and says nothing of the paper."""
        return Condition.SILENT

    def send(self, data: bytes, name: str = "") -> bool:
        program = shutil.which("lp")
        if program is None:
            raise PrinterFault("the command lp of CUPS is not installed", permanent=True)
        command = [program, "-d", self._queue, "-o", "raw"]
        try:
            subprocess.run(command, input=data, check=True, capture_output=True, timeout=TIMEOUT_S)
        except subprocess.TimeoutExpired as error:
            raise PrinterFault("CUPS does not answer", sent=True) from error
        except subprocess.CalledProcessError as error:
            reason = error.stderr.decode(errors="replace").strip()
            raise PrinterFault(f"CUPS refuses the slip: {reason}") from error
        return False
