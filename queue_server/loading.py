"""How the server is loaded: Python's collector of garbage rests meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load modules here. Little of it becomes garbage; looking for some is a sixth of the time of a start.

    What was loaded stays, so that later searches leave it out.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
