"""The slip: what a citizen gets on paper, as one frozen value of finished texts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

LONGEST = 2_000
"""Most characters in one text; the longest procedure name of the national catalogue has 1,094."""

LONGEST_NUMBER = 16
LONGEST_LINK = 200
MOST_LINES = 40
"""Most lines in one part of the slip."""

_JOINERS = "\u200b\u200c\u200d"
_BLANKS = re.compile(r"[^\S\u00a0]+")
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co"}


def clean(text: str) -> str:
    """`text` in NFC with every control, bidi and private character gone and white space single.

    Zero-width spaces and joiners stay: Lao breaks its lines at them. No line breaks at a no-break space.
    """
    if len(text) > LONGEST:
        raise ValueError(f"A text on the slip has {len(text)} characters; at most {LONGEST} can be printed.")
    kept = (c for c in text if c.isspace() or c in _JOINERS or unicodedata.category(c) not in _UNPRINTABLE)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", "".join(kept)).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip. Every text is finished by the caller, the hall's first language first.

    `centre` lines name the office; `number` is alone and large; `issued_at` is an aware time already in
    the hall's zone, or a finished text; `link` becomes the QR; `sign` is a pictogram's name or a short
    text; `notes` are free lines below the facts, `table` rows of a label and a figure; `reprint` sets the
    mark `reprint_mark` on top.
    Raises ValueError with a sentence when a text is too long or the number is missing.
    """

    number: str
    centre: tuple[str, ...] = ()
    title: str = ""
    sign: str = ""
    procedure: str = ""
    counters: str = ""
    ahead: str = ""
    wait: str | None = None
    bring: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    table: tuple[tuple[str, str], ...] = ()
    second_language: tuple[str, ...] = ()
    link: str | None = None
    check_code: str | None = None
    issued_at: datetime | str = ""
    thanks: str = ""
    footer: str = ""
    reprint: bool = False
    reprint_mark: str = "IN LẠI"

    def __post_init__(self) -> None:
        for field in fields(self):
            _check_form(field.name, str(field.type), getattr(self, field.name))
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))
        if not 0 < len(self.number) <= LONGEST_NUMBER:
            raise ValueError(f"A slip needs a number of at most {LONGEST_NUMBER} characters.")
        if len(self.link or "") > LONGEST_LINK:
            raise ValueError(
                f"The slip's link has {len(self.link or '')} characters; at most {LONGEST_LINK} fit."
            )
        if isinstance(self.issued_at, datetime) and self.issued_at.tzinfo is None:
            raise ValueError("The slip's time needs a time zone.")

    @property
    def time_text(self) -> str:
        """The time as printed: `07:45 · 12/10/2026`."""
        if isinstance(self.issued_at, str):
            return self.issued_at
        return f"{self.issued_at:%H:%M · %d/%m/%Y}"

    def to_json(self) -> str:
        """The slip as JSON; `from_json` gives the same value back."""
        values = asdict(self)
        if isinstance(self.issued_at, datetime):
            values["issued_at"] = {"at": self.issued_at.isoformat()}
        return json.dumps(values, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Slip:
        """Read what `to_json` wrote; unknown fields of a newer version are left out.

        Raises ValueError with a sentence when it is not a slip.
        """
        try:
            values = json.loads(text)
            known = {f.name: _restored(values[f.name]) for f in fields(cls) if f.name in values}
            return cls(**known)
        except (TypeError, KeyError, json.JSONDecodeError) as error:
            raise ValueError(f"This is not a stored slip: {error}") from error


def _is_row(value: Any) -> bool:
    return isinstance(value, (tuple, list)) and len(value) == 2 and all(isinstance(v, str) for v in value)


_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "str": (lambda value: isinstance(value, str), "a text"),
    "str | None": (lambda value: value is None or isinstance(value, str), "a text"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "datetime | str": (lambda value: isinstance(value, (datetime, str)), "a time or a text"),
    "tuple[str, ...]": (lambda value: _all(value, lambda line: isinstance(line, str)), "a list of texts"),
    "tuple[tuple[str, str], ...]": (lambda value: _all(value, _is_row), "rows of a label and a figure"),
}
"""What each part of the slip must be, by its declared type: a stored slip may hold anything."""


def _all(value: Any, right: Callable[[Any], bool]) -> bool:
    return isinstance(value, (tuple, list)) and all(right(part) for part in value)


def _check_form(name: str, declared: str, value: Any) -> None:
    right, words = _FORMS[declared]
    if not right(value):
        raise ValueError(f"The slip's {name} is {words}, not {value!r:.60}.")


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if not isinstance(value, (tuple, list)):
        return value
    if len(value) > MOST_LINES:
        raise ValueError(f"A part of the slip has {len(value)} lines; at most {MOST_LINES} can be printed.")
    return tuple(_cleaned(line) for line in value)


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["at"])
    return tuple(_restored(item) for item in value) if isinstance(value, list) else value
