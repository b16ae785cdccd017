"""The loudspeaker: every call once, in order, never two at a time, nothing that is past."""

from __future__ import annotations

import json
import time
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from display.voice import sound
from display.voice.words import spelt
from tests.browser.server import until
from tests.browser.staged_screen.screen import Screen, Spoken
from tests.display.packs import RATE, write_quick_pack
from tests.display.troupe import Troupe


def assert_one_at_a_time(spoken: list[Spoken]) -> None:
    for said, following in pairwise(spoken):
        assert said.end <= following.start


def test_twenty_calls_in_ten_seconds_are_all_said_in_order_and_never_two_at_a_time(
    hall: Troupe, screen: Screen
) -> None:
    screen.open().wait_for_state("live")
    numbers = [f"{'AHKM'[at % 4]}{at:03}" for at in range(1, 21)]
    began = time.monotonic()
    for at, number in enumerate(numbers):
        screen.page.wait_for_timeout(max(0, (began + at / 2 - time.monotonic()) * 1000))
        hall.call(number, str(at % 4 + 1))
    spoken = screen.wait_for_spoken(20, seconds=40)
    assert [said.number for said in spoken] == numbers
    assert_one_at_a_time(spoken)


def test_a_crowd_is_called_in_few_words(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    for at in range(1, 8):
        hall.call(f"A{at:03}", "1")
    spoken = screen.wait_for_spoken(7)
    assert [said.languages for said in spoken[1:4]] == [["vi"]] * 3
    assert [said.languages for said in spoken[4:]] == [["vi", "en"]] * 3


def test_a_recall_is_said_before_the_calls_that_wait(hall: Troupe, screen: Screen) -> None:
    hall.call("A001", "1", ago=120)
    screen.open().wait_for_state("live")
    for number in ("H001", "H002", "H003"):
        hall.call(number, "2")
    hall.call("A001", "1")
    assert [said.number for said in screen.wait_for_spoken(4)] == ["H001", "A001", "H002", "H003"]


def test_a_recall_is_said_again(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    for time_ in range(3):
        hall.call("A001", "1")
        screen.wait_for_spoken(time_ + 1)
    assert [said.number for said in screen.spoken()] == ["A001"] * 3


def test_what_is_older_than_a_minute_is_not_said(hall: Troupe, screen: Screen) -> None:
    hall.call("A001", "1", ago=61)
    hall.call("A002", "1", ago=30)
    screen.open().wait_for_state("live")
    hall.call("A003", "1", ago=3600)
    hall.call("A004", "1")
    screen.wait_for_spoken(2)
    screen.page.wait_for_timeout(1000)
    assert [said.number for said in screen.spoken()] == ["A002", "A004"]


def test_a_message_that_was_long_on_its_way_does_not_turn_back_the_clock(
    hall: Troupe, screen: Screen
) -> None:
    screen.open().wait_for_state("live")
    hall.call("A001", "1", ago=300, tell=False)
    late = hall.board() | {"at": hall.calls[0]["called_at"]}
    hall.tell(late)
    screen.wait_for_newest("A001")
    hall.call("A002", "1")
    screen.wait_for_spoken(1)
    assert [said.number for said in screen.spoken()] == ["A002"]


@pytest.mark.parametrize("broken", ["clip", "ten minutes", "card", "pack"])
def test_a_voice_that_is_broken_stops_neither_the_chime_nor_the_other_voice(
    hall: Troupe, screen: Screen, packs: Path, complaints: list[str], broken: str
) -> None:
    if broken == "clip":
        folder = write_quick_pack(packs / f"without-{broken}", "vi", clips={"A": "nowhere.wav"})
    elif broken == "ten minutes":
        clips = dict.fromkeys(spelt("vi"), "tone.wav") | {"A": "long.wav"}
        folder = write_quick_pack(packs / "without-end", "vi", clips=clips)
        sound.write(folder / "long.wav", array("h", bytes(2 * RATE * 600)), RATE)
    elif broken == "card":
        folder = write_quick_pack(packs / f"without-{broken}", "vi")
        (folder / "pack.json").write_text("{", encoding="utf-8")
    else:
        folder = packs / "not-there"
    before = len(hall.asked()["trouble"])
    screen.open(voices=f"{folder.name},en").wait_for_state("live")
    hall.call("A001", "1")
    (said,) = screen.wait_for_spoken(1)
    assert said.languages == ["en"]
    (told,) = until(lambda: hall.asked()["trouble"][before:])
    assert (told["device"], told["number"]) == ("D1", "A001")
    assert (told["clip"] == "pack.json") is (broken in ("card", "pack"))
    complaints.clear()


def test_a_voice_that_is_whole_has_nothing_to_complain_of(hall: Troupe, screen: Screen) -> None:
    before = len(hall.asked()["trouble"])
    screen.open().wait_for_state("live")
    hall.call("A001", "1")
    screen.wait_for_spoken(1)
    assert len(hall.asked()["trouble"]) == before


def test_a_hall_may_wish_to_hear_each_call_twice(hall: Troupe, screen: Screen) -> None:
    screen.open(voices="vi").wait_for_state("live")
    hall.call("A001", "1")
    (once,) = screen.wait_for_spoken(1)
    screen.open(voices="vi", sound=json.dumps({"repeat": 2})).wait_for_state("live")
    hall.call("A002", "1")
    (twice,) = screen.wait_for_spoken(1)
    assert twice.end - twice.start > (once.end - once.start) * 1.4


def test_the_night_is_softer_than_the_day(hall: Troupe, screen: Screen) -> None:
    screen.open()
    heard = screen.page.evaluate(
        """async () => {
             const { loudness } = await import("/display/static/loudness.js");
             const wish = { day: 0.9, night: 0.2, night_from: "21:00", night_until: "06:30" };
             const times = ["20:59", "21:00", "00:00", "06:29", "06:30", "12:00"];
             return times.map((time) => loudness(wish, time));
           }"""
    )
    assert heard == [0.9, 0.2, 0.2, 0.2, 0.9, 0.9]


WORDS_OF = """async ({ wish, number }) => {
    const { Pack } = await import("/display/static/pack.js");
    const pack = new Pack("spelling", new AudioContext(), wish);
    await pack.ready;
    return pack.sentence({ number, counter: "1" })?.buffers.length ?? null;
}"""


@pytest.fixture(scope="module")
def _spelling(packs: Path) -> None:
    """A pack whose whole sentence is the number; it never learned to say lẻ."""
    words = {word: "tone.wav" for word in ("A", "không", "một", "năm", "mốt", "hai", "mươi", "trăm", "linh")}
    write_quick_pack(packs / "spelling", "vi", template=["{number}"], clips=words)


@pytest.mark.usefixtures("_spelling")
@pytest.mark.parametrize(
    ("number", "wish", "words"),
    [
        ("A105", {}, 4),  # A một không năm
        ("A105", {"reading": "counted"}, 5),  # A một trăm linh năm
        ("A105", {"reading": "counted", "zero": "lẻ"}, None),
        ("A021", {"reading": "counted"}, 4),  # A hai mươi mốt
        ("A021", {"reading": "digits"}, 4),  # A không hai một
        ("A005", {"reading": "counted"}, 2),  # A năm
    ],
)
def test_a_number_is_read_as_the_hall_wishes(
    screen: Screen, number: str, wish: dict[str, str], words: int | None
) -> None:
    screen.open(voices="")
    assert screen.page.evaluate(WORDS_OF, {"wish": wish, "number": number}) == words
