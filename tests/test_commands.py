"""The commands of `queue-server`: done, refused with a sentence, or used wrongly."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from queue_server.app import utc_now
from queue_server.cli import main
from queue_server.domain.check_code import code_of, key_of
from queue_server.storage import halls, journal
from queue_server.storage.engine import open_engine
from tests.databases import SQLite
from tests.hall import HALL, TestHall, found

HELPS = [
    "init",
    "run",
    "speak",
    "sample",
    "migrate",
    "staff",
    "token",
    "device",
    "printer",
    "catalogue",
    "calendar",
    "numbers",
    "backup",
    "restore",
]


class Shell:
    """A shell in which the hall's settings are set."""

    def __init__(self, data: Path, url: str) -> None:
        self.data, self.url = data, url
        self._env = {"QUEUE_DATA": str(data), "QUEUE_DATABASE_URL": url}

    def __call__(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, words, env=self._env, input=typed)


@pytest.fixture
def shell(tmp_path: Path, sqlite: SQLite) -> Shell:
    return Shell(tmp_path, sqlite.like(found))


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def refused(result: Result, words: str) -> None:
    """Exit 1 with one sentence and no traceback."""
    assert result.exit_code == 1, result.output
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [*HELPS, "report", "doctor", "paper-check", "rebuild"])
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    assert "Usage: " in done(shell(command, "--help"))


@pytest.mark.parametrize(
    "words", [["fly"], ["token"], ["sample", "--visitors", "0"], ["report", "times", "--by", "x"]]
)
def test_wrong_usage_is_exit_2(shell: Shell, words: list[str]) -> None:
    assert shell(*words).exit_code == 2


def test_a_wrong_setting_is_exit_1(tmp_path: Path) -> None:
    env = {"QUEUE_DATA": str(tmp_path), "QUEUE_PORT": "eighty"}
    refused(CliRunner().invoke(main, ["doctor"], env=env), "QUEUE_PORT")


def test_a_hall_is_made_from_nothing_and_kept(tmp_path: Path) -> None:
    env = {"QUEUE_DATA": str(tmp_path / "new"), "QUEUE_SAMPLE_PASSWORD": "bat-mot-2026"}
    first = CliRunner().invoke(main, ["init"], env=env)
    assert "Created the hall bat-mot" in done(first)
    assert "Created" not in done(CliRunner().invoke(main, ["init"], env=env))
    assert (tmp_path / "new" / "voice" / "vi" / "pack.json").exists()
    done(CliRunner().invoke(main, ["calendar", "confirm", str(date.today().year + 1)], env=env))
    assert "BAD" not in CliRunner().invoke(main, ["doctor"], env=env).output.replace("BAD  Printer P1", "")


def test_a_day_off_is_declared(shell: Shell) -> None:
    assert "is worked" in done(shell("calendar", "day", "2026-10-24", "worked instead", "--worked"))
    assert shell("calendar", "day", "tomorrow", "off").exit_code == 2
    assert shell("calendar", "confirm", "27").exit_code == 2


def test_without_a_hall_there_is_a_sentence(tmp_path: Path) -> None:
    env = {"QUEUE_DATA": str(tmp_path)}
    done(CliRunner().invoke(main, ["migrate"], env=env))
    refused(CliRunner().invoke(main, ["token", "admin"], env=env), "queue-server init")


def test_without_tables_there_is_a_sentence(tmp_path: Path) -> None:
    refused(CliRunner().invoke(main, ["token", "admin"], env={"QUEUE_DATA": str(tmp_path)}), "database")


def test_staff_come_and_go(shell: Shell) -> None:
    done(shell("staff", "add", "hoa", "--role", "greeter", typed="a-long-password\na-long-password\n"))
    assert "hoa\tgreeter\tactive" in done(shell("staff", "list"))
    done(shell("staff", "close", "hoa"))
    assert "hoa\tgreeter\tclosed" in done(shell("staff", "list"))
    refused(shell("staff", "close", "nobody"), "There is no staff nobody")
    refused(shell("staff", "add", "x", "--role", "clerk", typed="short\nshort\n"), "at least 8")


def test_a_token_and_a_pairing_are_printed(shell: Shell) -> None:
    assert done(shell("token", "manager")).count(".") == 2
    assert "/kiosk/K1?pair=" in done(shell("device", "pair", "K1"))
    assert "D1\tscreen" in done(shell("device", "list"))
    done(shell("device", "unpair", "K1"))
    refused(shell("token", "nobody"), "There is no staff nobody")
    refused(shell("device", "pair", "K9"), "There is no device K9")


def test_a_sign_wants_an_address_and_a_screen(shell: Shell) -> None:
    refused(shell("led", "--url", "http://x"), "no address of a sign")
    refused(shell("led", "--url", "tcp://127.0.0.1:9", "--screen", "K1"), "There is no screen K1")


