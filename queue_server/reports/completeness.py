"""Whether the catalogue tells citizens what they need to know: how long, what to bring, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from queue_server.domain.hall import Procedure
from queue_server.operations.portal import NATIONAL
from queue_server.storage import portals
from queue_server.storage.work import Look


class Needed(StrEnum):
    TERM = "how long it takes"
    BRING = "what to bring"
    FEE = "what it costs"
    ONLINE = "whether it can be done online"


@dataclass(frozen=True)
class Gap:
    """A procedure and what its entry does not say."""

    procedure: Procedure
    lacks: tuple[Needed, ...]


@dataclass(frozen=True)
class Completeness:
    """Of `every` procedure of the national catalogue offered today, how many are `complete`."""

    every: int
    gaps: list[Gap]

    @property
    def complete(self) -> int:
        return self.every - len(self.gaps)

    @property
    def lacking(self) -> Mapping[Needed, int]:
        counted = Counter(each for gap in self.gaps for each in gap.lacks)
        return {each: counted[each] for each in Needed if counted[each]}


def completeness(look: Look) -> Completeness:
    """Services of the hall's own, without a national code, are left out."""
    offered = [each for each in look.furniture.offered(look.today) if NATIONAL.fullmatch(each.code)]
    online = portals.all_known(look.db, look.hall.id)
    gaps = [Gap(each, lacks) for each in offered if (lacks := _lacks(each, online.get(each.code)))]
    return Completeness(len(offered), gaps)


def _lacks(each: Procedure, online: Mapping[str, object] | None) -> tuple[Needed, ...]:
    said = {
        Needed.TERM: each.statutory or each.committed,
        Needed.BRING: each.bring,
        Needed.FEE: each.fee,
        Needed.ONLINE: online and online["online"],
    }
    return tuple(need for need, value in said.items() if not value)
