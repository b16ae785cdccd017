from __future__ import annotations

from pathlib import Path

import pytest

from printer.drivers import open_printer
from printer.paper import Paper, check_url, paper_of


@pytest.mark.parametrize(
    "url",
    [
        "virtual:",
        "tcp://192.168.1.50:9100",
        "tcp://printer.hall.lan",
        "tcp://[fe80::1]:9100",
        "file:///dev/usb/lp0",
        "usb://04b8:0e15",
        "usb://0x0416:0x5011",
        "serial:///dev/ttyUSB0?baud=19200",
        "cups://phieu",
        "tcp://10.0.0.5:9100?width=384&cut=no",
    ],
)
def test_every_form_of_the_contract_opens_without_touching_a_device(url: str, tmp_path: Path) -> None:
    open_printer(url, tmp_path).close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "must begin with"),
        ("http://printer", "must begin with"),
        ("tcp://", "looks like tcp://"),
        ("tcp://host:99999", "looks like tcp://"),
        ("tcp://host:port", "looks like tcp://"),
        ("tcp://host:0", "looks like tcp://"),
        ("tcp://-host", "looks like tcp://"),
        ("tcp://a..b", "looks like tcp://"),
        ("tcp://1.2.3.400", "looks like tcp://"),
        ("tcp://" + "a" * 64, "looks like tcp://"),
        ("tcp://máy.in", "looks like tcp://"),
        ("tcp://admin:secret@host", "looks like tcp://"),
        ("tcp://host:9100/raw", "looks like tcp://"),
        ("tcp://ho\x00st", "none unseen"),
        ("tcp://ho\nst", "none unseen"),
        ("tcp://ho st", "no spaces"),
        ("file:///dev/" + "x" * 300, "at most 300"),
        ("tcp://[::1", "is not an address"),
        ("tcp://host?width=999", "a number from 384 to 576"),
        ("tcp://host?width=400", "can be 384, 512 or 576"),
        ("tcp://host?width=", "a number from 384 to 576"),
        ("tcp://host?wdith=384", "no option 'wdith'"),
        ("file://dev/usb/lp0", "three slashes"),
        ("usb://04b8", "vendor and product"),
        ("usb://-1:1", "vendor and product"),
        ("usb://04b8:0e150", "vendor and product"),
        ("usb://printer:one", "vendor and product"),
        ("serial:///dev/ttyUSB0?baud=fast", "baud"),
        ("serial:///dev/ttyUSB0?baud=²", "baud"),
        ("cups://-oevil", "queue's name"),
        ("cups://", "queue's name"),
    ],
)
def test_a_wrong_address_is_refused_with_one_sentence(url: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refusal:
        check_url(url)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_the_virtual_printer_needs_a_folder() -> None:
    with pytest.raises(ValueError, match="folder"):
        open_printer("virtual:")


def test_the_address_tells_the_paper() -> None:
    assert paper_of("virtual:") == Paper()
    told = paper_of("tcp://h:1?width=384&rows=100&feed=6&cut=no")
    assert told == Paper(width=384, fragment_rows=100, feed_lines=6, cut=False)


@pytest.mark.parametrize(
    "option", ["width=600", "width=wide", "cut=maybe", "rows=500", "feed=-1", "width=400"]
)
def test_wrong_paper_is_refused_with_a_sentence(option: str) -> None:
    with pytest.raises(ValueError, match=option.split("=")[0].replace("width", r"width|wide")):
        paper_of(f"virtual:?{option}")
