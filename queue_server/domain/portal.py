"""What a clerk can show of a procedure on the national portal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PortalHelp:
    """`address` is the procedure's page, shown as a link and a QR code, never fetched; None if it has none.

    `online` says how far it goes online, an open list of codes: full, partial, offered, not_offered.
    """

    procedure: str
    address: str | None = None
    online: str = ""
