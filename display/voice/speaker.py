"""espeak-ng by its C interface: words in, 16-bit samples out. Nothing is played.

Function and constant names: speak_lib.h of espeak-ng.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable
from typing import Any

import espeakng_loader

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: to the callback, before espeak_Synth returns
_RATE = 1  # espeakRATE, words a minute
_CHARS_UTF8 = 1
_POS_CHARACTER = 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Speaker:
    """The one voice of this process at a time. OSError where espeak-ng cannot start."""

    def __init__(self) -> None:
        self._lib: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate: int = self._lib.espeak_Initialize(_SYNCHRONOUS, 0, data, 0)
        if self.rate <= 0:
            raise OSError("espeak-ng cannot start: its voices are missing")
        self._heard = array("h")
        self._callback = _CALLBACK(self._hear)  # kept: C holds only its address
        self._lib.espeak_SetSynthCallback(self._callback)

    def voice(self, voice: str, words_a_minute: int) -> Callable[[str], array[int]]:
        """The function that speaks with `voice`. ValueError for one that espeak-ng does not have."""
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}")
        self._lib.espeak_SetParameter(_RATE, words_a_minute, 0)
        return self._speak

    def close(self) -> None:
        self._lib.espeak_Terminate()

    def _speak(self, text: str) -> array[int]:
        self._heard = array("h")
        raw = text.encode() + b"\0"
        failed = self._lib.espeak_Synth(raw, len(raw), 0, _POS_CHARACTER, 0, _CHARS_UTF8, None, None)
        if failed:
            raise OSError(f"espeak-ng cannot say {text!r}")
        return self._heard

    def _hear(self, wav: int | None, count: int, _events: int | None) -> int:
        if wav and count:
            self._heard.frombytes(ctypes.string_at(wav, count * 2))
        return 0
