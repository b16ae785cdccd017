"""Files: received with a date, ready in time, handed over; and what becomes of a promise that changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from queue_server.domain.errors import (
    BadDueDay,
    FileKnown,
    FileMoveImpossible,
    NotFound,
    PostponedAlready,
    ReasonMissing,
)
from queue_server.domain.files import File, FileState, Step
from queue_server.domain.journal import FileChanged
from queue_server.domain.states import Outcome
from queue_server.operations import files
from queue_server.operations.files import Reception
from queue_server.operations.moving import Result
from queue_server.storage import files as stored
from queue_server.storage import schema
from tests.hall import HALL, TestHall
from tests.people import BIRTH, LAN, LAND, MINH, TUAN

NUMBER = "H56.12-261012-0007"


def terms(hall: TestHall, procedure: str, **columns: Any) -> None:
    """The catalogue says so from now on."""
    table = schema.procedure
    hall._change(update(table).where(table.c.code == procedure).values(**columns))
    hall._change(update(schema.hall).values(furniture=schema.hall.c.furniture + 1))


@pytest.fixture
def desk(hall: TestHall) -> TestHall:
    terms(hall, LAND, statutory={"": "10 working days", "online": "5 working days"}, committed={})
    terms(hall, BIRTH, statutory={"": "same day"})
    return hall


def receives(hall: TestHall, procedure: str = LAND, **said: Any) -> File:
    with hall.work(LAN) as work:
        return files.receive(work, procedure, Reception(**said))


def does(hall: TestHall, step: Step, file: File, reason: str | None = None) -> File:
    with hall.work(MINH) as work:
        return files.step(work, stored.by_id(work.db, HALL, file.id), step, reason)


def end(day: date) -> datetime:
    """Five in the afternoon in Bát Mọt."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def test_finishing_with_a_file_records_number_version_and_date(desk: TestHall) -> None:
    desk.opens()
    pao = desk.takes()
    desk.calls()
    desk.does("start", pao)
    terms(desk, pao.procedure, statutory={"": "2 working days"})
    desk.does("finish", pao, result=Result(Outcome.FILE_RECEIVED, file_number=NUMBER))
    with desk.look() as look:
        file = stored.by_number(look.db, HALL, NUMBER)
    assert file is not None
    assert (file.ticket, file.procedure, file.version) == (pao.id, pao.procedure, date(2000, 1, 1))
    assert (file.state, file.due_at, file.staff) == (FileState.RECEIVED, end(date(2026, 10, 14)), "lan")


def test_a_visit_that_ends_otherwise_leaves_no_file(desk: TestHall) -> None:
    desk.opens()
    pao = desk.takes()
    desk.calls()
    desk.does("start", pao)
    desk.does("finish", pao, result=Result(Outcome.MISSING_PAPERS, file_number=NUMBER))
    with desk.look() as look:
        assert stored.by_number(look.db, HALL, NUMBER) is None


def test_each_channel_has_its_own_time(desk: TestHall) -> None:
    assert receives(desk).due_at == end(date(2026, 10, 26))
    assert receives(desk, channel="online").due_at == end(date(2026, 10, 19))


def test_the_shorter_time_of_the_commune_is_the_promise(desk: TestHall) -> None:
    terms(desk, LAND, committed={"": "7 working days"})
    assert receives(desk).due_at == end(date(2026, 10, 21))
    assert receives(desk, channel="online").due_at == end(date(2026, 10, 19))


def test_a_file_received_at_ten_past_three_counts_from_tomorrow(desk: TestHall) -> None:
    desk.passes(hours=7, minutes=29)
    assert receives(desk, BIRTH).due_at == end(date(2026, 10, 12))
    desk.passes(minutes=11)
    assert receives(desk, BIRTH).due_at == end(date(2026, 10, 13))
    desk._change(
        update(schema.hall).values(file_rules={"cut_off": ""}, furniture=schema.hall.c.furniture + 1)
    )
    assert receives(desk, BIRTH).due_at == end(date(2026, 10, 12))


def test_five_working_days_from_29_december_over_tet_with_a_swapped_saturday(desk: TestHall) -> None:
    # Decreed late: Friday 2 January off, worked on Saturday the 10th.
    days = [
        {"hall": HALL, "day": date(2027, 1, 4), "worked": False, "name": "bridged"},
        {"hall": HALL, "day": date(2027, 1, 9), "worked": True, "name": "swapped"},
    ]
    desk._change(insert(schema.day_off).values(days))  # type: ignore[arg-type]
    desk._change(update(schema.hall).values(furniture=schema.hall.c.furniture + 1))
    desk.clock.now = datetime(2026, 12, 29, 2, tzinfo=UTC)
    terms(desk, LAND, statutory={"": "5 working days", "online": "7 working days"})
    assert receives(desk).due_at == end(date(2027, 1, 7))
    assert receives(desk, channel="online").due_at == end(date(2027, 1, 9))
    terms(desk, LAND, statutory={"": "30 working days"})
    tet = date(2027, 2, 5)
    assert (receives(desk).due_at or end(tet)) > end(date(2027, 2, 15))


def test_a_time_shortened_meanwhile_leaves_open_files_alone(desk: TestHall) -> None:
    before = receives(desk, number=NUMBER)
    terms(desk, LAND, committed={"": "3 working days"})
    after = receives(desk)
    with desk.look() as look:
        assert stored.by_id(look.db, HALL, before.id).due_at == end(date(2026, 10, 26))
    assert after.due_at == end(date(2026, 10, 15))


