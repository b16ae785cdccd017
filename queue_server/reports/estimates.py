"""How good what was told of waits has been, beside what the plain rules would have told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from queue_server.domain.hall import CounterState
from queue_server.estimates import baselines, drawing, simulation
from queue_server.estimates.accuracy import Accuracy, Told, accuracy
from queue_server.estimates.baselines import Known
from queue_server.estimates.pools import pools
from queue_server.operations import habits
from queue_server.reports import moments
from queue_server.reports.moments import Taken
from queue_server.storage import journal, promises
from queue_server.storage.promises import Promise
from queue_server.storage.work import Look

BESIDE_DAYS = 31
"""The plain rules are replayed from the journal for the last days of a period only."""
LAST_HOUR = timedelta(hours=1)
FALLBACK_MEAN_S = 600.0


@dataclass(frozen=True)
class Report:
    """The promises of a period: `asked` numbers were taken, nothing was told with `cannot_say` of them.

    `before_lunch` and `before_closing` are those of the last hour of a session that is followed by another
    one, or by none. `rules` are the plain rules, for the same people on the days from `rules_from` on.
    """

    first: date
    last: date
    asked: int
    cannot_say: int
    told: Accuracy
    before_lunch: Accuracy
    before_closing: Accuracy
    days: Mapping[date, Accuracy]
    rules_from: date
    rules: Mapping[str, Accuracy] = field(default_factory=dict)

    @property
    def cannot_say_share(self) -> float | None:
        return self.cannot_say / self.asked if self.asked else None

    def to_json(self) -> dict[str, Any]:
        """The figures of the bands told at the top, everything else beside them."""
        return {
            **asdict(self.told),
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "asked": self.asked,
            "cannot_say_share": self.cannot_say_share,
            "before_lunch": asdict(self.before_lunch),
            "before_closing": asdict(self.before_closing),
            "days": [{"day": day.isoformat(), **asdict(each)} for day, each in self.days.items()],
            "baselines": {name: asdict(each) for name, each in self.rules.items()},
            "baselines_from": self.rules_from.isoformat(),
        }


def report(look: Look, first: date, last: date, backtest: bool = False) -> Report:
    """How good the bands told were; with `backtest` also what the simulation would tell of those days."""
    found = promises.of_days(look.db, look.hall.id, first, last)
    kept = [each for each in found if each.low_s is not None and each.called_at is not None]
    rules_from = max(first, last - timedelta(days=BESIDE_DAYS - 1))
    return Report(
        first=first,
        last=last,
        asked=len(found),
        cannot_say=sum(each.low_s is None for each in found),
        told=_of(kept),
        before_lunch=_of(each for each in kept if _ends_soon(look, each.issued_at) == "lunch"),
        before_closing=_of(each for each in kept if _ends_soon(look, each.issued_at) == "closing"),
        days=_by_day(look, kept),
        rules_from=rules_from,
        rules=beside(look, rules_from, last, kept, backtest),
    )


def _of(kept: Iterable[Promise]) -> Accuracy:
    return accuracy([_told(each) for each in kept])


def _told(promise: Promise) -> Told:
    low_s, high_s = float(promise.low_s or 0), float(promise.high_s or 0)
    return Told(_waited_s(promise), (low_s + high_s) / 2, high_s)


def _waited_s(promise: Promise) -> float:
    called_at = promise.called_at or promise.issued_at
    return max(0.0, (called_at - promise.issued_at).total_seconds())


def _by_day(look: Look, kept: Sequence[Promise]) -> dict[date, Accuracy]:
    days: dict[date, list[Promise]] = {}
    for each in kept:
        days.setdefault(look.hall.day(each.issued_at), []).append(each)
    return {day: _of(found) for day, found in sorted(days.items())}


def _ends_soon(look: Look, at: datetime) -> str | None:
    """Whether lunch or closing comes within the next hour."""
    sessions, local = sorted(look.furniture.calendar.sessions), look.hall.local(at)
    for session in () if look.hall.always_open else sessions:
        end = datetime.combine(local.date(), session.end, local.tzinfo)
        if end - LAST_HOUR <= local < end:
            return "closing" if session == sessions[-1] else "lunch"
    return None


# --- the plain rules, and the simulation once more ---


def beside(
    look: Look, first: date, last: date, kept: Sequence[Promise], backtest: bool = False
) -> dict[str, Accuracy]:
    """What the plain rules would have told the same people; with `backtest` everybody who was called."""
    known = promises.of_days(look.db, look.hall.id, first, last) if backtest else kept
    waited = {each.ticket: _waited_s(each) for each in known if each.called_at is not None}
    told: dict[str, list[Told]] = {}
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        for ticket, rules in replayed(look, day, backtest) if waited else ():
            for name, (point_s, high_s) in rules.items() if ticket in waited else ():
                told.setdefault(name, []).append(Told(waited[ticket], point_s, high_s))
    return {name: accuracy(found) for name, found in told.items()}


Points = Mapping[str, tuple[float, float | None]]


def replayed(look: Look, day: date, simulate: bool = False) -> Iterator[tuple[int, Points]]:
    """What each rule would have told everybody who took a number on `day`, as much as was known then."""
    begins = datetime.combine(day, time(), look.hall.zone)
    known = habits.before(look, begins, journal.reached(look.db, look.hall.id, begins, look.hall.seq))
    services = [each for seconds in known.services.values() for each in seconds]
    mean_s = sum(services) / len(services) if services else FALLBACK_MEAN_S
    drawn = pools(known) if simulate and known.visits >= habits.ENOUGH else None
    for each in moments.taken(look, day):
        rules: dict[str, tuple[float, float | None]] = {
            name: (point_s, None) for name, point_s in baselines.all_of(_known(each, mean_s)).items()
        }
        scene = drawing.draw(each.moment) if drawn else None
        if drawn and scene:
            forecast = simulation.forecast(scene, drawn)
            due_s = (each.due_at - each.at).total_seconds()
            wait = forecast.of_place(each.queue, due_s, _ahead(each))
            if wait is not None:
                rules["simulation"] = (wait.low_s, wait.high_s)
        yield each.ticket, rules


def _known(each: Taken, mean_s: float) -> Known:
    serving = [
        counter
        for counter in each.moment.counters
        if counter.state is CounterState.OPEN and each.queue in counter.queues
    ]
    ahead = sum(other.queue == each.queue for other in each.moment.line)
    return Known(ahead, len(serving), mean_s, each.last_wait_s)


def _ahead(each: Taken) -> int:
    due = (each.due_at - drawing.EPOCH) // drawing.MICROSECOND
    return sum(other.queue == each.queue and other.due_at <= due for other in each.moment.line)
