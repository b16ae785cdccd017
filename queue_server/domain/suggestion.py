"""What citizens write or say, and what stands in the way of the hall's work: free text, and nobody's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from queue_server.domain.errors import QueueError

LONGEST = 1000
_NUMBER = re.compile(r"(?:\d[ .\-]?){9,}")


class Kind(StrEnum):
    SUGGESTION = "suggestion"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    QUESTION = "question"


class Status(StrEnum):
    NEW = "new"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    CLOSED = "closed"


class PersonalNumber(QueueError):
    code = "personal_number"
    sentence = "Please leave out numbers of phones and papers: nothing about a person is kept here."


class ReplyNeeded(QueueError):
    code = "reply_needed"
    sentence = "Write the answer first."


class AlreadySolved(QueueError):
    code = "already_solved"
    sentence = "This is solved already."


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """`spoken`: typed in by the staff as it was said. Its author finds the answer by `reference`."""

    id: int
    reference: str
    day: date
    kind: Kind
    spoken: bool
    text: str
    status: Status
    reply: str | None
    by: str | None
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Something in the way of the hall's work (vướng mắc), and what is proposed."""

    id: int
    day: date
    text: str
    proposal: str
    by: str
    solved_on: date | None


def refuse_numbers(*texts: str) -> None:
    """PersonalNumber where nine digits or more stand in a row, as of a phone or an identity card."""
    if any(_NUMBER.search(text) for text in texts):
        raise PersonalNumber