def test_a_second_printer_is_added_and_stands_in(shell: Shell) -> None:
    done(shell("printer", "set", "P2", "tcp://192.168.1.51:9100?width=384&roll=30"))
    done(shell("printer", "set", "P1", "tcp://192.168.1.50"))
    done(shell("printer", "stand-in", "P1", "P2"))
    first, second = done(shell("printer", "list")).splitlines()
    assert first.split("\t") == ["P1", "tcp://192.168.1.50", "silent", "P2", "-"]
    assert second.split("\t")[1:4] == ["tcp://192.168.1.51:9100?width=384&roll=30", "silent", "-"]
    done(shell("printer", "stand-in", "P1"))
    assert "\tP2\t" not in done(shell("printer", "list"))


def test_a_wrong_printer_is_refused_and_changes_nothing(shell: Shell) -> None:
    before = done(shell("printer", "list"))
    refused(shell("printer", "set", "P2", "tcp://192.168.1.51?width=999"), "a number from 384 to 576")
    refused(shell("printer", "set", "P2", "usb://-1:1"), "vendor and product")
    refused(shell("printer", "set", "Máy in 2", "virtual:"), "one to eight capital letters")
    refused(shell("printer", "stand-in", "P1", "P1"), "cannot stand in for itself")
    refused(shell("printer", "stand-in", "P1", "P9"), "There is no printer P9")
    assert done(shell("printer", "list")) == before


def test_a_catalogue_goes_in_whole_or_not_at_all(shell: Shell) -> None:
    head = "code,queue,name_vi,short_vi\n"
    good, bad = shell.data / "good.csv", shell.data / "bad.csv"
    good.write_text(head + "9.000001,A,Thủ tục thử nghiệm,Thử nghiệm\n", encoding="utf-8")
    bad.write_text(head + "9.000002,A,Một,Một\n9.000003,Z,Hai,Hai\n", encoding="utf-8")
    assert "Took 1 procedures" in done(shell("catalogue", "import", str(good)))
    refused(shell("catalogue", "import", str(bad)), "Line 3: there is no queue Z")
    engine = open_engine(shell.url)
    with engine.connect() as db:
        codes = {each.code for each in halls.procedures(db, HALL)}
    engine.dispose()
    assert "9.000001" in codes
    assert "9.000002" not in codes


def test_a_file_in_another_encoding_is_refused(shell: Shell) -> None:
    wrong = shell.data / "wrong.csv"
    wrong.write_bytes("code,queue,name_vi,short_vi\n9.1,A,Hộ,Hộ\n".encode("utf-16"))
    refused(shell("catalogue", "import", str(wrong)), "UTF-8")


def test_a_backup_brings_everything_back_in_a_new_epoch(shell: Shell) -> None:
    hall = TestHall(shell.url)
    hall.takes()
    with hall.look() as look:
        epoch, seq = look.hall.epoch, look.hall.seq
    copy = shell.data / "copy.sqlite"
    done(shell("backup", str(copy)))
    refused(shell("backup", str(copy)), "exists already")
    hall.takes()
    hall.close()
    done(shell("restore", str(copy), "--yes"))
    again = TestHall(shell.url)
    with again.look() as look:
        assert look.hall.seq == seq
        assert look.hall.epoch != epoch
        assert len(journal.after(look.db, HALL, 0, 100)) == seq
    again.close()


def test_slides_and_voices_come_back_into_an_empty_folder(shell: Shell, sqlite: SQLite) -> None:
    kept = {"slides/4f.jpg": b"a picture", "voice/thai/pack.json": b"{}", "voice/thai/a.wav": b"a clip"}
    for name, content in {**kept, "voice/.parcel-1/a.wav": b"half made"}.items():
        (shell.data / name).parent.mkdir(parents=True, exist_ok=True)
        (shell.data / name).write_bytes(content)
    copy = shell.data / "copies" / "monday"
    copy.parent.mkdir()
    assert "monday.files" in done(shell("backup", str(copy)))

    empty = shell.data / "empty"
    other = Shell(empty, f"sqlite:///{empty / 'queue.sqlite'}")
    done(other("restore", str(copy), "--yes"))
    found = {path.relative_to(empty).as_posix(): path.read_bytes() for path in empty.rglob("*.*")}
    assert {name: found[name] for name in kept} == kept
    assert not (empty / "voice" / ".parcel-1").exists()
    assert "manager" in done(other("staff", "list"))


def test_what_is_no_backup_is_refused_and_harms_nothing(shell: Shell) -> None:
    nonsense = shell.data / "nonsense"
    nonsense.write_text("no database", encoding="utf-8")
    refused(shell("restore", str(nonsense), "--yes"), "cannot be read")
    assert "manager" in done(shell("staff", "list"))


def test_a_restore_asks_first(shell: Shell) -> None:
    copy = shell.data / "copy.sqlite"
    done(shell("backup", str(copy)))
    assert shell("restore", str(copy), typed="n\n").exit_code == 1


