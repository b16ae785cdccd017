"""The hall's machine as a loudspeaker: it follows the board as a screen does, and speaks every call once."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from display.voice import pack as packs
from display.voice import sound
from display.voice.announcement import announcement, loudness
from display.voice.calling import Line
from display.voice.loudspeaker import Loudspeaker
from display.voice.pack import Pack
from queue_server.domain.hall import Hall
from queue_server.operations import board as boards
from queue_server.operations import voices
from queue_server.storage.engine import TROUBLE
from queue_server.storage.work import Look, Store

log = logging.getLogger(__name__)

PAUSE_S = 0.2


class Speaking:
    """Speaks for `screen`, with the packs in the folder `voice` of `data`."""

    def __init__(self, store: Store, hall: str, data: Path, screen: str, loudspeaker: Loudspeaker) -> None:
        self._store, self._hall, self._screen, self._loudspeaker = store, hall, screen, loudspeaker
        self._folder = data / "voice"
        self._line = Line(data / f"spoken-{screen}.json")
        self._seq = -1

    def run(self) -> None:
        """Speak until interrupted; what fails is told, and the next call spoken."""
        while True:
            try:
                self.step()
            except (OSError, *TROUBLE) as error:
                log.error("a call may not have been heard: %s", error)
            time.sleep(PAUSE_S)

    def step(self) -> str | None:
        """Look at the board, and begin the next call if nothing is being spoken; its number."""
        with self._store.look(self._hall) as look:
            if look.hall.seq != self._seq:
                self._line.hear(boards.board(look).calls)
                self._seq = look.hall.seq
            return None if self._loudspeaker.busy else self._speak_next(look)

    def _speak_next(self, look: Look) -> str | None:
        if (following := self._line.next(look.now)) is None:
            return None
        call, brief = following
        wish = voices.wish(look.hall)
        samples, rate = announcement(self._packs(look.hall), call.number, call.counter, wish, brief)
        loud = loudness(wish, look.hall.local(look.now).strftime("%H:%M"))
        self._loudspeaker.play(sound.quieter(samples, loud), rate)
        return call.number

    def _packs(self, hall: Hall) -> list[Pack]:
        """The packs that speak; one that cannot be read leaves the others their say."""
        found = []
        for name in voices.of_screen(hall, self._screen)["voices"]:
            try:
                found.append(packs.load(self._folder / name))
            except ValueError as error:
                log.error("a voice is silent: %s", error)
        return found
