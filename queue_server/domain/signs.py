"""Own signs: an animal or a thing beside the number, for those who do not read.

`printer.own_sign_shapes` draws each of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from queue_server.domain.hall import Names

SIGNS: Mapping[str, Names] = {
    "buffalo": {"vi": "con trâu", "en": "buffalo"},
    "rooster": {"vi": "con gà", "en": "rooster"},
    "fish": {"vi": "con cá", "en": "fish"},
    "bananas": {"vi": "nải chuối", "en": "bananas"},
    "bird": {"vi": "con chim", "en": "bird"},
    "horse": {"vi": "con ngựa", "en": "horse"},
    "leaf": {"vi": "chiếc lá", "en": "leaf"},
    "sun": {"vi": "mặt trời", "en": "sun"},
    "moon": {"vi": "mặt trăng", "en": "moon"},
    "evening-star": {"vi": "ngôi sao", "en": "star"},
    "flower": {"vi": "bông hoa", "en": "flower"},
    "tree": {"vi": "cái cây", "en": "tree"},
    "house": {"vi": "nhà sàn", "en": "stilt house"},
    "boat": {"vi": "con thuyền", "en": "boat"},
    "drum": {"vi": "cái trống", "en": "drum"},
    "umbrella": {"vi": "cái ô", "en": "umbrella"},
    "teapot": {"vi": "ấm trà", "en": "teapot"},
    "cat": {"vi": "con mèo", "en": "cat"},
    "dog": {"vi": "con chó", "en": "dog"},
    "pig": {"vi": "con lợn", "en": "pig"},
}
"""What each shows, as it is spoken; the order is that in which they are given out."""


def choose(held: Sequence[str], turn: int) -> str:
    """The sign of a new ticket: the next in the round, after that of the newest, that nobody holds.

    `held` are the signs of those who are in the hall, the newest ticket's first. With more people than
    signs it is the one that was given out longest ago, so that the same sign is as far apart as can be.
    In an empty hall the round goes on by `turn`, a number that grows with each call.
    """
    names = list(SIGNS)
    start = names.index(held[0]) + 1 if held and held[0] in SIGNS else turn % len(names)
    free = [name for name in names[start:] + names[:start] if name not in held]
    return free[0] if free else max(names, key=held.index)
