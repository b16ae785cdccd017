"""Wait and service times of a period, by procedure, queue, counter, clerk, hour or day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from queue_server.domain.durations import Segment
from queue_server.domain.hall import named
from queue_server.reports.visits import Visit, visits
from queue_server.storage import halls
from queue_server.storage.work import Look

GROUPINGS = ("procedure", "queue", "counter", "clerk", "hour", "day")


@dataclass(frozen=True)
class Spread:
    """Seconds of `n` durations. Percentiles are nearest ranks: the smallest value that p of them reach."""

    n: int
    mean_s: float | None
    p50_s: float | None
    p90_s: float | None
    max_s: float | None


@dataclass(frozen=True)
class WaitSpread(Spread):
    """`within_target` is the share, 0 to 1, that waited no longer than the hall's target."""

    within_target: float | None


@dataclass(frozen=True)
class Row:
    key: str
    label: str
    issued: int
    served: int
    no_show: int
    wait: WaitSpread
    service: Spread


@dataclass
class _Group:
    visits: list[Visit] = field(default_factory=list)
    services_s: list[float] = field(default_factory=list)


def times(look: Look, first: date, last: date, by: str = "procedure", language: str = "vi") -> list[Row]:
    """A row for each group that anything happened in, by key.

    A visit counts where it ended; a service counts under the procedure, counter and clerk that gave it.
    Raises ValueError for an unknown grouping.
    """
    if by not in GROUPINGS:
        raise ValueError(f"figures are grouped by one of {', '.join(GROUPINGS)}")
    labels = _labels(look, by, language)
    groups = _grouped(look, visits(look, first, last), by)
    target = look.hall.wait_target_s
    return [_row(key, labels.get(key, key), groups[key], target) for key in sorted(groups)]


def _grouped(look: Look, found: Iterable[Visit], by: str) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    key_of = _keys(look)[by]
    for visit in found:
        groups.setdefault(key_of(visit), _Group()).visits.append(visit)
        for part in visit.services:
            key = _service_key(part, by) or key_of(visit)
            groups.setdefault(key, _Group()).services_s.append(part.seconds)
    return groups


def _service_key(part: Segment, by: str) -> str | None:
    own = {
        "procedure": part.procedure,
        "queue": part.queue,
        "counter": part.counter,
        "clerk": part.by,
    }
    return own.get(by)


def _keys(look: Look) -> dict[str, Callable[[Visit], str]]:
    return {
        "procedure": lambda visit: visit.procedure,
        "queue": lambda visit: visit.queue,
        "counter": lambda visit: visit.counter or "-",
        "clerk": lambda visit: visit.clerk or "-",
        "hour": lambda visit: f"{look.hall.local(visit.issued_at):%H}",
        "day": lambda visit: look.hall.day(visit.issued_at).isoformat(),
    }


def _labels(look: Look, by: str, language: str) -> dict[str, str]:
    queues = {q.code: named(q.names, language) for q in look.furniture.queues}
    if by == "procedure":  # a number from paper has its queue's code instead of a procedure
        return queues | {p.code: named(p.short_names, language) for p in look.furniture.offered(look.today)}
    if by == "queue":
        return queues
    if by == "counter":
        return {c.code: c.label(language) for c in halls.counters(look.db, look.hall.id)}
    return {f"{hour:02d}": f"{hour:02d}:00" for hour in range(24)} if by == "hour" else {}


def _row(key: str, label: str, group: _Group, target_s: int) -> Row:
    waits = [visit.wait_s for visit in group.visits if visit.wait_s is not None]
    within = sum(wait <= target_s for wait in waits) / len(waits) if waits else None
    return Row(
        key=key,
        label=label,
        issued=len(group.visits),
        served=sum(visit.served for visit in group.visits),
        no_show=sum(visit.no_show for visit in group.visits),
        wait=WaitSpread(*_spread(waits), within_target=within),
        service=Spread(*_spread(group.services_s)),
    )


def _spread(values: Sequence[float]) -> tuple[int, float | None, float | None, float | None, float | None]:
    if not values:
        return 0, None, None, None, None
    ordered = sorted(values)
    mean = sum(ordered) / len(ordered)
    return len(ordered), mean, nearest_rank(ordered, 0.5), nearest_rank(ordered, 0.9), ordered[-1]


def nearest_rank(ordered: Sequence[float], share: float) -> float:
    """The smallest of the sorted values that at least `share` of them do not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]
