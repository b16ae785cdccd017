"""`docs/ticket-states.md`, from the table of moves."""

from __future__ import annotations

from queue_server.domain.states import FINAL, ISSUERS, MOVES, Role, TicketState

HEAD = """# The states of a ticket

Drawn from the table in `queue_server/domain/states.py` by `python -m tools.documents`; do not edit.

Every move writes exactly one row of the journal in its own transaction. A move that is not here is
refused with `illegal_move`, by somebody else with `not_allowed`, and changes nothing. A clerk moves
only tickets of the clerk's own counter. A manager sees everything and moves nothing.
"""


def page() -> str:
    """The whole document."""
    return "\n".join([HEAD, *_diagram(), "", *_table(), ""])


def _diagram() -> list[str]:
    arrows = [f"    {source} --> {move.to}: {action}" for (action, source), move in MOVES.items()]
    ends = [f"    {state} --> [*]" for state in TicketState if state in FINAL]
    return ["```mermaid", "stateDiagram-v2", "    [*] --> waiting: issue", *arrows, *ends, "```"]


def _table() -> list[str]:
    rows = [
        f"| {action} | {source} | {move.to} | {_names(move.roles)} |"
        for (action, source), move in MOVES.items()
    ]
    issue = f"| issue | – | waiting | {_names(ISSUERS)} |"
    return ["| action | from | to | who may |", "|---|---|---|---|", issue, *rows]


def _names(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles))
