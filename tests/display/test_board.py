"""A board as the screens receive it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from display.board import Board, Call, WaitingLine

NOON = datetime(2026, 10, 12, 5, 0, 3, tzinfo=UTC)
CALL = Call(7, "A012", "3", "Quầy 3", NOON - timedelta(seconds=20), 1, "buffalo", "con trâu")
LINE = WaitingLine("A", "Chứng thực", 4, NOON - timedelta(minutes=12), ("A013",))
BOARD = Board("bat-mot", 41, NOON, True, "Ưu tiên người cao tuổi", (CALL,), (LINE,), 6)


def test_a_board_is_told_with_the_names_of_the_contract() -> None:
    assert BOARD.to_json() == {
        "hall": "bat-mot",
        "seq": 41,
        "at": "2026-10-12T05:00:03Z",
        "open": True,
        "notice": "Ưu tiên người cao tuổi",
        "calls": [
            {
                "call_id": 7,
                "number": "A012",
                "counter": "3",
                "counter_label": "Quầy 3",
                "called_at": "2026-10-12T04:59:43Z",
                "calls": 1,
                "sign": "buffalo",
                "sign_label": "con trâu",
            }
        ],
        "waiting": [
            {
                "queue": "A",
                "label": "Chứng thực",
                "count": 4,
                "since": "2026-10-12T04:48:03Z",
                "next": ["A013"],
            }
        ],
        "priority": 6,
        "edition": "",
    }


def test_times_are_told_in_utc_wherever_they_were_taken() -> None:
    in_hanoi = NOON.astimezone(timezone(timedelta(hours=7)))
    assert replace(BOARD, at=in_hanoi).to_json()["at"] == "2026-10-12T05:00:03Z"


def test_nothing_about_a_person_is_told() -> None:
    told = BOARD.to_json()
    assert set(told["calls"][0]) == {
        *("call_id", "number", "counter", "counter_label", "called_at", "calls"),
        *("sign", "sign_label"),
    }


def test_the_same_board_looked_at_later_has_the_same_etag() -> None:
    assert replace(BOARD, at=NOON + timedelta(hours=1), seq=99).etag == BOARD.etag


@pytest.mark.parametrize(
    "change",
    [
        {"open": False},
        {"notice": "Nghỉ trưa"},
        {"calls": ()},
        {"calls": (replace(CALL, call_id=8, calls=2),)},
        {"waiting": (replace(LINE, count=5),)},
        {"priority": 7},
        {"edition": "0ff-2"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_board_has_another_etag(change: dict[str, Any]) -> None:
    assert replace(BOARD, **change).etag != BOARD.etag
