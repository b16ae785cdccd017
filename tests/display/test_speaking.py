"""The loudspeaker of the hall's own machine: what is said, in which order, and through what."""

from __future__ import annotations

import stat
import time
import wave
from array import array
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from display.board import Call
from display.voice import pack as packs
from display.voice.announcement import announcement, loudness, words
from display.voice.calling import Line
from display.voice.loudspeaker import SoundCard, SoundFile
from display.voice.pack import Pack
from display.voice.sound import at_rate, quieter
from tests.display.packs import RATE, write_quick_pack

NOW = datetime(2026, 10, 12, 1, 0, tzinfo=UTC)


def call(number: str, turn: int, calls: int = 1, ago: float = 0) -> Call:
    return Call(turn, number, "3", "Quầy 3", NOW - timedelta(seconds=ago), calls)


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return Line(tmp_path / "spoken.json")


@pytest.fixture
def vi(tmp_path: Path) -> Pack:
    return packs.load(write_quick_pack(tmp_path / "vi", "vi"))


def spoken(line: Line, now: datetime = NOW) -> list[tuple[str, bool]]:
    found = []
    while following := line.next(now):
        found.append((following[0].number, following[1]))
    return found


def test_each_call_is_spoken_once_and_the_oldest_first(line: Line) -> None:
    board = [call("A003", 3), call("A002", 2), call("A001", 1)]
    line.hear(board)
    line.hear(board)
    assert spoken(line) == [("A001", False), ("A002", False), ("A003", False)]
    line.hear(board)
    assert spoken(line) == []


def test_a_crowd_is_called_in_few_words(line: Line) -> None:
    line.hear([call(f"A{n:03}", n) for n in range(6, 0, -1)])
    assert [brief for _, brief in spoken(line)] == [True, True, True, False, False, False]


def test_recalls_jump_in_and_replace_the_call_that_waits(line: Line) -> None:
    line.hear([call("H003", 3), call("H002", 2), call("H001", 1)])
    assert line.next(NOW) is not None
    line.hear([call("H003", 5, calls=2), call("A009", 4, calls=2)])
    assert [number for number, _ in spoken(line)] == ["A009", "H003", "H002"]


def test_what_is_a_minute_old_is_not_spoken(line: Line) -> None:
    line.hear([call("A002", 2, ago=59), call("A001", 1, ago=60)])
    assert [number for number, _ in spoken(line)] == ["A002"]
    line.hear([call("A003", 3)])
    assert spoken(line, NOW + timedelta(seconds=61)) == []


def test_after_a_restart_nothing_is_said_twice(line: Line, tmp_path: Path) -> None:
    line.hear([call("A001", 1)])
    spoken(line)
    again = Line(tmp_path / "spoken.json")
    again.hear([call("A002", 2), call("A001", 1)])
    assert [number for number, _ in spoken(again)] == ["A002"]


@pytest.mark.parametrize("text", ["", "{", "7", '[["x"]]'])
def test_a_spoilt_memory_is_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / "spoken.json").write_text(text)
    line = Line(tmp_path / "spoken.json")
    line.hear([call("A001", 1)])
    assert len(spoken(line)) == 1


@pytest.mark.parametrize(
    ("number", "wish", "said"),
    [
        ("A021", {}, "A không hai một"),
        ("A021", {"reading": "counted"}, "A hai mươi mốt"),
        ("A105", {"reading": "counted"}, "A một trăm linh năm"),
        ("A105", {"reading": "counted", "zero": "lẻ"}, "A một trăm lẻ năm"),
        ("A1005", {"reading": "counted"}, "A một không không năm"),
        ("H", {}, "H"),
    ],
)
def test_numbers_are_read_as_the_hall_wishes(vi: Pack, number: str, wish: dict[str, str], said: str) -> None:
    assert words(vi, number, "12", wish) == ["xin-moi-so", *said.split(), ",", "den-quay-so", "mười", "hai"]


def length(packs_: list[Pack], wish: dict[str, int] | None = None, brief: bool = False) -> float:
    samples, rate = announcement(packs_, "A001", "3", wish or {}, brief)
    return len(samples) / rate


