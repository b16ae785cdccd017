"""`queue-server run` in an empty folder founds the hall, and serves it in a process as small as the next."""

from __future__ import annotations

from pathlib import Path

from tests.browser.server import HallServer


def test_nothing_that_founds_a_hall_stays_in_the_process_that_serves_it(tmp_path: Path) -> None:
    hall = HallServer(tmp_path)
    hall.start()
    try:
        said = (tmp_path / "server.log").read_text(encoding="utf-8")
        assert said.count("Made the voices.") == said.count("Created the hall") == 1
        assert hall.takes("2.000815")["number"] == "A001"
        assert "espeak" not in Path(f"/proc/{hall.pid}/maps").read_text()  # what made the voices
    finally:
        hall.stop()
