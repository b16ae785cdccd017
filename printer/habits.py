"""What was learned of a printer: does it answer questions, does it confirm a slip. Kept over restarts."""

from __future__ import annotations

import json
import os
from pathlib import Path


class Habits:
    """A printer that has answered or confirmed once is expected to do so again.

    Only what is known can tell "cannot confirm by nature" from "did not confirm this time". What was learned
    at another address is forgotten.
    """

    def __init__(self, path: Path, url: str) -> None:
        self._path = path
        self._url = url
        known = _read(path)
        if known.get("url") != url:
            known = {}
        self.answers = known.get("answers") is True
        self.confirms = known.get("confirms") is True

    def learn(self, answers: bool = False, confirms: bool = False) -> None:
        """Remember that it answered or confirmed."""
        if (answers and not self.answers) or (confirms and not self.confirms):
            self.answers = self.answers or answers
            self.confirms = self.confirms or confirms
            self._write()

    def forget(self) -> None:
        """Begin anew: the printer was perhaps replaced by another model."""
        self.answers = self.confirms = False
        self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        known = {"url": self._url, "answers": self.answers, "confirms": self.confirms}
        beside.write_text(json.dumps(known))
        os.replace(beside, self._path)


def _read(path: Path) -> dict[str, object]:
    try:
        known = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