def test_a_call_is_its_chime_then_every_language_as_often_as_wished(vi: Pack, tmp_path: Path) -> None:
    en = packs.load(write_quick_pack(tmp_path / "en", "en"))
    once, both, twice = length([vi]), length([vi, en]), length([vi, en], {"repeat": 2})
    frame = 0.04 + 0.5 + 0.6  # chime, and the rests around
    assert once == pytest.approx(frame + 7 * 0.05 + 0.19 + 0.5, abs=0.01)
    assert twice - frame == pytest.approx(2 * (both - frame), abs=0.01)
    assert length([vi, en], brief=True) < 0.9


def test_what_a_pack_cannot_say_is_said_by_the_other_or_chimed(vi: Pack, tmp_path: Path) -> None:
    mute = packs.load(write_quick_pack(tmp_path / "mute", "vi", clips={"A": "tone.wav"}))
    broken = packs.load(write_quick_pack(tmp_path / "broken", "vi"))
    (broken.folder / "tone.wav").write_bytes(b"RIFF")
    endless = packs.load(write_quick_pack(tmp_path / "endless", "vi", word_s=9))
    assert length([mute, vi]) == length([vi])
    assert length([endless, vi]) == pytest.approx(length([vi]) - 0.04, abs=0.001)  # its chime lasts too long
    assert length([mute]) == pytest.approx(0.04 + 0.5 + 0.6, abs=0.01)
    assert length([broken]) == pytest.approx(0.5 + 0.6, abs=0.01)
    assert length([]) == 0


def test_the_evening_is_softer() -> None:
    wish = {"day": 0.9, "night": 0.2, "night_from": "21:00", "night_until": "06:30"}
    times = ["20:59", "21:00", "00:00", "06:29", "06:30", "12:00"]
    assert [loudness(wish, time) for time in times] == [0.9, 0.2, 0.2, 0.2, 0.9, 0.9]
    assert list(quieter(array("h", [1000, -1000]), 0.5)) == [500, -500]


def test_voices_of_different_rates_keep_their_pitch() -> None:
    there = at_rate(array("h", range(0, 2000, 2)), 48000, 24000)
    assert len(there) == 500
    assert there[100] == 400


def test_a_file_holds_every_call_one_after_the_other(tmp_path: Path) -> None:
    into = SoundFile(tmp_path / "said.wav")
    for _ in range(3):
        into.play(array("h", [7] * RATE), RATE)
        with wave.open(str(tmp_path / "said.wav")) as heard:  # whole after each call
            frames = heard.getnframes()
    into.close()
    assert frames == 3 * RATE


@pytest.fixture
def aplay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An aplay that notes how it is called and when, and plays for a moment; a broken card fails."""
    program = tmp_path / "bin" / "aplay"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        f'echo "begin $*" >> {tmp_path}/played\n'
        'case "$*" in *broken*) exit 1;; esac\n'
        f'cp "$4" {tmp_path}/heard.wav\nsleep 0.2\necho end >> {tmp_path}/played\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    return tmp_path


def wait(card: SoundCard) -> None:
    end = time.monotonic() + 5
    while card.busy:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_sound_card_plays_one_call_at_a_time(aplay: Path) -> None:
    card = SoundCard("plughw:1,0")
    for _ in range(2):
        card.play(array("h", [9] * 100), RATE)
        assert card.busy
        wait(card)
    card.close()
    begun, ended, *_ = played = (aplay / "played").read_text().splitlines()
    assert begun.startswith("begin -q -D plughw:1,0 ")
    assert [each.split()[0] for each in played] == ["begin", "end"] * 2
    assert ended == "end"
    with wave.open(str(aplay / "heard.wav")) as heard:
        assert (heard.getnframes(), heard.getframerate()) == (100, RATE)


def test_a_card_that_fails_is_told(aplay: Path) -> None:
    card = SoundCard("broken")
    card.play(array("h", [9]), RATE)
    wait(card)
    with pytest.raises(OSError, match="was not heard"):
        card.play(array("h", [9]), RATE)
    card.close()


def test_without_aplay_the_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match="alsa-utils"):
        SoundCard()
