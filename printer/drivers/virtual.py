"""A printer made of files: each slip as a picture and as the bytes a real printer would get."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

from printer.decode import slips
from printer.status import Condition

DOTS_PER_MM = 8


class VirtualPrinter:
    """Writes into `folder`, at `speed` millimetres of paper a second; 0 is at once."""

    def __init__(self, folder: Path, speed: int = 200) -> None:
        self._folder = folder
        self._speed = speed
        self._numbers = count(1)

    def condition(self) -> Condition:
        return Condition.READY

    def send(self, data: bytes, name: str = "") -> bool:
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(self._numbers):04d}-{name or 'slip'}"
        for image in slips(data):
            image.save(self._folder / f"{stem}.png")
            self._move_paper(image.height)
        (self._folder / f"{stem}.bin").write_bytes(data)
        return True

    def _move_paper(self, dots: int) -> None:
        # Real paper takes its time; without it a test load would be all rendering.
        if self._speed:
            time.sleep(dots / DOTS_PER_MM / self._speed)
