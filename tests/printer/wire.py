"""The works of the virtual printer at the end of a terminal line, for device files and serial ports."""

from __future__ import annotations

import contextlib
import os
import threading
import tty

from PIL import Image

from printer.decode import Decoder
from printer.mechanism import Mechanism


class Wire:
    """`path` is a character device; what is written there is printed into `slips`."""

    def __init__(self) -> None:
        self.slips: list[Image.Image] = []
        self.mechanism = Mechanism(lambda picture, raw: self.slips.append(picture))
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self.path = os.ttyname(self._far)
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Wire:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._far)
        self._thread.join(2)
        os.close(self._near)

    def _serve(self) -> None:
        decoder = Decoder()
        with contextlib.suppress(OSError):
            while data := os.read(self._near, 4096):
                for command in decoder.feed(data):
                    self.mechanism.take(command, lambda status: void(os.write(self._near, status)))


def void(_: object) -> None:
    """Say that an answer is not used."""
