"""Raw TCP, usually port 9100."""

from __future__ import annotations

import contextlib
import socket

from printer.drivers.link import TIMEOUT_S
from printer.faults import PrinterFault


class NetworkLink:
    """`tcp://HOST:PORT`. The connection lives for one job: others may print too."""

    talks = True

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self._socket: socket.socket | None = None

    def open(self) -> None:
        """Connect within the time-out."""
        if self._socket is None:
            try:
                self._socket = self._connect()
            except (OSError, UnicodeError) as error:
                raise PrinterFault(f"Printer {self.host}:{self.port} cannot be reached: {error}") from error

    def _connect(self) -> socket.socket:
        """A name may have several addresses: they share the time-out."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        for address in addresses[:-1]:
            with contextlib.suppress(OSError):
                return socket.create_connection((address, self.port), TIMEOUT_S / len(addresses))
        return socket.create_connection((addresses[-1], self.port), TIMEOUT_S / len(addresses))

    def write(self, data: bytes) -> None:
        """Send all of `data` within the time-out."""
        try:
            self._connected().settimeout(TIMEOUT_S)
            self._connected().sendall(data)
        except OSError as error:
            raise PrinterFault(f"Printer {self.host}:{self.port} took no more data: {error}") from error

    def read(self, wait_s: float) -> bytes:
        """Some bytes, or none after `wait_s`; a closed connection is a fault."""
        try:
            self._connected().settimeout(wait_s)
            received = self._connected().recv(256)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise PrinterFault(f"Printer {self.host}:{self.port} broke off: {error}") from error
        if not received:
            raise PrinterFault(f"Printer {self.host}:{self.port} closed the connection.")
        return received

    def _connected(self) -> socket.socket:
        if self._socket is None:
            raise PrinterFault(f"Printer {self.host}:{self.port} is not connected.")
        return self._socket

    def close(self) -> None:
        """Shut down first: that also ends a wait in another thread."""
        link, self._socket = self._socket, None
        if link is not None:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            link.close()
