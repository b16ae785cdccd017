"""What may happen to a ticket, and who may do it: the whole machine on one page.

The rules it keeps:

1. Every move is a row of `MOVES`; what is not there is refused.
2. A row says from which state, to which state, and by which roles. Conditions that
   need more than that (which counter, how long ago) are predicates in `ticket.py`.
3. A state in `FINAL` is left by no move, except a no-show that is reinstated.
4. A manager sees everything and moves nothing.

`docs/ticket-states.md` is drawn from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    SERVED = "served"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    PUT_BACK = "put_back"
    START = "start"
    PARK = "park"
    TRANSFER = "transfer"
    FINISH = "finish"
    CLOSE_OUT = "close_out"
    MISS = "miss"
    REINSTATE = "reinstate"
    CANCEL = "cancel"
    DIRECT = "direct"
    SWITCH = "switch"
    RETURN = "return"
    EXPIRE = "expire"


class Role(StrEnum):
    KIOSK = "kiosk"
    SCREEN = "screen"
    RATING = "rating"
    CITIZEN = "citizen"
    GREETER = "greeter"
    CLERK = "clerk"
    MANAGER = "manager"
    ADMIN = "admin"
    SYSTEM = "system"


class Outcome(StrEnum):
    """How a service ended; a visit is not a file, so *file received* is one of many."""

    DONE = "done"
    FILE_RECEIVED = "file_received"
    GUIDANCE_ONLY = "guidance_only"
    MISSING_PAPERS = "missing_papers"
    ASSISTED_ONLINE = "assisted_online"
    WRONG_PLACE = "wrong_place"
    TOO_LATE = "too_late"


ORDINARY_ENDINGS = (Outcome.DONE, Outcome.FILE_RECEIVED, Outcome.ASSISTED_ONLINE)
"""How a procedure ends when all goes well; which of them is a matter of the procedure."""


class Move(NamedTuple):
    to: TicketState
    roles: frozenset[Role]


def _by(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_S, _A, _R = TicketState, Action, Role
_CLERK = _by(_R.CLERK)
_FLOOR = _by(_R.CLERK, _R.GREETER)
_SYSTEM = _by(_R.SYSTEM)

ISSUERS = _by(_R.KIOSK, _R.GREETER, _R.CLERK)

MOVES: Mapping[tuple[Action, TicketState], Move] = {
    (_A.CALL, _S.WAITING): Move(_S.CALLED, _CLERK),
    (_A.CALL, _S.PARKED): Move(_S.CALLED, _CLERK),
    (_A.RECALL, _S.CALLED): Move(_S.CALLED, _CLERK),
    (_A.PUT_BACK, _S.CALLED): Move(_S.WAITING, _FLOOR),
    (_A.START, _S.CALLED): Move(_S.SERVING, _CLERK),
    (_A.PARK, _S.SERVING): Move(_S.PARKED, _CLERK),
    (_A.TRANSFER, _S.CALLED): Move(_S.WAITING, _FLOOR),
    (_A.TRANSFER, _S.SERVING): Move(_S.WAITING, _FLOOR),
    (_A.TRANSFER, _S.WAITING): Move(_S.WAITING, _FLOOR),
    (_A.DIRECT, _S.WAITING): Move(_S.WAITING, _FLOOR | _SYSTEM),
    (_A.SWITCH, _S.SERVING): Move(_S.SERVING, _CLERK),
    (_A.RETURN, _S.SERVING): Move(_S.WAITING, _CLERK),
    (_A.FINISH, _S.SERVING): Move(_S.SERVED, _CLERK),
    (_A.CLOSE_OUT, _S.SERVING): Move(_S.SERVED, _SYSTEM),
    (_A.MISS, _S.CALLED): Move(_S.NO_SHOW, _by(_R.CLERK, _R.SYSTEM)),
    (_A.REINSTATE, _S.NO_SHOW): Move(_S.WAITING, _FLOOR),
    (_A.CANCEL, _S.WAITING): Move(_S.CANCELLED, _by(_R.CLERK, _R.GREETER, _R.CITIZEN)),
    (_A.CANCEL, _S.CALLED): Move(_S.CANCELLED, _FLOOR),
    (_A.CANCEL, _S.PARKED): Move(_S.CANCELLED, _FLOOR),
    (_A.EXPIRE, _S.WAITING): Move(_S.EXPIRED, _SYSTEM),
    (_A.EXPIRE, _S.CALLED): Move(_S.EXPIRED, _SYSTEM),
    (_A.EXPIRE, _S.PARKED): Move(_S.EXPIRED, _SYSTEM),
}

AT_A_COUNTER = frozenset({_S.CALLED, _S.SERVING})
FINAL = frozenset({_S.SERVED, _S.NO_SHOW, _S.CANCELLED, _S.EXPIRED})
OPEN = frozenset(_S) - FINAL
