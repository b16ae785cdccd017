"""Packs: texts in a language of the hall by people who speak it; what they lack is shown in Vietnamese.

A pack is one JSON file named by our own id of the language. It holds only what somebody has written:
nothing is translated by a machine. It is offered to readers once its speakers have said so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path


@dataclass(frozen=True)
class Pack:
    """`texts` by their English; `written_by` says in a sentence who wrote and who checked them."""

    id: str
    name: str
    script: str
    offered: bool = False
    written_by: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


def read_packs(folder: Path) -> dict[str, Pack]:
    """The packs of a folder by their ids. ValueError for a file that is none."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.json"))}


def _read(path: Path) -> Pack:
    try:
        return Pack(id=path.stem, **json.loads(path.read_text(encoding="utf-8")))
    except TypeError as error:
        raise ValueError(f"{path.name} is no language pack: {error}") from error


class PackTexts(NullTranslations):
    """The texts of a pack, and those of the fallback where it has none."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack

    def gettext(self, message: str) -> str:
        return self._pack.texts.get(message) or super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._pack.texts.get(msgid1) or super().ngettext(msgid1, msgid2, n)
