"""Help with the national portal: address and code of a procedure's page, and how far it goes online."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import segno

from queue_server.domain.portal import PortalHelp
from queue_server.storage import portals
from queue_server.storage.work import Look

# A national code, such as 2.000815; a procedure of the hall's own has no page on the portal.
NATIONAL = re.compile(r"\d\.\d{6}")


def help_with(look: Look, procedure: str) -> PortalHelp:
    """All that the hall knows of `procedure` on the portal."""
    known = portals.of_procedure(look.db, look.hall.id, procedure) or {}
    return PortalHelp(
        procedure=procedure,
        address=known.get("page") or _address(look, procedure),
        online=known.get("online", ""),
    )


def _address(look: Look, procedure: str) -> str | None:
    pattern = portals.pattern(look.db, look.hall.id)
    return pattern.format(code=procedure) if pattern and NATIONAL.fullmatch(procedure) else None


def picture(address: str) -> bytes:
    """The QR code of an address, as an SVG file."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, border=2)
    return out.getvalue()


def portal_row(row: Mapping[str, str]) -> dict[str, Any] | None:
    """The portal's part of a row of a catalogue file, `online` and `portal`; None if it has none."""
    online, page = (row.get("online") or "").strip(), (row.get("portal") or "").strip() or None
    if not (online or page):
        return None
    return {"procedure": row["code"], "online": online, "page": page}
