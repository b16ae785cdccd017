from __future__ import annotations

import pytest

from printer.status import Condition, Ear, decode, decode_automatic

WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


@pytest.mark.parametrize(
    ("answers", "condition"),
    [
        ({}, Condition.SILENT),
        (WELL, Condition.READY),
        ({1: 0x12}, Condition.READY),
        (WELL | {4: 0x1E}, Condition.PAPER_LOW),
        (WELL | {1: 0x1A, 4: 0x7E}, Condition.PAPER_OUT),
        (WELL | {4: 0x72}, Condition.PAPER_OUT),
        (WELL | {1: 0x1A, 2: 0x32}, Condition.PAPER_OUT),
        (WELL | {1: 0x1A, 2: 0x16, 4: 0x7E}, Condition.COVER_OPEN),
        (WELL | {1: 0x1A, 2: 0x52}, Condition.ERROR),
        (WELL | {1: 0x1A, 3: 0x1A}, Condition.ERROR),
        (WELL | {1: 0x1A}, Condition.OFFLINE),
    ],
)
def test_the_answers_tell_the_condition(answers: dict[int, int], condition: Condition) -> None:
    assert decode(answers) is condition


@pytest.mark.parametrize(
    ("status", "condition"),
    [
        (b"\x10\x00\x00\x00", Condition.READY),
        (b"\x10\x00\x03\x00", Condition.PAPER_LOW),
        (b"\x18\x00\x0f\x00", Condition.PAPER_OUT),
        (b"\x38\x00\x0f\x00", Condition.COVER_OPEN),
        (b"\x18\x20\x00\x00", Condition.ERROR),
        (b"\x18\x00\x00\x00", Condition.OFFLINE),
    ],
)
def test_automatic_status_tells_it_too(status: bytes, condition: Condition) -> None:
    assert decode_automatic(status) is condition


def test_replies_are_told_apart_in_one_stream_however_it_is_cut() -> None:
    said = b"\x12" + b"\x10\x00\x03\x00" + b"\x11\x13\xff" + b"\x01" + b"\x16"
    for cut in range(len(said)):
        ear = Ear()
        ear.hear(said[:cut])
        ear.hear(said[cut:])
        assert ear.answer("automatic") == b"\x10\x00\x03\x00"
        assert [ear.answer("paper"), ear.answer("paper")] == [b"\x01", None]
        assert [ear.answer("realtime") for _ in range(3)] == [b"\x12", b"\x16", None]


def test_garbage_is_no_answer() -> None:
    ear = Ear()
    ear.hear(b"\xff\xfe\x81\x93")
    assert [ear.answer(kind) for kind in ("realtime", "paper", "automatic")] == [None] * 3


def test_only_ready_low_and_silent_printers_are_sent_a_slip() -> None:
    assert {c for c in Condition if c.usable} == {Condition.READY, Condition.PAPER_LOW, Condition.SILENT}
