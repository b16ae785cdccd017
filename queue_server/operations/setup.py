"""Founding a hall from a plan: its furniture, calendar and staff."""

from __future__ import annotations

import csv
import secrets
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from queue_server.domain.actor import SYSTEM
from queue_server.domain.due import CHANNELS, Term
from queue_server.domain.slides import Slide, SlideKind
from queue_server.domain.states import Role
from queue_server.domain.words import normal
from queue_server.operations import staffing
from queue_server.operations.portal import portal_row
from queue_server.storage import halls, staff
from queue_server.storage.work import Store

SAMPLE = Path(__file__).parent.parent / "sample" / "bat-mot.toml"
_HALL_KEYS = (
    "names",
    "unit",
    "zone",
    "always_open",
    "trusts_this_machine",
    "shares_counters",
    "wait_target_s",
    "notice",
    "sessions",
    "ticket_hours",
    "stale_after_s",
    "gives_signs",
    "portal",
)
_USUAL = {"stale_after_s": 300, "gives_signs": True, "ticket_hours": None}
_QUEUE = {"ticket_hours": None, "daily_limit": None}
_DEVICE = {"counter": None, "printer": None, "stamp": 1, "name": "", "queues": [], "layout": "board"}
_ALWAYS = date(2000, 1, 1)


def read_plan(path: Path) -> dict[str, Any]:
    """The plan of a hall, with the rows of its procedure file. OSError or ValueError if it is no plan."""
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    with (path.parent / plan["procedures"]).open(encoding="utf-8", newline="") as lines:
        plan["procedures"] = list(csv.DictReader(lines))
    if "portal_help" in plan:
        with (path.parent / plan["portal_help"]).open(encoding="utf-8", newline="") as lines:
            plan["portal_help"] = list(csv.DictReader(lines))
    return plan


def found_hall(store: Store, plan: Mapping[str, Any], password: str, printer_url: str | None = None) -> str:
    """Create the hall of a plan and its staff, all with `password`; the hall's id."""
    hall_id: str = plan["id"]
    with store.founding() as db:
        now = store.clock()
        halls.add_hall(db, hall_id, now, **{key: (_USUAL | dict(plan))[key] for key in _HALL_KEYS})
        for table, rows in _furniture(plan, printer_url, now.year).items():
            halls.add(db, table, [{"hall": hall_id, **row} for row in rows])
    password_hash = staffing.hash_password(password)
    with store.work(hall_id, SYSTEM) as work:
        for login, roles in plan["staff"].items():
            staffing.add_hashed(work, login, password_hash, frozenset(Role(role) for role in roles))
        for login, languages in plan.get("speaks", {}).items():
            staff.set_languages(work.db, hall_id, login, languages)
    return hall_id


def _furniture(
    plan: Mapping[str, Any], printer_url: str | None, year: int
) -> dict[str, Sequence[Mapping[str, Any]]]:
    counters = plan["counters"]
    return {
        "queue": _numbered([{**_QUEUE, **each} for each in plan["queues"]]),
        "appointment_limit": [
            {"queue": queue, "per_slot": count} for queue, count in plan.get("appointments", {}).items()
        ],
        "procedure": [procedure_row(row) for row in plan["procedures"]],
        "portal_help": [row for row in map(portal_row, plan.get("portal_help", ())) if row],
        "priority_class": _numbered(plan["priority_classes"]),
        "counter": [{"code": c["code"], "names": c["names"], "state": "closed"} for c in counters],
        "counter_queue": [row for each in counters for row in _served(each)],
        "printer": [
            {**each, "url": printer_url or each["url"], "condition": "silent"} for each in plan["printers"]
        ],
        "device": [{**_DEVICE, **each} for each in plan["devices"]],
        "day_off": days_off(range(year, year + 2)),
        "slide": _numbered([_slide(each) for each in plan.get("slides", ())]),
    }


def _slide(wish: Mapping[str, Any]) -> dict[str, Any]:
    slide = Slide(id=secrets.token_hex(6), **{**wish, "kind": SlideKind(wish["kind"])})
    return {**vars(slide), "kind": slide.kind.value}


def _served(counter: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The queues of a counter; `helps = { K = 1200 }` are those where it helps after so many seconds."""
    helps: Mapping[str, int] = counter.get("helps", {})
    served = dict.fromkeys(counter["queues"]) | dict(helps)
    return [
        {"counter": counter["code"], "queue": queue, "helps_after_s": after}
        for queue, after in served.items()
    ]


def _numbered(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "position": position} for position, row in enumerate(rows)]


def procedure_row(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of the catalogue file as a row of the table; a name that is missing in English stays out."""
    names = _names(row, "name")
    short = _names(row, "short")
    return {
        "code": row["code"],
        "queue": row["queue"],
        "valid_from": _ALWAYS,
        "names": names,
        "short_names": short,
        "field": normal(row.get("field") or ""),
        "bring": _names(row, "bring"),
        "statutory": _terms(row, "statutory"),
        "committed": _terms(row, "committed"),
        "fee": _names(row, "fee"),
        "decision": normal(row.get("decision") or ""),
    }


def _terms(row: Mapping[str, str], what: str) -> dict[str, str]:
    """The terms in the columns `what` and `what_online` …, by channel. ValueError for what is no term."""
    texts = {channel: row.get(f"{what}_{channel}" if channel else what) or "" for channel in ("", *CHANNELS)}
    return {channel: str(Term.read(text)) for channel, text in texts.items() if text.strip()}


def _names(row: Mapping[str, str], what: str) -> dict[str, str]:
    texts = {lang: normal(row.get(f"{what}_{lang}") or "") for lang in ("vi", "en")}
    return {lang: text for lang, text in texts.items() if text}


def days_off(years: Sequence[int]) -> list[dict[str, Any]]:
    """Vietnam's public holidays and the weekend days worked instead, to be confirmed each year."""
    # Needed when a hall is founded, and by no running one.
    import holidays

    vietnam = holidays.country_holidays("VN", years=years, language="vi")
    off = [{"day": day, "worked": False, "name": name} for day, name in sorted(vietnam.items())]
    swapped = sorted(day for day in vietnam.weekend_workdays if day.year in years)
    return off + [{"day": day, "worked": True, "name": "swapped"} for day in swapped]
