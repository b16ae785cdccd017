"""Figures as files that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from queue_server.reports.wait_times import Row

BOM = "\ufeff"
_COLUMNS = ("n", "mean_s", "p50_s", "p90_s", "max_s")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of_times(rows: Sequence[Row]) -> str:
    """CSV with a byte order mark, so that a spreadsheet reads the Vietnamese right."""
    out = io.StringIO()
    writer = csv.writer(out)
    waits, services = [f"wait_{c}" for c in _COLUMNS], [f"service_{c}" for c in _COLUMNS]
    writer.writerow(["key", "label", "issued", "served", "no_show", *waits, "within_target", *services])
    for row in rows:
        wait = [getattr(row.wait, column) for column in _COLUMNS]
        service = [getattr(row.service, column) for column in _COLUMNS]
        counts = [row.issued, row.served, row.no_show]
        writer.writerow([safe(row.key), safe(row.label), *counts, *wait, row.wait.within_target, *service])
    return BOM + out.getvalue()


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
