"""The one family of printer faults."""

from __future__ import annotations


class PrinterFault(Exception):
    """A printer could not be reached or broke off.

    `permanent` means that waiting does not help (a missing package, a wrong device); `sent` that bytes
    of the slip may already have left, so that the paper's fate is unknown.
    """

    def __init__(self, message: str, permanent: bool = False, sent: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.permanent = permanent
        self.sent = sent