def test_from_received_to_handed_over(desk: TestHall) -> None:
    file = receives(desk, number=NUMBER)
    desk.passes(days=2)
    ready = does(desk, Step.READY, file)
    desk.passes(days=1)
    handed = does(desk, Step.HAND_OVER, file)
    assert (ready.state, handed.state) == (FileState.READY, FileState.HANDED_OVER)
    assert handed.ready_at is not None
    assert handed.handed_at is not None
    assert handed.handed_at - handed.ready_at == timedelta(days=1)
    told = [e.what for news in desk.news for _, e in news.entries if isinstance(e, FileChanged)]
    assert told == ["received", "ready", "hand-over"]


def test_papers_that_were_missing_let_the_time_begin_anew(desk: TestHall) -> None:
    file = receives(desk, number=NUMBER)
    with pytest.raises(ReasonMissing):
        does(desk, Step.SEND_BACK, file)
    does(desk, Step.SEND_BACK, file, "bản đồ thửa đất")
    desk.passes(days=7)
    again = receives(desk, number=NUMBER)
    assert (again.id, again.state) == (file.id, FileState.RECEIVED)
    assert again.due_at == end(date(2026, 11, 2))


@pytest.mark.parametrize("step", [Step.TAKE_AGAIN, Step.UNDO])
def test_what_the_state_forbids_changes_nothing(desk: TestHall, step: Step) -> None:
    file = receives(desk)
    with pytest.raises(FileMoveImpossible):
        does(desk, step, file, "mistake")
    with desk.look() as look:
        assert stored.by_id(look.db, HALL, file.id) == file


def test_a_mistake_is_undone_with_a_reason(desk: TestHall) -> None:
    file = receives(desk)
    does(desk, Step.HAND_OVER, file)
    with pytest.raises(ReasonMissing):
        does(desk, Step.UNDO, file)
    assert does(desk, Step.UNDO, file, "wrong file").state is FileState.READY
    back = does(desk, Step.UNDO, file, "not signed yet")
    assert (back.state, back.ready_at, back.handed_at) == (FileState.RECEIVED, None, None)


def test_one_number_is_one_open_file(desk: TestHall) -> None:
    file = receives(desk, number=NUMBER)
    with pytest.raises(FileKnown):
        receives(desk, number=NUMBER)
    does(desk, Step.HAND_OVER, file)
    assert receives(desk, number=NUMBER).id != file.id


def test_another_day_needs_a_reason_and_is_written_down(desk: TestHall) -> None:
    with pytest.raises(ReasonMissing):
        receives(desk, due_day=date(2026, 10, 30))
    assert receives(desk, due_day=date(2026, 10, 26)).due_at == end(date(2026, 10, 26))
    file = receives(desk, due_day=date(2026, 10, 30), reason="as the dossier system says")
    assert file.due_at == end(date(2026, 10, 30))
    assert desk.last_entry().reason == "as the dossier system says"
    with desk.work(LAN) as work:
        files.redate(work, file, date(2026, 10, 29), "typed wrongly")
    entry = desk.last_entry()
    assert (entry.what, entry.was_due_at, entry.due_at) == (
        "due",
        end(date(2026, 10, 30)).isoformat(),
        end(date(2026, 10, 29)).isoformat(),
    )


@pytest.mark.parametrize(
    "day", [date(2026, 10, 9), date(2026, 10, 17), date(2026, 9, 2), date(2029, 1, 3), date.min, date.max]
)
def test_nothing_is_promised_for_the_past_or_a_day_off(desk: TestHall, day: date) -> None:
    with pytest.raises(BadDueDay):
        receives(desk, due_day=day, reason="because")
    with desk.store.glance() as db:
        assert db.execute(select(schema.file)).all() == []


def test_an_apology_gives_a_new_day_once_and_the_old_promise_stays(desk: TestHall) -> None:
    file = receives(desk)
    with desk.work(TUAN) as work:
        with pytest.raises(ReasonMissing):
            files.postpone(work, file, date(2026, 11, 2), None)
        with pytest.raises(BadDueDay):
            files.postpone(work, file, date(2026, 10, 26), "later")
        late = files.postpone(work, file, date(2026, 11, 2), "measuring the plot takes longer")
    assert (late.due_at, late.promised_at) == (end(date(2026, 11, 2)), file.promised_at)
    assert (late.postponed_by, late.postponed_why) == ("tuan", "measuring the plot takes longer")
    with pytest.raises(PostponedAlready), desk.work(TUAN) as work:
        files.postpone(work, late, date(2026, 11, 9), "again")


def test_a_renamed_procedure_keeps_the_name_of_the_receipt(desk: TestHall) -> None:
    file = receives(desk)
    with desk.store.glance() as db:
        old = dict(
            db.execute(select(schema.procedure).where(schema.procedure.c.code == LAND)).mappings().one()
        )
    new = {**old, "valid_from": date(2026, 10, 13), "names": {"vi": "Tên mới"}}
    desk._change(insert(schema.procedure).values(new))  # type: ignore[arg-type]
    desk._change(update(schema.hall).values(furniture=schema.hall.c.furniture + 1))
    with desk.look() as look:
        version = look.furniture.version(file.procedure, file.version)
        assert version is not None
        assert version.names == old["names"]
        assert look.furniture.offer(LAND, date(2026, 10, 12)).names == old["names"]
        assert look.furniture.offer(LAND, date(2026, 10, 13)).names == {"vi": "Tên mới"}


def test_a_procedure_that_nobody_knows_makes_no_file(desk: TestHall) -> None:
    with pytest.raises(NotFound):
        receives(desk, "9.999999")
