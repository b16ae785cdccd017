"""What a manager wants to be told without looking: from when something is an alarm, and when it is quiet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any


class AlarmKind(StrEnum):
    """What is wrong; the place is a queue, a counter, a printer, a device, or the hall itself."""

    WAIT = "wait"
    WAITING = "waiting"
    SERVICE = "service"
    UNSERVED = "unserved"
    PRINTER = "printer"
    DEVICE = "device"
    RATING = "rating"


@dataclass(frozen=True)
class Alarm:
    """`value` is in seconds for a wait or a service, and a count for the rest."""

    kind: AlarmKind
    place: str
    value: int

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.place}"


@dataclass(frozen=True)
class Thresholds:
    """From when something is an alarm; 0 is never. Between `quiet_from` and `quiet_until` nothing is told.

    The hall aims at `share` percent of waits within its target. Alarms go to the
    address `webhook` and by mail to `mail_to`, where these are given.
    """

    share: int = 80
    wait_min: int = 30
    waiting: int = 15
    service_min: int = 60
    unserved: bool = True
    printer: bool = True
    device: bool = True
    sound: bool = True
    quiet_from: str = "18:00"
    quiet_until: str = "07:00"
    webhook: str = ""
    mail_to: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Thresholds:
        """The thresholds as they were kept, usual where nothing was said."""
        return cls(**{key: value for key, value in kept.items() if key in cls.__annotations__})

    def is_quiet(self, at: time) -> bool:
        """Whether it is quiet at that time of the hall; equal ends are never quiet."""
        begin, end = time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_until)
        return begin <= at < end if begin <= end else at >= begin or at < end
