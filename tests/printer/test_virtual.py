from __future__ import annotations

import socket
from pathlib import Path

from PIL import Image

from printer.decode import pictures
from printer.drivers import open_printer
from printer.layout import encode, render
from printer.mechanism import Fault
from printer.slip import Slip
from printer.status import Condition
from printer.virtual import VirtualServer

DATA = encode(render(Slip(number="A012")))


def test_paper_is_written_as_picture_and_bytes(server: VirtualServer) -> None:
    assert server.folder is not None
    printer = open_printer(server.url)
    printer.send(DATA)
    printer.close()
    server.wait_for_slips(1)
    with Image.open(server.folder / "slip-000001.png") as kept:
        assert kept.tobytes() == pictures(DATA)[0].tobytes()
    assert (
        pictures((server.folder / "slip-000001.bin").read_bytes())[0].tobytes() == pictures(DATA)[0].tobytes()
    )


def test_what_it_does_not_know_is_reported(server: VirtualServer) -> None:
    with socket.create_connection((server.host, server.port)) as line:
        line.sendall(b"\x1b@xin\x1b!\x08\x1dr\x01")
        assert line.recv(1) == b"\x00"
    assert b"".join(server.mechanism.unknown) == b"xin\x1b!\x08"


def test_automatic_status_comes_back_when_something_changes(server: VirtualServer) -> None:
    with socket.create_connection((server.host, server.port), 5) as line:
        line.sendall(b"\x1da\xff")
        assert line.recv(4) == b"\x10\x00\x00\x00"
        server.misbehave(Fault.COVER_OPEN)
        assert line.recv(4) == b"\x38\x00\x00\x00"
        server.misbehave(Fault.PAPER_LOW)
        assert line.recv(4) == b"\x10\x00\x03\x00"


def test_real_time_questions_overtake_what_waits_for_paper(server: VirtualServer) -> None:
    server.misbehave(Fault.PAPER_OUT)
    with socket.create_connection((server.host, server.port), 5) as line:
        line.sendall(DATA)
        line.sendall(b"\x1dr\x01\x10\x04\x04")
        assert line.recv(1) == b"\x7e"
        assert server.slips == []
        server.misbehave()
        assert line.recv(1) == b"\x00"
        assert len(server.slips) == 1


def test_the_virtual_address_plays_the_condition_that_a_file_names(tmp_path: Path) -> None:
    printer = open_printer("virtual:", tmp_path)
    assert printer.condition() is Condition.READY
    (tmp_path / "condition").write_text("paper_out\n")
    assert printer.condition() is Condition.PAPER_OUT
    (tmp_path / "condition").write_text("nonsense")
    assert printer.condition() is Condition.READY
    assert printer.send(DATA, "A012")
    assert printer.send(DATA, "../A013")
    names = sorted(path.name for path in tmp_path.glob("slip-*.png"))
    assert names == ["slip-000001-A012.png", "slip-000002-slip.png"]
    assert open_printer("virtual:", tmp_path).send(DATA, "A014")
    assert (tmp_path / "slip-000003-A014.bin").read_bytes() == DATA
