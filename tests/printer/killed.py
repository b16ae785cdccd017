"""A spooler in its own process that kills itself with SIGKILL at one step of its second slip.

`python -m tests.printer.killed URL FOLDER STEP`
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from printer.drivers.conversation import Conversation
from printer.drivers.network import NetworkLink
from printer.spooler import Spooler
from tests.printer.jobs import FileJobs

STEPS = (
    "before take",
    "after take",
    "before the first byte",
    "in mid-slip",
    "before the proof",
    "after the proof",
    "after settle",
)


def main(url: str, folder: str, step: str) -> None:
    jobs = FileJobs(Path(folder) / "jobs.json")
    wrap(step, jobs)
    Spooler("P1", url, jobs, lambda *_: None, Path(folder) / "P1").start()
    threading.Event().wait(60)


def wrap(step: str, jobs: Any) -> None:
    """Put the kill at `step` of the second slip."""
    owner, name, when, after = {
        "before take": (jobs, "take", 2, False),
        "after take": (jobs, "take", 2, True),
        "before the first byte": (Conversation, "_write_slip", 2, False),
        "in mid-slip": (Conversation, "_write_slip", 2, None),
        "before the proof": (Conversation, "_proved", 2, False),
        "after the proof": (Conversation, "_proved", 2, True),
        "after settle": (jobs, "settle", 2, True),
    }[step]
    if after is None:
        kill_in_mid_slip()
    else:
        setattr(owner, name, killing(getattr(owner, name), when, after))


def killing(function: Callable[..., Any], when: int, after: bool) -> Callable[..., Any]:
    calls = 0

    def wrapped(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == when and not after:
            die()
        result = function(*arguments)
        if calls == when:
            die()
        return result

    return wrapped


def kill_in_mid_slip() -> None:
    slips = 0
    write_slip, write = Conversation._write_slip, NetworkLink.write

    def counted(self: Conversation, data: bytes) -> int:
        nonlocal slips
        slips += 1
        return write_slip(self, data)

    def cut(self: NetworkLink, data: bytes) -> None:
        write(self, data[: len(data) // 2] if slips == 2 else data)
        if slips == 2:
            die()

    Conversation._write_slip = counted  # type: ignore[method-assign]
    NetworkLink.write = cut  # type: ignore[method-assign]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
