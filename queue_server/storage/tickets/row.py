"""A row of the table of tickets as the ticket that it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from queue_server.domain.ticket import Ticket


def ticket_of(row: Row[Any]) -> Ticket:
    return Ticket(**row._mapping)
