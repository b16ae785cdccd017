"""The voices that are made at set-up, and packs that are there already."""

from __future__ import annotations

import json
import math
import shutil
import wave
from array import array
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pytest

from display.announcements import Reading, Zero, counted, words
from display.voice.__main__ import main
from display.voice.chime import chime
from display.voice.generate import make_packs
from display.voice.pack import Pack, load, missing
from display.voice.sound import FULL_SCALE, LOUDNESS, PEAK, levelled, trimmed

LANGUAGES = ("vi", "en")
COUNTERS = [str(n) for n in range(1, 41)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voice")
    assert make_packs(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Packs that a test may spoil."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def heard(path: Path) -> tuple[array[int], int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array("h", file.readframes(file.getnframes())), file.getframerate()


def length(pack: Pack, template: tuple[str, ...], gap_s: float) -> float:
    """Seconds of the call of H008 to counter 12."""
    parts = {"{number}": words(pack.language, "H008"), "{counter}": list(pack.counted[12]), ",": []}
    said = [word for part in template for word in parts.get(part, [part])]
    clips = [heard(pack.folder / pack.clips[word]) for word in said]
    return sum(len(sound) / rate + gap_s for sound, rate in clips) + 0.18 * template.count(",")


def told(folder: Path, **changes: Any) -> None:
    path = folder / "pack.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_made_voice_can_say_every_call(made: Path, language: str) -> None:
    pack = load(made / language)
    assert missing(pack, ascii_uppercase, COUNTERS) == []
    assert {word for value in range(1000) for word in counted(language, value)} <= set(pack.clips)
    assert {part for part in pack.template if part.startswith("{")} == {"{number}", "{counter}"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_counts_as_the_announcements_do(made: Path, language: str) -> None:
    assert [list(spoken) for spoken in load(made / language).counted] == [
        counted(language, value) for value in range(1000)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clip_is_heard_at_once_and_at_an_even_loudness(made: Path, language: str) -> None:
    pack = load(made / language)
    for word, file in [*pack.clips.items(), ("chime", pack.chime)]:
        sound, rate = heard(made / language / file)
        peak = max(map(abs, sound))
        loud = [at for at, sample in enumerate(sound) if abs(sample) > peak * 0.03]
        assert rate == pack.sample_rate
        mean = math.sqrt(sum(sample * sample for sample in sound) / len(sound))
        assert peak <= FULL_SCALE * PEAK + 1, word
        assert mean == pytest.approx(FULL_SCALE * LOUDNESS, rel=0.01) or peak >= FULL_SCALE * PEAK - 1, word
        assert loud[0] < 0.05 * rate, word
        assert len(loud) > 0.05 * rate, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_sound_the_same(made: Path, language: str) -> None:
    files = load(made / language).clips.values()
    assert len({(made / language / file).read_bytes() for file in files}) == len(files)


def test_voices_are_made_once(folder: Path) -> None:
    assert not make_packs(folder)


def test_another_voice_is_made_anew_and_says_le_in_the_south(folder: Path) -> None:
    before = (folder / "en" / "pack.json").stat().st_mtime_ns
    assert make_packs(folder, "vi-vn-x-south")
    pack = load(folder / "vi")
    assert (pack.voice, " ".join(pack.counted[105])) == (
        "vi-vn-x-south",
        " ".join(counted("vi", 105, Zero.LE)),
    )
    assert (folder / "en" / "pack.json").stat().st_mtime_ns == before


def test_a_voice_recorded_from_a_person_is_left_alone(folder: Path) -> None:
    told(folder / "vi", speaker="Nguyễn Thị Lan", voice="lan")
    assert not make_packs(folder, "vi-vn-x-south")
    assert load(folder / "vi").speaker == "Nguyễn Thị Lan"


def test_a_broken_pack_is_made_anew(folder: Path) -> None:
    (folder / "vi" / "pack.json").write_text("{")
    assert make_packs(folder)
    assert missing(load(folder / "vi"), "A", ["1"]) == []


def test_making_leaves_nothing_beside_the_packs(folder: Path) -> None:
    shutil.rmtree(folder / "vi")
    make_packs(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["en", "vi"]


def test_a_voice_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="espeak-ng has no voice 'nobody'"):
        make_packs(tmp_path, "nobody")


def test_a_missing_clip_is_named(folder: Path) -> None:
    pack = load(folder / "vi")
    (folder / "vi" / pack.clips["năm"]).unlink()
    (folder / "vi" / pack.chime).unlink()
    assert missing(pack, "A", ["15"]) == ["năm", "chime"]


def test_a_letter_that_nobody_recorded_is_named(folder: Path) -> None:
    assert missing(load(folder / "vi"), "AĐ", ["1"]) == ["Đ"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "There is no voice pack in "),
        ("{", "cannot be read"),
        ("[]", "is not a voice pack"),
        ('{"id": "vi"}', "does not say 'language'"),
    ],
)
def test_a_broken_pack_is_refused_with_a_sentence(tmp_path: Path, text: str | None, sentence: str) -> None:
    if text is not None:
        (tmp_path / "pack.json").write_text(text)
    with pytest.raises(ValueError, match=sentence):
        load(tmp_path)


def test_a_pack_read_in_an_unknown_way_is_refused(folder: Path) -> None:
    told(folder / "vi", reading="backwards")
    with pytest.raises(ValueError, match="backwards"):
        load(folder / "vi")


@pytest.mark.parametrize("file", ["../vi/a.wav", "/etc/passwd", "a.mp3", "..wav", "a/b.wav"])
def test_a_pack_that_points_outside_its_folder_is_refused(folder: Path, file: str) -> None:
    told(folder / "vi", clips={"A": file})
    with pytest.raises(ValueError, match="is no name of a clip"):
        load(folder / "vi")


def test_a_hall_that_counts_needs_the_words_for_it(folder: Path) -> None:
    pack = load(folder / "vi")
    (folder / "vi" / pack.clips["mươi"]).unlink()
    assert missing(pack, "A", ["1"]) == []
    assert missing(pack, "A", ["1"], Reading.COUNTED) == ["mươi"]


def test_silence_is_cut_and_a_quiet_sound_raised() -> None:
    sound = array("h", [0] * 5000 + [1000, -1000] * 500 + [0] * 5000)
    assert len(trimmed(sound, 22050)) == 1000 + 2 * int(22050 * 0.012)
    assert math.sqrt(sum(x * x for x in levelled(sound)) / len(sound)) == pytest.approx(
        FULL_SCALE * LOUDNESS, rel=0.01
    )


def test_a_sound_of_one_short_crack_is_raised_no_higher_than_its_peak_allows() -> None:
    assert max(levelled(array("h", [0] * 500 + [8000] + [0] * 500))) == round(PEAK * FULL_SCALE)


def test_a_call_is_short(made: Path) -> None:
    for language in LANGUAGES:
        pack = load(made / language)
        assert length(pack, pack.template, pack.gap_ms / 1000) <= 6


def test_twenty_calls_in_ten_seconds_are_all_said_before_they_are_a_minute_old(made: Path) -> None:
    """The first in both languages, and those that have gathered meanwhile briefly, as voice.js does."""
    vietnamese, english = (load(made / language) for language in LANGUAGES)
    full = sum(length(pack, pack.template, pack.gap_ms / 1000) for pack in (vietnamese, english))
    now = 1.32 + 0.5 + full + 2 * 0.5 + 0.6  # with its chime and rests
    for call in range(1, 20):
        assert now - call / 2 < 60
        now += length(vietnamese, vietnamese.brief, 0.02) + 0.25


def test_silence_alone_is_nothing() -> None:
    assert len(trimmed(array("h", [0] * 100), 22050)) == 0


def test_the_chime_begins_softly_and_ends_in_silence() -> None:
    sound = chime(22050)
    assert abs(sound[0]) < 50
    assert abs(sound[-1]) < 50
    assert max(sound) > 3000


def test_the_words_of_a_call_are_words_of_the_pack(made: Path) -> None:
    for language in LANGUAGES:
        assert set(words(language, "A012")) <= set(load(made / language).clips)


def test_the_command_makes_the_voices_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    assert "The voices were there." in capsys.readouterr().out


def test_the_command_refuses_a_voice_that_does_not_exist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "nobody"]) == 1
    assert "nobody" in capsys.readouterr().err
    assert main([]) == 2
