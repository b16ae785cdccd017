"""Who was let in and may no longer stay: nothing tells a socket of a token that another process ended."""

from __future__ import annotations

import logging
import time

from flask_socketio import SocketIO

from queue_server.operations.tokens import Tokens, Who

log = logging.getLogger(__name__)

LOOK_S = 5.0


class Admitted:
    """The sockets of this process and by whose token each was let in; kept in memory."""

    def __init__(self, socketio: SocketIO, tokens: Tokens) -> None:
        self._socketio = socketio
        self._tokens = tokens
        self._held: dict[str, Who] = {}

    def came(self, socket: str, token: str) -> None:
        """The socket was let in by this token."""
        if who := self._tokens.who(token):
            self._held[socket] = who

    def left(self, socket: str) -> None:
        self._held.pop(socket, None)

    def run(self) -> None:
        """Until the process ends; a look that fails is made good by the next one."""
        while True:
            time.sleep(LOOK_S)
            try:
                self.hang_up()
            except Exception:
                log.exception("who may stay could not be looked up")

    def hang_up(self) -> None:
        """End the sockets of everybody whose tokens were ended. Their pages ask, and are told so."""
        held = list(self._held.items())
        ended = {who for who in {who for _, who in held} if not self._tokens.stands(who)}
        for socket, who in held:
            if who in ended:
                self.left(socket)
                self._socketio.server.disconnect(socket)
