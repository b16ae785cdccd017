"""How a hall wishes to call, and what each of its screens is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.errors import NotFound
from queue_server.domain.states import Role
from queue_server.operations import doctoring, voices
from tests.display.packs import write_quick_pack
from tests.hall import HALL, TestHall

ADMIN = Actor("admin", frozenset({Role.ADMIN}))


def told(hall: TestHall, screen: str) -> dict[str, object]:
    with hall.look() as look:
        return voices.of_screen(look.hall, screen)


def test_a_new_hall_calls_in_vietnamese_then_in_english_digit_by_digit(hall: TestHall) -> None:
    told_first = told(hall, "D1")
    assert told_first["voices"] == ["vi", "en"]
    assert told_first["sound"] == {
        "reading": "digits",
        "zero": "",
        "repeat": 1,
        "day": 1.0,
        "night": 0.4,
        "night_from": "18:00",
        "night_until": "06:30",
    }


def test_a_hall_chooses_its_second_language_and_how_numbers_are_read(hall: TestHall) -> None:
    with hall.work(ADMIN) as work:
        voices.set_wish(work, second="thai", reading="counted", zero="lẻ", repeat=2)
    screen = told(hall, "D1")
    assert screen["voices"] == ["vi", "thai"]
    assert isinstance(screen["sound"], dict)
    assert (screen["sound"]["reading"], screen["sound"]["zero"], screen["sound"]["repeat"]) == (
        "counted",
        "lẻ",
        2,
    )


def test_a_hall_may_speak_one_language_alone(hall: TestHall) -> None:
    with hall.work(ADMIN) as work:
        voices.set_wish(work, second="")
    assert told(hall, "D1")["voices"] == ["vi"]


def test_one_screen_speaks_otherwise(hall: TestHall) -> None:
    with hall.work(ADMIN) as work:
        voices.set_wish(work, screens={"D1": {"second": "mong"}})
    assert told(hall, "D1")["voices"] == ["vi", "mong"]
    assert told(hall, "D2")["voices"] == ["vi", "en"]


def test_a_screen_is_silent_where_another_one_is_heard(hall: TestHall) -> None:
    with hall.work(ADMIN) as work:
        voices.set_wish(work, screens={"D1": {"silent": True}})
    assert told(hall, "D1")["voices"] == []


@pytest.mark.parametrize("code", ["D9", "K1", "C1"])
def test_what_is_no_screen_of_the_hall_has_no_voice(hall: TestHall, code: str) -> None:
    with pytest.raises(NotFound), hall.work(ADMIN) as work:
        voices.set_wish(work, repeat=3, screens={code: {"silent": True}})
    with hall.look() as look:
        assert voices.wish(look.hall)["repeat"] == 1


def test_the_letters_and_counters_in_use_are_those_of_the_hall(hall: TestHall) -> None:
    with hall.look() as look:
        assert voices.in_use(look) == (["A", "H", "K", "M", "S", "X"], ["1", "2", "3", "4"])


def findings(hall: TestHall, data: Path) -> dict[bool, list[str]]:
    found = doctoring.examine(hall.store, data, HALL)
    return {well: [each.sentence for each in found if each.well is well] for well in (True, False)}


def test_the_doctor_names_the_clips_that_the_hall_will_miss(hall: TestHall, tmp_path: Path) -> None:
    write_quick_pack(tmp_path / "voice" / "vi", "vi")
    write_quick_pack(tmp_path / "voice" / "en", "en", clips={"number": "tone.wav", "A": "tone.wav"})
    found = findings(hall, tmp_path)
    assert "The voice vi can say every call." in found[True]
    (short,) = [sentence for sentence in found[False] if "voice en" in sentence]
    assert short.startswith("The voice en has no clip of please-go-to-counter, counter, H, K, M")


def test_the_doctor_tells_of_a_voice_that_is_not_there(hall: TestHall, tmp_path: Path) -> None:
    write_quick_pack(tmp_path / "voice" / "vi", "vi")
    with hall.work(ADMIN) as work:
        voices.set_wish(work, screens={"D1": {"second": "thai"}})
    assert any(
        "There is no voice pack in" in each and "thai" in each for each in findings(hall, tmp_path)[False]
    )
