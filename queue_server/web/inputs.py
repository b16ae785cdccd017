"""What programs may send: read strictly, cleaned, or refused with the field's name."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import Annotated, Literal, TypeVar

from flask import request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from queue_server.domain.states import Outcome
from queue_server.web.errors import BadInput
from queue_server.web.languages import noop as N_

IDENTITY = re.compile(r"\d{12}\s*\|")
"""How the picture on an identity card begins: twelve digits, then fields between bars."""


def clean(text: str) -> str:
    """Text of one line, in NFC, without blanks around it. ValueError for control characters."""
    if IDENTITY.search(text):
        raise BadInput(422, "identity_card", N_("This is an identity card: it is not read here, nor kept."))
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
        raise ValueError("control characters are not allowed")
    return unicodedata.normalize("NFC", text).strip()


def _clean_lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.strip().splitlines())


Code = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(clean)]
Reason = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(clean)]
Typed = Reason
"""What somebody typed, or a scanner read."""
Lines = Annotated[str, Field(max_length=800), AfterValidator(_clean_lines)]
Quantity = Annotated[int, Field(ge=1, le=1000)]


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SignIn(Input):
    """Log-in and password of somebody of the staff."""

    login: Code
    password: Annotated[str, Field(min_length=1, max_length=200)]


class Issue(Input):
    """What a citizen asks for."""

    procedure: Code
    priority: Code | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,8}$")] = "vi"
    people: Annotated[int, Field(ge=1, le=100)] = 1
    kiosk: Code | None = None
    counter: Code | None = None
    after_break: bool = False
    appointment: Annotated[time | None, Field(strict=False)] = None
    file: Annotated[int, Field(ge=1, le=2**62)] | None = None


class Roll(Input):
    """The roll of a queue is at `number`; `first` is the first of today, where none is known yet."""

    queue: Code
    number: Annotated[int, Field(ge=1, le=999_999, strict=False)]
    first: Annotated[int, Field(ge=1, le=999_999, strict=False)] | None = None


class Paper(Input):
    """A slip in somebody's hand: number and check code as typed, or what a scanner read from its QR."""

    paper: Typed


class Receipt(Input):
    """The citizen with today's `number` comes back on `day`."""

    number: Code
    day: Annotated[date, Field(strict=False)]


class Pause(Input):
    reason: Reason | None = None


class Served(Input):
    """A queue that a counter serves: always, or once somebody has waited so many seconds."""

    queue: Code
    helps_after_s: Annotated[int, Field(ge=60, le=86_400)] | None = None


class Serves(Input):
    """All queues that a counter serves."""

    queues: Annotated[list[Served], Field(max_length=50)]


class Seat(Input):
    staff: Code | None = None


class Speaks(Input):
    """All languages that somebody speaks besides Vietnamese."""

    languages: Annotated[list[Code], Field(max_length=20)]


class Nothing(Input):
    """No field is taken."""


class Minutes(Input):
    """How long a slip may wait."""

    minutes: Annotated[int, Field(ge=1, le=120, strict=False)]


class Shown(Input):
    """Whether something is shown."""

    shown: bool


class Signs(Input):
    """Whether each new ticket gets an own sign."""

    given: bool


class StandIn(Input):
    """The printer that helps out; none if it is null."""

    stand_in: Code | None = None


class Done(Input):
    """What the service that ends here amounts to."""

    quantity: Quantity | None = None
    file_number: Code | None = None


class Finish(Done):
    """How a service ended; channel, due day and receipt are those of a file that was received."""

    outcome: Annotated[Outcome, Field(strict=False)] = Outcome.DONE
    channel: Literal["direct", "online", "post"] = "direct"
    due_day: Annotated[date | None, Field(strict=False)] = None
    due_reason: Reason | None = None
    receipt: bool = False


class Move(Finish):
    """What a move may carry; which field counts depends on the action."""

    counter: Code | None = None
    reason: Reason | None = None
    procedure: Code | None = None
    queue: Code | None = None
    to_counter: Code | None = None
    note: Reason | None = None
    return_to_sender: bool = False
    after: Annotated[int, Field(ge=0, le=100)] = 0
    grace: bool = False


class Direct(Input):
    """The one counter that is to call a person; null for any that serves the queue."""

    counter: Code | None
    reason: Reason | None = None


class Resume(Done):
    """`outcome` is how the procedure before it ended, if it did."""

    outcome: Annotated[Outcome | None, Field(strict=False)] = None
    counter: Code | None = None


class Service(Resume):
    """A further procedure of the same visit; all else is about the one before it."""

    procedure: Code


class AtCounter(Input):
    """The counter at which the clerk acts, for a clerk who holds several."""

    counter: Code | None = None


class Trouble(Input):
    """The call that a screen could not say, and the word that its voice lacks."""

    number: Annotated[str, Field(pattern=r"^[A-Z]{0,3}[0-9]{1,6}$")]
    clip: Code


Model = TypeVar("Model", bound=Input)


def read(model: type[Model]) -> Model:
    """The request's JSON as `model`; BadInput or a validation error if it is not. No body means no fields."""
    if not request.get_data():
        return model.model_validate({})
    if not request.is_json:
        raise BadInput(415, "not_json", N_("Send JSON with the content type application/json."))
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise BadInput(400, "malformed_json", N_("The body is not a JSON object."))
    return model.model_validate(body)


def read_day(name: str, default: date) -> date:
    """A date of the query, like 2026-11-22."""
    text = request.args.get(name)
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        raise BadInput(422, "invalid_date", N_("Write dates like 2026-11-22."), name) from None


def read_count(name: str, default: int, most: int) -> int:
    """A whole number of the query, from 0 to `most`."""
    text = request.args.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadInput(422, "invalid_number", N_("Write a whole number."), name)
    return min(int(text), most)


def read_choice(name: str, choices: tuple[str, ...], default: str | None) -> str | None:
    """One of `choices` from the query."""
    text = request.args.get(name) or default
    if text is not None and text not in choices:
        raise BadInput(422, "invalid_choice", N_("This is none of the possible values."), name)
    return text
