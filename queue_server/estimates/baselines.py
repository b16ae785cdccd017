"""The plain rules beside which the simulation has to stand: what other systems tell.

All give seconds from now for somebody with `ahead` people before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MUNICH_MEAN_S = 720.0
"""The default of 12 minutes that an office of it-at-m/eappointment types over, or not."""


@dataclass(frozen=True)
class Known:
    """What the plain rules go by: who is ahead, open counters, mean service, and the last one's wait."""

    ahead: int
    counters: int
    mean_s: float
    last_wait_s: float | None = None


def people_times_mean(known: Known) -> float:
    """People ahead × mean service ÷ counters: what most kiosk makers tell."""
    return known.ahead * known.mean_s / max(1, known.counters)


def munich(known: Known) -> float:
    """it-at-m/eappointment, `QueueList::withEstimatedWaitingTime`: a slot for each, and one up front."""
    slot_s = MUNICH_MEAN_S / max(1, known.counters)
    return (known.ahead + 1) * slot_s // 60 * 60


def last_served(known: Known) -> float:
    """The wait of the last person who was called; 0 before anybody was."""
    return known.last_wait_s or 0.0


RULES = {"munich": munich, "people_times_mean": people_times_mean, "last_served": last_served}


def all_of(known: Known) -> Mapping[str, float]:
    """What every plain rule tells."""
    return {name: rule(known) for name, rule in RULES.items()}