def test_figures_come_as_csv_and_json(shell: Shell) -> None:
    hall = TestHall(shell.url)
    hall.opens()
    hall.takes()
    hall.serves(3)
    hall.close()
    table = done(shell("report", "times", "--from", "2026-10-12"))
    [row] = csv.DictReader(io.StringIO(table.lstrip("\ufeff")))
    assert (row["key"], row["served"], row["service_max_s"]) == ("2.000815", "1", "180.0")
    [same] = json.loads(done(shell("report", "times", "--from", "2026-10-12", "--format", "json")))
    assert same["service"]["max_s"] == 180.0


def test_the_month_is_announced(shell: Shell) -> None:
    assert "tháng 2 năm 2027" in done(shell("loudspeaker", "--month", "2027-02"))
    assert shell("loudspeaker", "--month", "soon").exit_code == 2


def test_what_was_told_of_waits_is_a_table_or_json(shell: Shell) -> None:
    table = done(shell("report", "estimates", "--from", "2026-10-12", "--backtest"))
    assert [line.split()[0] for line in table.splitlines()[1:3]] == ["told", "before"]
    assert table.splitlines()[-1] == "nothing told: 0 of 0"
    assert json.loads(done(shell("report", "estimates", "--format", "json")))["n"] == 0


def test_a_rehearsal_without_a_server_is_refused(shell: Shell) -> None:
    (shell.data / "sample-password").write_text("bat-mot-2026", encoding="utf-8")
    refused(shell("sample", "--url", "http://127.0.0.1:9"), "does not answer")


def test_a_slip_is_known_by_its_check_code(shell: Shell) -> None:
    (shell.data / "secret").write_text("the secret of the hall")
    code = code_of(key_of("the secret of the hall"), HALL, date(2026, 10, 12), "A012")
    assert "The code fits" in done(shell("paper-check", "2026-10-12", "a012", code.lower()))
    refused(shell("paper-check", "2026-10-13", "A012", code), "does not fit")
    refused(shell("paper-check", "2026-10-12", "A013", code), "does not fit")
    assert shell("paper-check", "yesterday", "A012", code).exit_code == 2


def test_a_lost_queue_is_rebuilt_from_the_papers(shell: Shell) -> None:
    (shell.data / "secret").write_text("the secret of the hall")
    today = utc_now().astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    key = key_of("the secret of the hall")
    papers = [f"{number} {code_of(key, HALL, today, number)}" for number in ("A014", "A012", "H003")]
    said = shell("rebuild", typed="\n".join([papers[0], "", papers[1], "A013 ACDEFG", papers[0], papers[2]]))
    refused(said, "2 of 5 were left out")
    for word in ("A014 is back", "A012 is back", "H003 is back", "A013: this is not", "A014 is in the queue"):
        assert word in said.output
    assert "A015 is back" in done(shell("rebuild", f"A015 {code_of(key, HALL, today, 'A015')}"))


def test_how_many_appointments_a_queue_takes_is_set(shell: Shell) -> None:
    assert "A\t2" in done(shell("appointment", "list"))
    done(shell("appointment", "limit", "X", "3"))
    done(shell("appointment", "limit", "A", "0"))
    listed = done(shell("appointment", "list"))
    assert "X\t3" in listed
    assert "A\t" not in listed
    refused(shell("appointment", "limit", "Z", "1"), "no queue Z")
    assert shell("appointment", "limit", "A", "-1").exit_code == 2


def test_hours_and_numbers_a_day_are_set_listed_and_lifted(shell: Shell) -> None:
    assert "A\tas the hall\tno limit" in done(shell("numbers", "list"))
    done(shell("numbers", "hours", "07:00-11:00", "13:00–16:30"))
    done(shell("numbers", "hours", "--queue", "A", "08:00-10:00"))
    done(shell("numbers", "limit", "A", "40"))
    listed = done(shell("numbers", "list"))
    assert "hall\t07:00–11:00, 13:00–16:30" in listed
    assert "A\t08:00–10:00\t40 a day" in listed
    done(shell("numbers", "hours", "--queue", "A"))
    done(shell("numbers", "limit", "A"))
    assert "A\tas the hall\tno limit" in done(shell("numbers", "list"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("hours", "11:00-07:00"), "Write hours like"),
        (("hours", "seven"), "Write hours like"),
        (("hours", "--queue", "Q", "08:00-10:00"), "queue"),
        (("limit", "Q", "3"), "queue"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_a_sentence(
    shell: Shell, words: tuple[str, ...], sentence: str
) -> None:
    before = done(shell("numbers", "list"))
    refused = shell("numbers", *words)
    assert (refused.exit_code, sentence in refused.output) == (1, True), refused.output
    assert done(shell("numbers", "list")) == before
