"""Percentiles, and the table that people read."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of `values` do not exceed: the nearest rank."""
    rank = math.ceil(round(share * len(values), 9))  # 0.07 * 100 is a little over 7
    return sorted(values)[max(rank, 1) - 1]


def median(values: Sequence[float]) -> float:
    return percentile(values, 0.5)


@dataclass(frozen=True)
class Figure:
    """One measurement of both programs; `at_most` or `at_least` is the target of hall / floor, if any."""

    what: str
    unit: str
    floor: float
    hall: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def ratio(self) -> float:
        return self.hall / self.floor

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target."""
        if self.at_most is not None:
            return self.ratio <= self.at_most
        return None if self.at_least is None else self.ratio >= self.at_least


@dataclass(frozen=True)
class Alone:
    """One measurement without a floor to compare with, and its limit, if any."""

    what: str
    unit: str
    value: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the limit is kept; None without one."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return None if self.at_least is None else self.value >= self.at_least


_WORDS = {True: "met", False: "MISSED", None: ""}


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    head = ["| measured | unit | floor | hall | hall / floor | target | |", "|---|---|--:|--:|--:|---|---|"]
    return "\n".join(head + [_row(figure) for figure in figures])


def _row(figure: Figure) -> str:
    cells = [
        figure.what,
        figure.unit,
        f"{figure.floor:.3g}" if figure.floor < 1000 else f"{figure.floor:.0f}",
        f"{figure.hall:.3g}" if figure.hall < 1000 else f"{figure.hall:.0f}",
        f"{figure.ratio:.2f}",
        _target(figure),
        _WORDS[figure.met],
    ]
    return "| " + " | ".join(cells) + " |"


def table_alone(figures: Sequence[Alone]) -> str:
    """The figures without a floor as a Markdown table."""
    head = ["| measured | unit | value | limit | |", "|---|---|--:|---|---|"]
    rows = (
        f"| {each.what} | {each.unit} | {each.value:.3g} | {_target(each)} | {_WORDS[each.met]} |"
        for each in figures
    )
    return "\n".join([*head, *rows])


def _target(figure: Figure | Alone) -> str:
    if figure.at_most is not None:
        return f"≤ {figure.at_most:g}"
    return "" if figure.at_least is None else f"≥ {figure.at_least:g}"


def write(figures: Sequence[Figure], alone: Sequence[Alone], machine: dict[str, str], path: Path) -> None:
    """Keep the figures as JSON, with the `machine` that they were measured on."""
    rows = [{**asdict(figure), "ratio": round(figure.ratio, 3), "met": figure.met} for figure in figures]
    single = [{**asdict(each), "met": each.met} for each in alone]
    kept = {"machine": machine, "figures": rows, "alone": single}
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
