"""An unknown browser becomes a device: six digits, ten minutes, one token."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain.actor import SYSTEM, Actor
from queue_server.domain.errors import BadDeviceCode, NotFound, OtherKind, TooManyPending, WrongPairingCode
from queue_server.domain.states import Role
from queue_server.operations import pairing, presence
from queue_server.operations.pairing import Place
from queue_server.storage import staff
from queue_server.storage.staff import Device
from tests.hall import HALL, TestHall

ADMIN = Actor("admin", frozenset({Role.ADMIN}))


def begins(hall: TestHall, kind: str = "screen") -> tuple[str, str]:
    """Secret and digits of a browser that opened the page of a device."""
    with hall.work(SYSTEM) as work:
        secret, pending = pairing.begin(work, kind)
    return secret, pending.digits


def claims(hall: TestHall, digits: str, code: str = "D1", place: Place | None = None) -> Device:
    with hall.work(ADMIN) as work:
        return pairing.claim(work, digits, code, place or Place())


def became(hall: TestHall, secret: str) -> str | None:
    with hall.look() as look:
        device = pairing.settled(look, pairing.waiting(look, secret))
        return device.code if device else None


def device(hall: TestHall, code: str) -> Device:
    with hall.look() as look:
        return pairing.known(look, code)


def test_a_browser_becomes_what_the_administrator_says(hall: TestHall) -> None:
    secret, digits = begins(hall)
    assert (len(digits), digits.isdigit()) == (6, True)
    assert became(hall, secret) is None
    claims(hall, digits, "D2", Place(name="Sảnh đông", queues=("A", "H"), layout="waits"))
    assert became(hall, secret) == "D2"
    made = device(hall, "D2")
    assert (made.name, made.queues, made.layout, made.kind) == ("Sảnh đông", ["A", "H"], "waits", "screen")
    assert made.paired_at == hall.clock()


def test_what_a_browser_knows_is_not_in_the_database(hall: TestHall) -> None:
    secret, _ = begins(hall)
    with hall.store.glance() as db:
        rows = db.exec_driver_sql("SELECT * FROM pairing").all()
    assert len(rows) == 1
    assert secret not in repr(rows)


def test_the_digits_are_good_for_ten_minutes(hall: TestHall) -> None:
    secret, digits = begins(hall)
    hall.passes(minutes=10, seconds=1)
    with pytest.raises(WrongPairingCode):
        claims(hall, digits)
    assert became(hall, secret) is None


def test_the_digits_are_good_once(hall: TestHall) -> None:
    _, digits = begins(hall)
    claims(hall, digits)
    with pytest.raises(WrongPairingCode):
        claims(hall, digits, "D2")


def test_a_secret_opens_nothing_a_minute_after_it_was_used(hall: TestHall) -> None:
    secret, digits = begins(hall)
    claims(hall, digits)
    for seconds in (59, 2):
        with hall.work(SYSTEM) as work:
            pairing.collected(work, secret)
        assert became(hall, secret) == "D1"
        hall.passes(seconds=seconds)
    assert became(hall, secret) is None


def test_a_secret_that_was_used_opens_nothing_once_the_pairing_has_ended(hall: TestHall) -> None:
    secret, digits = begins(hall)
    claims(hall, digits)
    with hall.work(SYSTEM) as work:
        pairing.collected(work, secret)
        pairing.unpair(work, "D1")
    assert became(hall, secret) is None


def test_guessing_finds_nothing_and_changes_nothing(hall: TestHall) -> None:
    _, digits = begins(hall)
    before = device(hall, "D1")
    wrong = f"{(int(digits) + 1) % 10**6:06}"
    for guess in (wrong, "", "000", "' OR 1=1"):
        with pytest.raises(WrongPairingCode):
            claims(hall, guess)
    assert device(hall, "D1") == before


def test_a_new_pairing_ends_the_old_one(hall: TestHall) -> None:
    first, digits = begins(hall)
    claims(hall, digits)
    stamp = device(hall, "D1").stamp
    second, digits = begins(hall)
    claims(hall, digits)
    assert device(hall, "D1").stamp == stamp + 1
    assert (became(hall, first), became(hall, second)) == (None, "D1")


def test_unpairing_ends_every_token(hall: TestHall) -> None:
    _, digits = begins(hall)
    claims(hall, digits)
    before = device(hall, "D1").stamp
    with hall.work(ADMIN) as work:
        pairing.unpair(work, "D1")
    assert (device(hall, "D1").stamp, device(hall, "D1").paired_at) == (before + 1, None)
    assert hall.kinds()[-2:] == ["device.changed", "device.reload"]


def test_a_kiosk_does_not_become_a_screen(hall: TestHall) -> None:
    _, digits = begins(hall, "kiosk")
    with pytest.raises(OtherKind):
        claims(hall, digits, "D1")


@pytest.mark.parametrize("code", ["", "d1", "D 1", "../K1", "D12345678", "Đ1", "1D"])
def test_a_new_device_has_a_code_that_can_stand_in_an_address(hall: TestHall, code: str) -> None:
    _, digits = begins(hall)
    with pytest.raises(BadDeviceCode):
        claims(hall, digits, code)


@pytest.mark.parametrize(
    "place", [Place(counter="9"), Place(printer="P9"), Place(queues=("A", "Z")), Place(layout="film")]
)
def test_a_device_stands_only_where_there_is_something(hall: TestHall, place: Place) -> None:
    _, digits = begins(hall)
    with pytest.raises(NotFound):
        claims(hall, digits, "D2", place)
    with hall.look() as look:
        assert staff.device(look.db, HALL, "D2") is None


def test_a_flood_of_browsers_is_stopped_and_passes(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "MOST", 3)
    assert len({begins(hall)[1] for _ in range(3)}) == 3
    with pytest.raises(TooManyPending):
        begins(hall)
    hall.passes(minutes=11)
    begins(hall)


def test_digits_that_are_shown_are_not_given_to_another(
    hall: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = iter([123456, 123456, 7])
    monkeypatch.setattr(pairing.secrets, "randbelow", lambda _limit: next(turns))
    assert [begins(hall)[1], begins(hall)[1]] == ["123456", "000007"]


def test_a_removed_device_is_gone(hall: TestHall) -> None:
    with hall.work(ADMIN) as work:
        pairing.remove(work, "C4")
    with pytest.raises(NotFound):
        device(hall, "C4")
    with pytest.raises(NotFound), hall.work(ADMIN) as work:
        pairing.reload(work, "C4")


# Who is there


def silent(hall: TestHall) -> list[str]:
    with hall.look() as look:
        return [each.code for each in presence.silent(look)]


def test_a_paired_screen_that_is_silent_is_told_within_a_minute(hall: TestHall) -> None:
    here = presence.Presence(hall.store, HALL)
    _, digits = begins(hall)
    claims(hall, digits)
    here.came("socket", "D1", "edition1")
    for _ in range(12):
        hall.passes(seconds=presence.NOTE_S)
        here.note()
        assert silent(hall) == []
    here.left("socket")
    hall.passes(seconds=40)
    here.note()
    assert silent(hall) == ["D1"]
    here.asked("D1")
    here.note()
    assert silent(hall) == []
    assert device(hall, "D1").page == "edition1"


def test_every_device_says_how_it_does(hall: TestHall) -> None:
    here = presence.Presence(hall.store, HALL)
    _, digits = begins(hall)
    claims(hall, digits)
    here.came("socket", "K1", "")
    assert states(hall)["D1"] == "here", "just paired"
    hall.passes(minutes=1)
    here.note()
    assert [states(hall)[code] for code in ("D1", "K1", "C1")] == ["silent", "here", "never seen"]
    here.left("socket")
    with hall.work(SYSTEM) as work:
        presence.trouble(work, "C1", "A001", "quay-1")
    hall.passes(minutes=1)
    assert [states(hall)[code] for code in ("K1", "C1")] == ["away", "troubled"]
    with hall.look() as look:
        assert [each.device.code for each in presence.lines(look) if each.is_wrong] == ["C1", "D1"]


def states(hall: TestHall) -> dict[str, str]:
    with hall.look() as look:
        return {each.device.code: each.state.value for each in presence.lines(look)}


def test_one_of_two_sockets_is_enough(hall: TestHall) -> None:
    here = presence.Presence(hall.store, HALL)
    for socket in ("old", "new"):
        here.came(socket, "D1", "")
    here.left("old")
    hall.passes(seconds=60)
    here.note()
    assert device(hall, "D1").last_seen == hall.clock()


def test_an_unpaired_screen_and_a_closed_hall_raise_no_alarm(hall: TestHall) -> None:
    presence.Presence(hall.store, HALL).came("socket", "D1", "")
    hall.passes(hours=1)
    assert silent(hall) == []
    _, digits = begins(hall)
    claims(hall, digits)
    hall.keeps_hours()
    hall.clock.now = hall.clock.now.replace(hour=13)
    assert hall.clock.now - (device(hall, "D1").last_seen or hall.clock.now) > timedelta(hours=1)
    assert silent(hall) == []
