"""The hall again, from its journal alone: what the rows say must be a story that can have happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

MOVED = "ticket."
LANGUAGE_DELAY = timedelta(minutes=10)


@dataclass
class Person:
    """Somebody with a number, as far as the rows have told of them."""

    number: str
    state: str
    queue: str
    procedure: str
    language: str
    due: datetime
    since: datetime
    directed: str | None = None
    not_before: datetime | None = None


@dataclass
class Replay:
    """People and counters after the rows that were told; `faults` are sentences.

    `helps` says after how many seconds a counter helps in a queue, `speaks` what a clerk speaks besides
    Vietnamese; rows that name counters opened before the first row need `open`.
    """

    seq: int = 0
    helps: Mapping[tuple[str, str], float] = field(default_factory=dict)
    speaks: Mapping[str, Iterable[str]] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    calls: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _at_counter: dict[str, int] = field(default_factory=dict)
    _queues_of: Mapping[str, Iterable[str]] = field(default_factory=dict)

    @property
    def states(self) -> dict[int, str]:
        return {ticket: person.state for ticket, person in self.people.items()}

    @property
    def numbers(self) -> dict[int, str]:
        return {ticket: person.number for ticket, person in self.people.items()}

    def tell(self, rows: Iterable[Mapping[str, Any]], queues_of: Mapping[str, Iterable[str]]) -> Replay:
        """Read `rows` (seq, at, kind, ticket, body) in order; `queues_of` says what each counter serves."""
        self._queues_of = queues_of
        for row in rows:
            if row["seq"] != self.seq + 1:
                self._fault(f"after journal number {self.seq} comes {row['seq']}")
            self.seq = row["seq"]
            if row["kind"].startswith(MOVED):
                self._move(row["kind"].removeprefix(MOVED), row["ticket"], row["body"], _instant(row["at"]))
            elif row["kind"] == "counter.state":
                self._sit(row["body"])
        self._count_numbers()
        return self

    def _sit(self, body: Mapping[str, Any]) -> None:
        self.open.pop(body["counter"], None)
        if body["state"] == "open":
            self.open[body["counter"]] = body["staff"]

    def _move(self, what: str, ticket: int, body: Mapping[str, Any], at: datetime) -> None:
        if what == "issued":
            self.people[ticket] = _person(body, at)
        person = self.people[ticket]
        if what != "issued" and person.state != body["source"]:
            self._fault(f"{body['number']} moved from {body['source']}, but was {person.state}")
        if what == "called":
            self._call(ticket, body, at)
        self._leave_or_take_counter(ticket, body)
        _learn(person, what, body, at)

    def _call(self, ticket: int, body: Mapping[str, Any], at: datetime) -> None:
        self.calls[ticket] += 1
        if body["source"] != "waiting" or body.get("chosen") or body.get("reason") == "walk_up":
            return
        line = [t for t in self.people if self._may_be_called(t, body["counter"], at)]
        first = min(line, key=lambda t: (self.people[t].due, t), default=None)
        if first != ticket:
            passed = self.people[first].number if first else "nobody"
            self._fault(f"{body['number']} was called before {passed}")

    def _may_be_called(self, ticket: int, counter: str, at: datetime) -> bool:
        person = self.people[ticket]
        able = [code for code, staff in self.open.items() if person.language in self.speaks.get(staff, ())]
        if not self._in_turn(person, counter, at):
            return False
        if person.directed or counter in able or at - person.since >= LANGUAGE_DELAY:
            return True
        return not any(self._in_turn(person, code, at) for code in able)

    def _in_turn(self, person: Person, counter: str, at: datetime) -> bool:
        if person.state != "waiting" or (person.not_before and person.not_before > at):
            return False
        if person.directed:
            return person.directed == counter
        helps = self.helps.get((counter, person.queue), 0)
        long_enough = not helps or at - person.due >= timedelta(seconds=helps)
        return person.queue in self._queues_of[counter] and long_enough

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


def _person(body: Mapping[str, Any], at: datetime) -> Person:
    due, language = _instant(body["due_at"]), body.get("language", "vi")
    return Person(body["number"], "", body["queue"], body["procedure"], language, due, at)


def _learn(person: Person, what: str, body: Mapping[str, Any], at: datetime) -> None:
    """What a row says about the place of a person from now on."""
    if person.state != body["target"]:
        person.since = at
    person.state, person.queue, person.procedure = body["target"], body["queue"], body["procedure"]
    if what in ("put_back", "reinstated"):
        person.due = _instant(body["due_at"])
    if what == "put_back":
        person.not_before = _instant(body["not_before"]) if body.get("not_before") else None
    if what in ("transferred", "directed", "returned"):
        person.directed = body["directed"]
    if what == "called":
        person.directed = person.not_before = None


def _instant(at: datetime | str) -> datetime:
    return datetime.fromisoformat(at) if isinstance(at, str) else at
