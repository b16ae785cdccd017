"""Where a call is heard: the sound card of this machine, by `aplay` of alsa-utils, or a file."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import wave
from array import array
from pathlib import Path
from typing import Protocol

from display.voice import sound


class Loudspeaker(Protocol):
    @property
    def busy(self) -> bool:
        """Whether it still plays."""
        ...

    def play(self, samples: array[int], rate: int) -> None:
        """Begin to play. OSError where that fails."""
        ...

    def close(self) -> None: ...


class SoundCard:
    """An ALSA device like `default` or `plughw:1,0`. OSError without aplay."""

    def __init__(self, device: str = "default") -> None:
        program = shutil.which("aplay")
        if program is None:
            raise OSError("aplay is not here: apt-get install alsa-utils.")
        self._command = [program, "-q", "-D", device]
        self._folder = tempfile.TemporaryDirectory(prefix="speak-")
        self._playing: subprocess.Popen[bytes] | None = None

    @property
    def busy(self) -> bool:
        return self._playing is not None and self._playing.poll() is None

    def play(self, samples: array[int], rate: int) -> None:
        failed = self._playing is not None and self._playing.poll() != 0
        path = Path(self._folder.name) / "call.wav"
        sound.write(path, samples, rate)
        self._playing = subprocess.Popen([*self._command, str(path)], stdin=subprocess.DEVNULL)
        if failed:
            raise OSError(f"The last call was not heard: {' '.join(self._command)} failed.")

    def close(self) -> None:
        if self._playing is not None:
            self._playing.wait()
        self._folder.cleanup()


class SoundFile:
    """Writes everything that is spoken into one WAV file, which is whole after each call."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: wave.Wave_write | None = None
        self.rate = 0

    @property
    def busy(self) -> bool:
        return False

    def play(self, samples: array[int], rate: int) -> None:
        if self._file is None:
            self.rate = rate
            self._file = wave.open(str(self._path), "wb")  # noqa: SIM115 (open until close())
            self._file.setnchannels(1)
            self._file.setsampwidth(2)
            self._file.setframerate(rate)
        self._file.writeframes(sound.raw(sound.at_rate(samples, rate, self.rate)))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
