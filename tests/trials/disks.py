"""A disk whose power can be cut: ext4 in a file, mounted through a loop device.

The file holds what the file system has really written out; what only the kernel remembers is not in
it. With `commit=300` nothing is written by itself during a trial: only what a program synced is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

SIZE = 256 * 1024 * 1024


class NoDisk(Exception):
    """This machine cannot mount a file; the message is a sentence for the skip."""


class Disk:
    """An ext4 file system at `place`, kept in a file beside it."""

    def __init__(self, folder: Path) -> None:
        if os.geteuid() != 0:
            raise NoDisk("A power cut needs root to mount a loop device.")
        self.place = folder / "disk"
        self._image = folder / "disk.img"
        self.place.mkdir()
        with self._image.open("wb") as image:
            image.truncate(SIZE)
        _run("mkfs.ext4", "-q", "-F", str(self._image))
        self._mount()

    def cut_power(self) -> None:
        """Keep what is on the disk at this moment and forget the rest; mounting it again repairs it."""
        rescued = self._image.with_suffix(".rescued")
        shutil.copyfile(self._image, rescued)
        self.unmount()
        rescued.replace(self._image)
        self._mount()

    def unmount(self) -> None:
        """Take it away, as soon as the last of a killed program has let go of it."""
        for _ in range(50):
            if not self.place.is_mount() or _tried("umount", str(self.place)):
                return
            time.sleep(0.1)
        _run("umount", "-l", str(self.place))

    def _mount(self) -> None:
        _run("mount", "-o", "loop,commit=300", str(self._image), str(self.place))


def _tried(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise NoDisk(f"{command[0]} is not installed (Debian packages e2fsprogs and mount).") from error
    except subprocess.CalledProcessError as error:
        raise NoDisk(f"{command[0]} does not work here: {error.stderr.strip()}") from error
