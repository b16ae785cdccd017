"""The script that makes a machine a kiosk, run into an empty folder."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent.parent / "tools" / "kiosk" / "install.sh"


def install(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = {"DESTDIR": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run([SCRIPT, *words], env=path, capture_output=True, text=True, check=False)


def test_it_writes_a_browser_a_service_that_starts_again_and_policies(tmp_path: Path) -> None:
    done = install(tmp_path, "http://hall.lan:8000/kiosk/K1")

    assert (done.returncode, done.stderr) == (0, "")
    browser = tmp_path / "usr/local/bin/hall-kiosk"
    assert browser.read_text().rstrip().endswith('"http://hall.lan:8000/kiosk/K1"')
    assert "--unsafely-treat-insecure-origin-as-secure=http://hall.lan:8000 " in browser.read_text()
    assert subprocess.run(["sh", "-n", browser], check=False).returncode == 0
    service = (tmp_path / "etc/systemd/system/hall-kiosk.service").read_text()
    assert {"Restart=always", "User=kiosk", "TTYPath=/dev/tty1"} <= set(service.splitlines())
    policies = json.loads((tmp_path / "etc/chromium/policies/managed/hall-kiosk.json").read_text())
    assert policies["URLAllowlist"] == ["http://hall.lan:8000"]


@pytest.mark.parametrize(
    "address", ["", "hall.lan", "ftp://hall.lan/kiosk/K1", "http://hall.lan/", 'http://h/kiosk/$(id)"']
)
def test_what_is_no_kiosks_address_changes_nothing(tmp_path: Path, address: str) -> None:
    done = install(tmp_path, address)

    assert done.returncode == 2
    assert done.stderr
    assert list(tmp_path.iterdir()) == []
