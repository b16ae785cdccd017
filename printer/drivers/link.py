"""What a transport must be able to do; everything ESC/POS is above it in `conversation`."""

from __future__ import annotations

from typing import Protocol

TIMEOUT_S = 3.0
"""Longest wait for a connection, for room to write, and for an answer."""


class Link(Protocol):
    """A line of bytes to a printer. Every method raises PrinterFault and nothing else."""

    talks: bool
    """Whether the line can carry answers back."""

    def open(self) -> None:
        """Connect within `TIMEOUT_S`; does nothing when it is open."""

    def write(self, data: bytes) -> None:
        """Send all of `data`, waiting at most `TIMEOUT_S` for each step forward."""

    def read(self, wait_s: float) -> bytes:
        """Some bytes as soon as there are any; empty after `wait_s` of silence."""

    def close(self) -> None:
        """Let go; never fails, and may be called from another thread to end a wait."""
