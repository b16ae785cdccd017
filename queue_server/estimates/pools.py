"""Times to draw from: what one visit takes of a counter, by procedure, drawn once from the habits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from queue_server.estimates.scene import Habits

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 1024
SEED = 766
SHRINK_N = 20
"""A procedure with n known services is drawn from its own with n / (n + SHRINK_N), else from the hall's."""
LEFT_SHARE = 0.5
"""What is left of a service that lasts longer than any known one, as a share of the hall's mean."""

Array: TypeAlias = "NDArray[Any]"


@dataclass(frozen=True)
class Pools:
    """`visits[row_of[procedure]]` are `SIZE` times from a call to the next one at the same counter.

    `mean_s` is the hall's mean of them. The row 0 is the hall's, for a procedure that nobody asked for yet.
    """

    visits: Array
    row_of: Mapping[str, int]
    services: Mapping[str, Array]
    walks: Array
    gaps: Array
    pauses: Array
    mean_s: float
    service_mean_s: float

    def row(self, procedure: str) -> int:
        return self.row_of.get(procedure, 0)


def pools(habits: Habits) -> Pools:
    """The pools of these habits; ValueError where no service is known."""
    # The library takes 25 MB and is needed only once a wait is to be told.
    import numpy as np

    if not habits.visits:
        raise ValueError("no service is known")
    chance = np.random.default_rng(SEED)
    whole = _mixed(np, chance, habits)
    services = {"": whole, **{code: _of(np, chance, habits, code, whole) for code in habits.services}}
    visits = np.stack([_occupied(np, chance, habits, each) for each in services.values()])
    return Pools(
        visits=visits,
        row_of={code: row for row, code in enumerate(services)},
        services=services,
        walks=_drawn(np, chance, habits.walks),
        gaps=_drawn(np, chance, habits.gaps),
        pauses=_drawn(np, chance, habits.pauses),
        mean_s=float(visits[0].mean()),
        service_mean_s=float(whole.mean()),
    )


def _mixed(np: Any, chance: Any, habits: Habits) -> Array:
    every = np.concatenate([np.asarray(each, dtype=np.float32) for each in habits.services.values()])
    return chance.choice(every, SIZE)


def _of(np: Any, chance: Any, habits: Habits, code: str, whole: Array) -> Array:
    """The services of one procedure, shrunk to the hall's while few are known."""
    own = np.asarray(habits.services[code], dtype=np.float32)
    if not len(own):
        return whole
    is_own = chance.random(SIZE) < len(own) / (len(own) + SHRINK_N)
    return np.where(is_own, chance.choice(own, SIZE), whole)


def _drawn(np: Any, chance: Any, known: Sequence[float]) -> Array:
    return chance.choice(np.asarray(known or (0.0,), dtype=np.float32), SIZE)


def _occupied(np: Any, chance: Any, habits: Habits, services: Array) -> Array:
    """From a call to the next: walk, service and gap; or what it takes to give somebody up."""
    came = _drawn(np, chance, habits.walks) + chance.permutation(services)
    missed = _drawn(np, chance, habits.misses or habits.walks)
    is_missed = chance.random(SIZE) < habits.no_show
    return np.where(is_missed, missed, came) + _drawn(np, chance, habits.gaps)


def left(known: Array, elapsed_s: float, chance: Any, draws: int, otherwise_s: float) -> Array:
    """What is left of a time that has lasted `elapsed_s`, from those known ones that lasted longer."""
    longer = known[known > elapsed_s]
    if not len(longer):
        return chance.exponential(max(1.0, otherwise_s), draws)
    return some(longer, chance, draws) - elapsed_s


def some(known: Array, chance: Any, draws: int) -> Array:
    """As `chance.choice` draws, without its checks, which take longer than the draws."""
    return known.take(chance.integers(0, len(known), draws))
