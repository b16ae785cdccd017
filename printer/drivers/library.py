"""Sending through python-escpos' own transports, with their many faults made one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from printer.faults import PrinterFault

Opener = Callable[[], Any]


def send_through(opener: Opener, data: bytes, extra: str) -> bool:
    """Open, write, close. A missing optional package `extra` is a permanent fault."""
    device = _opened(opener, extra)
    try:
        device._raw(data)
    except Exception as error:  # every transport raises its own library's errors
        raise PrinterFault(f"the printer broke off: {error}", sent=True) from error
    finally:
        _close(device)
    return False


def _opened(opener: Opener, extra: str) -> Any:
    try:
        device = opener()
        device.open()
    except (ImportError, RuntimeError) as error:
        raise PrinterFault(f"the package {extra} is not installed", permanent=True) from error
    except Exception as error:  # every transport raises its own library's errors
        raise PrinterFault(f"the printer cannot be reached: {error}") from error
    return device


def _close(device: Any) -> None:
    try:
        device.close()
    except Exception as error:  # the bytes are out; a failing close changes nothing
        del error
