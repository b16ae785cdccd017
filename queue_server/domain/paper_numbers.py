"""When a number on paper was probably taken: between its neighbours, as far along as its number is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple


class Known(NamedTuple):
    """A number of a series whose time is known."""

    sequence: int
    at: datetime


def taken_at(sequence: int, before: Known, after: Known) -> datetime:
    """The instant of `sequence`, spread evenly from `before` to `after`; never before `before`."""
    steps = max(1, after.sequence - before.sequence)
    share = min(1.0, (sequence - before.sequence) / steps)
    return before.at + max(after.at - before.at, timedelta(0)) * share
