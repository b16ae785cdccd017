"""A person of the place records a voice; it travels to another hall as one file."""

from __future__ import annotations

import io
import json
import math
import random
import wave
import zipfile
from array import array
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from display.voice import pack as packs
from display.voice import parcel, studio
from display.voice.pack import Pack
from display.voice.sound import FULL_SCALE, LOUDNESS
from display.voice.studio import RATE, Refused, begin, progress, record
from display.voice.words import script
from tests.display.packs import write_quick_pack

LETTERS = "AHKMQSXY"


@cache
def voice(seconds: float = 0.5, before: float = 0.8, after: float = 0.6, loud: int = 3000) -> array[int]:
    """Somebody speaks in a room that hums a little; a key clicks at the start."""
    noise = random.Random(1)
    room = [noise.randint(-30, 30) for _ in range(int(RATE * (before + seconds + after)))]
    start = int(RATE * before)
    for at in range(int(RATE * seconds)):
        room[start + at] += int(loud * math.sin(at / 9))
    room[200] = 9000
    return array("h", room)


def wav(sound: array[int], rate: int = RATE, channels: int = 1, width: int = 2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as into:
        into.setnchannels(channels)
        into.setsampwidth(width)
        into.setframerate(rate)
        into.writeframes(sound.tobytes())
    return file.getvalue()


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return begin(tmp_path, "Thái", "Lò Thị Mai", "CC BY 4.0")


def clip(pack: Pack, word: str) -> array[int]:
    return studio.heard((pack.folder / pack.clips[word]).read_bytes(), RATE)


def test_a_new_pack_knows_its_script_and_has_no_clip(pack: Pack) -> None:
    assert (pack.id, pack.language, pack.name, pack.speaker) == ("thai", "thai", "Thái", "Lò Thị Mai")
    lines = progress(pack, LETTERS)
    assert len(lines) == 32
    assert not any(recorded for _, recorded in lines)
    assert packs.load(pack.folder) == pack


@pytest.mark.parametrize(
    ("name", "language", "lines"), [("Tiếng Việt", "vi", 29), ("English", "en", 40), ("Mông", "mong", 32)]
)
def test_each_language_has_its_own_script(tmp_path: Path, name: str, language: str, lines: int) -> None:
    begun = begin(tmp_path, name, "Mai", "free")
    assert begun.language == language
    assert len(progress(begun, LETTERS)) == lines


@pytest.mark.parametrize(
    ("name", "pack_id"), [("Tày – Nùng", "tay-nung"), ("../../etc", "etc"), ("ꪼꪕ", "voice"), ("Đ", "d")]
)
def test_the_folder_of_a_pack_has_a_plain_name(tmp_path: Path, name: str, pack_id: str) -> None:
    assert begin(tmp_path, name, "Mai", "free").folder == tmp_path / pack_id


def test_a_second_voice_of_a_language_gets_a_number(pack: Pack) -> None:
    assert begin(pack.folder.parent, "Thái", "Cầm Văn Inh", "free").id == "thai-2"


def test_a_clip_is_cut_to_the_voice_and_made_as_loud_as_the_others(pack: Pack) -> None:
    quiet, length = record(pack.folder, "5", wav(voice(loud=1500)), LETTERS)
    assert 0.5 <= length <= 0.68  # the voice with its margins, without click and silence
    heard = clip(quiet, "5")
    mean = math.sqrt(sum(sample * sample for sample in heard) / len(heard))
    assert mean == pytest.approx(FULL_SCALE * LOUDNESS, rel=0.05)
    assert abs(heard[0]) < 50
    assert abs(heard[-1]) < 50


def test_a_clip_is_heard_anew_when_it_is_recorded_again(pack: Pack) -> None:
    first, short = record(pack.folder, "A", wav(voice(0.3)), LETTERS)
    again, long = record(pack.folder, "A", wav(voice(0.9)), LETTERS)
    assert long > short + 0.5
    assert again.clips == first.clips
    assert again.edition == first.edition + 1  # so that no screen keeps the old one
    assert sum(recorded for _, recorded in progress(again, LETTERS)) == 1


def test_a_whole_script_makes_a_voice_that_says_every_call(pack: Pack) -> None:
    for line in script("thai", LETTERS):
        record(pack.folder, line.word, wav(voice(0.2, 0.1, 0.1)), LETTERS)
    whole = packs.load(pack.folder)
    assert packs.missing(whole, "AHKMSX", [str(n) for n in range(1, 41)]) == []
    assert len(set(whole.clips.values())) == 32


NO_CLIPS = {
    "nothing": (b"", "wrong_format"),
    "a beginning": (b"RIFF", "wrong_format"),
    "music": (b"ID3" + bytes(2000), "wrong_format"),
    "half a head": (wav(voice())[:30], "wrong_format"),
    "another rate": (wav(voice(), rate=44100), "wrong_format"),
    "stereo": (wav(voice(), channels=2), "wrong_format"),
    "8 bits": (wav(voice(), width=1), "wrong_format"),
    "7 s": (wav(array("h", bytes(RATE * 2 * 7))), "clip_too_long"),
    "10 minutes": (wav(array("h", bytes(RATE * 2 * 600))), "clip_too_long"),
    "silence": (wav(array("h", bytes(RATE))), "nothing_heard"),
    "no sample": (wav(array("h")), "nothing_heard"),
    "a cough": (wav(voice(0.02, loud=4000)), "nothing_heard"),
}


@pytest.mark.parametrize("name", NO_CLIPS)
def test_what_is_no_clip_is_refused_and_changes_nothing(pack: Pack, name: str) -> None:
    sent, code = NO_CLIPS[name]
    with pytest.raises(Refused) as refused:
        record(pack.folder, "5", sent, LETTERS)
    assert refused.value.code == code
    assert packs.load(pack.folder) == pack


@pytest.mark.parametrize("word", ["../../x", "pack.json", "", "không", "chime"])
def test_a_word_that_is_not_in_the_script_is_refused(pack: Pack, word: str) -> None:
    with pytest.raises(Refused, match="unknown_clip"):
        record(pack.folder, word, wav(voice()), LETTERS)


def test_a_made_voice_is_not_recorded_over(tmp_path: Path) -> None:
    folder = write_quick_pack(tmp_path / "vi", "vi", speaker="espeak-ng")
    with pytest.raises(Refused, match="made_by_machine"):
        record(folder, "một", wav(voice()), LETTERS)


# --- one file, for another hall ---


def recorded(pack: Pack) -> Pack:
    for word in ("A", "1", "xin-moi-so"):
        record(pack.folder, word, wav(voice(0.2)), LETTERS)
    return packs.load(pack.folder)


def test_a_pack_travels_as_one_file(pack: Pack, tmp_path: Path) -> None:
    sent = recorded(pack)
    there = parcel.unwrap(tmp_path / "another hall", parcel.wrap(sent))
    assert (there.id, there.name, there.speaker, there.licence) == ("thai", "Thái", "Lò Thị Mai", "CC BY 4.0")
    assert there.clips == sent.clips
    assert [clip(there, word) for word in sent.clips] == [clip(sent, word) for word in sent.clips]


def test_a_pack_that_comes_back_replaces_nothing(pack: Pack) -> None:
    sent = recorded(pack)
    assert parcel.unwrap(pack.folder.parent, parcel.wrap(sent)).id == "thai-2"
    assert packs.load(pack.folder) == sent


def zipped(files: dict[str, bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            into.writestr(name, content)
    return box.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is in a good parcel."""
    sent = recorded(begin(tmp_path_factory.mktemp("voice"), "Thái", "Mai", "free"))
    with zipfile.ZipFile(io.BytesIO(parcel.wrap(sent))) as box:
        return {name: box.read(name) for name in box.namelist()}


def told(files: dict[str, bytes], **changes: Any) -> dict[str, bytes]:
    return {**files, "pack.json": json.dumps({**json.loads(files["pack.json"]), **changes}).encode()}


SPOILT: dict[str, tuple[str, Callable[[dict[str, bytes]], dict[str, bytes]]]] = {
    "a way out": ("strange_file", lambda files: {**files, "../../evil.wav": b"x"}),
    "an absolute way": ("strange_file", lambda files: {**files, "/etc/cron.d/x": b"x"}),
    "a program": ("strange_file", lambda files: {**files, "run.sh": b"x"}),
    "a folder": ("strange_file", lambda files: {**files, "a/b.wav": b"x"}),
    "the same name in another case": ("no_parcel", lambda files: {**files, "A.wav": b"x", "a.wav": b"y"}),
    "no card": ("no_parcel", lambda files: {"a.wav": files["a.wav"]}),
    "a bomb": ("parcel_too_large", lambda files: {**files, "bomb.wav": bytes(60 * 2**20)}),
    "a long clip": ("parcel_too_large", lambda files: {**files, "a.wav": bytes(2**20)}),
    "many files": ("parcel_too_large", lambda files: {**files, **{f"f{n}.wav": b"" for n in range(1600)}}),
    "a broken card": ("broken_pack", lambda files: {**files, "pack.json": b"{"}),
    "a deep card": ("broken_pack", lambda files: {**files, "pack.json": b"[" * 200_000}),
    "a clip outside": ("broken_pack", lambda files: told(files, clips={"A": "../vi/a.wav"})),
    "an id outside": ("broken_pack", lambda files: told(files, id="../vi")),
    "too few numbers": ("broken_pack", lambda files: told(files, counted=["0"])),
    "a gap of a day": ("broken_pack", lambda files: told(files, gap_ms=86_400_000)),
    "a clip that is none": ("wrong_format", lambda files: {**files, "a.wav": b"MZ"}),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_parcel_is_refused_and_leaves_nothing(
    files: dict[str, bytes], tmp_path: Path, spoilt: str
) -> None:
    code, spoil = SPOILT[spoilt]
    there = tmp_path / "another hall"
    with pytest.raises(Refused) as refused:
        parcel.unwrap(there, zipped(spoil(files)))
    assert refused.value.code == code
    assert list(there.iterdir()) == []


@pytest.mark.parametrize("sent", [b"", b"PK\x03\x04", b"MZ" * 500])
def test_what_is_no_zip_is_refused(tmp_path: Path, sent: bytes) -> None:
    with pytest.raises(Refused, match="no_parcel"):
        parcel.unwrap(tmp_path, sent)


def test_a_zip_with_a_flipped_bit_is_refused(pack: Pack, tmp_path: Path) -> None:
    sent = bytearray(parcel.wrap(recorded(pack)))
    sent[len(sent) // 2] ^= 0xFF
    with pytest.raises(Refused, match="no_parcel"):
        parcel.unwrap(tmp_path / "there", bytes(sent))
