"""Figures as files that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, TextIO

from queue_server.reports.wait_times import EMPTY, Row

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SPREADS = ("wait", "service", "walk", "hold")
_COUNTS = ("cancelled", "expired", "walk_up", "guessed", "left_out")


def csv_of_times(rows: Sequence[Row]) -> str:
    """CSV with a byte order mark, so that a spreadsheet reads the Vietnamese right."""
    out = io.StringIO()
    writer = csv.writer(out)
    head: list[str] = []
    for number, row in enumerate(rows or [EMPTY]):
        cells = dict(_cells(row))
        if number == 0:
            head = list(cells)
            writer.writerow(head)
        if rows:
            writer.writerow([cells[name] for name in head])
    return BOM + out.getvalue()


def _cells(row: Row) -> Iterator[tuple[str, Any]]:
    yield from (("key", safe(row.key)), ("label", safe(row.label)))
    yield from ((name, getattr(row, name)) for name in ("issued", "served", "no_show"))
    for name in _SPREADS:
        spread = asdict(getattr(row, name))
        within = [key for key in spread if key.startswith("within_")]
        yield from ((f"{name}_{key}", value) for key, value in spread.items() if key not in within)
        yield from ((key, spread[key]) for key in within)
    yield from ((name, getattr(row, name)) for name in _COUNTS)
    for name in ("missed", "wasted"):
        share = getattr(row, name)
        yield from ((f"{name}_{key}", getattr(share, key)) for key in ("count", "n", "share", "low", "high"))


def long_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], target: TextIO) -> None:
    """A table of any length, written row by row."""
    target.write(BOM)
    writer = csv.writer(target)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
