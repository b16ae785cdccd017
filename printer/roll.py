"""How much paper is left: millimetres printed since the roll was changed.

Sensors of cheap printers are missing or late; each real end of a roll teaches how long rolls are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

WARN_AT_SLIPS = 40
SHORTEST_ROLL_MM = 3_000.0
"""An end after less is an opened cover or a torn rest, and teaches nothing."""
_BLEND = 0.1


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll in one printer, in millimetres: used, a slip on average, and full.

    `length_mm` is 0 while nobody told or taught it: then nothing is warned of.
    """

    used_mm: float = 0.0
    slip_mm: float = 0.0
    length_mm: float = 0.0

    @property
    def slips_left(self) -> int | None:
        """About how many more slips there is paper for; None while the length is unknown."""
        if not self.length_mm or not self.slip_mm:
            return None
        return max(0, int((self.length_mm - self.used_mm) / self.slip_mm))

    @property
    def low(self) -> bool:
        """Whether it is time to put a new roll beside the printer."""
        left = self.slips_left
        return left is not None and left <= WARN_AT_SLIPS

    def printed(self, millimetres: float) -> Roll:
        """A slip came out."""
        share = _BLEND if self.slip_mm else 1.0
        average = self.slip_mm + (millimetres - self.slip_mm) * share
        return replace(self, used_mm=self.used_mm + millimetres, slip_mm=average)

    def ended(self) -> Roll:
        """The printer said that its paper ran out: so long was this roll."""
        whole = self.used_mm >= max(SHORTEST_ROLL_MM, self.length_mm / 2)
        return replace(self, length_mm=self.used_mm) if whole else self

    def changed(self) -> Roll:
        """A full roll was put in."""
        return replace(self, used_mm=0.0)
