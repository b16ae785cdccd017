"""The line as the counters see it now: who is called where, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from queue_server.domain import turn
from queue_server.domain.hall import Counter, CounterState
from queue_server.domain.ticket import Ticket
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look


@dataclass
class Line:
    """Everybody who waits, in the order of turns, and the open counters."""

    look: Look

    @cached_property
    def waiting(self) -> list[Ticket]:
        return tickets.in_line(self.look.db, self.look.hall.id, self.look.today)

    @cached_property
    def counters(self) -> list[Counter]:
        found = halls.counters(self.look.db, self.look.hall.id)
        return [each for each in found if each.state is CounterState.OPEN]

    @cached_property
    def speakers(self) -> turn.Speakers:
        return halls.speakers(self.look.db, self.look.hall.id)

    def at(self, counter: Counter) -> list[Ticket]:
        """Those whom `counter` would call, one after the other, as things are now."""
        now = self.look.now
        return [
            each
            for each in self.waiting
            if turn.may_call(counter, each, now)
            and not turn.is_left_to_a_speaker(each, counter, self.speakers, now)
        ]
