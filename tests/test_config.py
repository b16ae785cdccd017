"""Wrong values stop the start with one sentence that names the variable."""

from __future__ import annotations

from pathlib import Path

import pytest

from queue_server.config import WrongSetting, read_config

POSTGRESQL, REDIS = "postgresql+psycopg://u@localhost/q", "redis://localhost/0"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUEUE_PORT", "eighty"),
        ("QUEUE_PORT", "70000"),
        ("QUEUE_WORKERS", "0"),
        ("QUEUE_DATABASE_URL", "mysql://x"),
        ("QUEUE_REDIS_URL", "http://x"),
        ("QUEUE_PRINTER_URL", "lpt1"),
        ("QUEUE_PRINTER_URL", "tcp://:9100"),
        ("QUEUE_SAMPLE_PASSWORD", "short"),
        ("QUEUE_SECRET", "short"),
        ("QUEUE_VOICE", "loud"),
        ("QUEUE_ADDRESS", "192.168.1.10"),
        ("QUEUE_ADDRESS", "http://hall.lan/queue"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting) as refusal:
        read_config({"QUEUE_DATA": str(tmp_path), name: value})
    assert str(refusal.value).startswith(f"{name}: ")
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"QUEUE_REDIS_URL": REDIS},
        {"QUEUE_DATABASE_URL": POSTGRESQL},
        {"QUEUE_REDIS_URL": REDIS, "QUEUE_DATABASE_URL": "sqlite:///x.db"},
    ],
)
def test_several_processes_need_redis_and_postgresql(tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(WrongSetting, match="QUEUE_WORKERS"):
        read_config({"QUEUE_DATA": str(tmp_path), "QUEUE_WORKERS": "2", **given})


def test_with_both_engines_several_processes_are_fine(tmp_path: Path) -> None:
    given = {"QUEUE_WORKERS": "2", "QUEUE_REDIS_URL": REDIS, "QUEUE_DATABASE_URL": POSTGRESQL}
    assert read_config({"QUEUE_DATA": str(tmp_path), **given}).workers == 2


def test_a_file_beside_the_data_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / "queue.env").write_text("# the hall\nQUEUE_PORT=8100\nQUEUE_HOST = 0.0.0.0\n")
    config = read_config({"QUEUE_DATA": str(tmp_path), "QUEUE_PORT": "8200"})
    assert (config.port, config.host) == (8200, "0.0.0.0")


def test_the_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    first = read_config({"QUEUE_DATA": str(tmp_path)}).secret
    assert read_config({"QUEUE_DATA": str(tmp_path)}).secret == first
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
