"""Why a ticket is where it is, in words: clauses that make up one sentence.

`sentence` is a catalogue key filled with details, as with a refusal; a detail may be a clause itself, or
several of them.
"""

from __future__ import annotations

from typing import Any


class Clause:
    """A part of the sentence."""

    sentence: str

    def __init__(self, **details: Any) -> None:
        self.details = details


# --- it waits ---


class IsNext(Clause):
    sentence = "{number} is called next at counter {counters}{merit}"


class HasOthersBefore(Clause):
    sentence = "counter {counter} calls {count} before {number}: {because}{merit}"


class InGrace(Clause):
    sentence = "{number} was put back, keeps its place of {due} and is not called before {until}"


class ComesLater(Clause):
    sentence = "{number} chose to come after the break and is not called before {until}"


class DirectedTo(Clause):
    sentence = "{number} waits for counter {counter} alone, to which it was directed; {count} are before it"


class DirectedToClosed(Clause):
    sentence = (
        "{number} waits for counter {counter} alone, to which it was directed and which is not open now"
    )


class NobodyServes(Clause):
    sentence = "{number} waits because no open counter serves queue {queue} now"


class HelpIsNotDue(Clause):
    sentence = "{number} waits because counter {counter} only helps in queue {queue}, from {until} on"


class LeftToSpeaker(Clause):
    sentence = "{number} is left until {until} to counter {counter}, where its language is spoken"


class CounterHasClosed(Clause):
    sentence = "counter {counter}, for which it waited, has closed, and any counter of its queue calls it"


class HallRests(Clause):
    sentence = "the hall is closed until {until} and everybody keeps their place"


# --- why others are before it ---


class CameEarlier(Clause):
    sentence = "{count} who came earlier"


class HavePriority(Clause):
    sentence = "{count} with a priority head start"


class HaveAppointment(Clause):
    sentence = "{count} with an appointment"


class HaveEarlierPlace(Clause):
    sentence = "{count} with a place before {due}"


# --- what made its own place ---


class HasPriority(Clause):
    sentence = ", with a head start by priority"


class WasPutBehind(Clause):
    sentence = ", because it was put back behind {count} others"


class CameBackLate(Clause):
    sentence = ", because it came back after its call and counts from {due}"


class HasAppointment(Clause):
    sentence = ", with an appointment at {due}"


class KeptItsPlace(Clause):
    sentence = ", with its place of {due} kept when it was sent on"


# --- why another was called before it ---


class WasPassed(Clause):
    sentence = "{other} was called before it at {time} because {because}"


class WalkedUp(Clause):
    sentence = "that person stood at the free counter without a number"


class WasChosen(Clause):
    sentence = "a clerk called it out of turn, reason: {reason}"


class WasDirected(Clause):
    sentence = "it had been directed to counter {counter}"


class CameBack(Clause):
    sentence = "it came back after stepping aside"


class ServesOtherQueues(Clause):
    sentence = "counter {counter} serves queue {queue} only to help, when the wait is long"


class OnlyThere(Clause):
    sentence = "counter {counter} does not serve queue {queue}"


class WasTurn(Clause):
    sentence = "it was its turn at that moment"


# --- it does not wait ---


class WasCalled(Clause):
    sentence = "{number} was called to counter {counter} at {time} because {because}"


class TurnHadCome(Clause):
    sentence = "its turn had come"


class IsServed(Clause):
    sentence = "{number} has been with counter {counter} since {time}"


class SteppedAside(Clause):
    sentence = "{number} stepped aside at {time} ({reason}) and is called again without waiting in line"


class WasServed(Clause):
    sentence = "{number} was finished at counter {counter} at {time}"


class WasForgotten(Clause):
    sentence = "{number} was closed at {time} because nobody had finished it"


class DidNotCome(Clause):
    sentence = (
        "{number} did not come to counter {counter} at {time} and may return: until {until} to its old place"
    )


class GaveUp(Clause):
    sentence = "{number} was cancelled at {time} ({reason})"


class DayEnded(Clause):
    sentence = "{number} was not called before the day ended"


class NoReason(Clause):
    sentence = "no reason given"
