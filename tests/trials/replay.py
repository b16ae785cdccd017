"""The hall again, from its journal alone: what the rows say must be a story that can have happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOVED = "ticket."


@dataclass
class Replay:
    """States, places in line and counters after the rows that were told; `faults` are sentences."""

    seq: int = 0
    states: dict[int, str] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    calls: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _due: dict[int, str] = field(default_factory=dict)
    _queue: dict[int, str] = field(default_factory=dict)
    _at_counter: dict[str, int] = field(default_factory=dict)

    def tell(self, rows: Iterable[Mapping[str, Any]], queues_of: Mapping[str, Iterable[str]]) -> Replay:
        """Read `rows` (seq, kind, ticket, body) in order; `queues_of` says what each counter serves."""
        for row in rows:
            if row["seq"] != self.seq + 1:
                self._fault(f"after journal number {self.seq} comes {row['seq']}")
            self.seq = row["seq"]
            if row["kind"].startswith(MOVED):
                self._move(row["kind"].removeprefix(MOVED), row["ticket"], row["body"], queues_of)
        self._count_numbers()
        return self

    def _move(self, what: str, ticket: int, body: Mapping[str, Any], queues_of: Mapping[str, Any]) -> None:
        if self.states.get(ticket) != body["source"]:
            self._fault(f"{body['number']} moved from {body['source']}, but was {self.states.get(ticket)}")
        if what == "issued":
            self.numbers[ticket], self._due[ticket] = body["number"], body["due_at"]
        if what == "reinstated":
            self._due[ticket] = body["due_at"]
        if what == "called":
            self._call(ticket, body, queues_of)
        self._leave_or_take_counter(ticket, body)
        self._queue[ticket], self.states[ticket] = body["queue"], body["target"]

    def _call(self, ticket: int, body: Mapping[str, Any], queues_of: Mapping[str, Any]) -> None:
        self.calls[ticket] += 1
        served = queues_of[body["counter"]]
        line = [t for t, state in self.states.items() if state == "waiting" and self._queue[t] in served]
        first = min(line, key=lambda t: (self._due[t], t), default=None)
        if body["source"] == "waiting" and not body.get("chosen") and first != ticket:
            self._fault(f"{body['number']} was called before {self.numbers.get(first or 0)}")

    def _leave_or_take_counter(self, ticket: int, body: Mapping[str, Any]) -> None:
        self._at_counter = {code: t for code, t in self._at_counter.items() if t != ticket}
        if body["target"] in ("called", "serving"):
            other = self._at_counter.get(body["counter"])
            if other is not None:
                self._fault(f"counter {body['counter']} had {self.numbers[other]} and {body['number']}")
            self._at_counter[body["counter"]] = ticket

    def _count_numbers(self) -> None:
        given: dict[str, list[int]] = {}
        for number in self.numbers.values():
            given.setdefault(number[0], []).append(int(number[1:]))
        for series, sequence in given.items():
            if sorted(sequence) != list(range(1, len(sequence) + 1)):
                self._fault(
                    f"the numbers of series {series} are not 1 to {len(sequence)}: {sorted(sequence)}"
                )

    def _fault(self, sentence: str) -> None:
        self.faults.append(sentence)
