"""A printer without paper: each slip becomes a PNG and its bytes in a folder."""

from __future__ import annotations

import contextlib
from itertools import count
from pathlib import Path

from printer.decode import pictures
from printer.faults import PrinterFault
from printer.status import Condition


class VirtualPrinter:
    """`virtual:`. The PNG is decoded from the bytes, so it shows what paper would.

    A file `condition` in the folder, holding for instance `paper_out`, plays that condition.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: int | None = None

    def condition(self) -> Condition:
        """Ready, or what the file `condition` says."""
        with contextlib.suppress(OSError, ValueError):
            return Condition((self.folder / "condition").read_text().strip())
        return Condition.READY

    def send(self, data: bytes, number: str = "") -> bool:
        """Write `slip-000001-A012.bin` and `.png`; what is written is printed."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self._next(data, number)
            for image in pictures(data):
                image.save(path.with_suffix(".png"))
        except OSError as error:
            raise PrinterFault(f"Folder {self.folder} cannot be written: {error.strerror}.") from error
        return True

    def _next(self, data: bytes, slip: str) -> Path:
        if self._last is None:
            names = (path.stem.split("-")[1] for path in self.folder.glob("slip-*.bin"))
            self._last = max((int(name) for name in names if name.isdigit()), default=0)
        for number in count(self._last + 1):
            path = self.folder / f"slip-{number:06d}-{slip if slip.isalnum() else 'slip'}.bin"
            with contextlib.suppress(FileExistsError), path.open("xb") as file:
                file.write(data)
                self._last = number
                return path
        raise AssertionError("numbers do not end")

    def close(self) -> None:
        """Nothing is kept open."""
