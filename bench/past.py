"""A long past: tickets of former days, written straight into a hall's SQLite database.

Every ticket was served, with its four journal rows, its service record and its printed slip, in the
way the server would have left them, so that every table and every index has its true size.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

TICKETS_A_DAY = 1500
WAIT, WALK, SERVICE = (timedelta(minutes=n) // timedelta(microseconds=1) for n in (7, 1, 5))

# Column names are quoted where they are words of SQL; times are microseconds since 1970.
PAST = """
CREATE TEMP TABLE past AS
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :tickets)
SELECT
    i,
    :first + i AS id,
    date(:first_day, '+' || (i / :a_day) || ' days') AS day,
    i % :a_day + 1 AS sequence,
    printf('A%03d', i % :a_day + 1) AS number,
    :opening + (i / :a_day) * 86400000000 + (i % :a_day) * 20000000 AS issued
FROM n
"""
DAYS = """
INSERT INTO service_day (hall, day, opened_at, closed_at)
SELECT 'bat-mot', day, min(issued), max(issued) FROM past GROUP BY day
"""
TICKETS = """
INSERT INTO ticket (
    id, hall, day, series, sequence, queue, procedure, state, language, people, issued_at, due_at,
    since, waited_s, counter, calls, called_at, "call", link
)
SELECT
    id, 'bat-mot', day, 'A', sequence, 'A', '2.000815', 'served', 'vi', 1, issued, issued,
    issued + :wait + :walk + :service, :wait / 1000000.0, '1', 1, issued + :wait, :calls + i + 1,
    'past-' || i
FROM past
"""
JOURNAL = """
INSERT INTO journal (hall, seq, at, kind, "by", ticket, body)
SELECT
    'bat-mot', :seq + 4 * i + step, issued + after, kind, actor, id,
    json_object(
        'ticket', id, 'number', number, 'queue', 'A', 'procedure', '2.000815',
        'counter', '1', 'source', source, 'target', target
    )
FROM past, (
    SELECT 1 AS step, 0 AS after, 'ticket.issued' AS kind, 'K1' AS actor, NULL AS source, 'waiting' AS target
    UNION ALL SELECT 2, :wait, 'ticket.called', 'clerk1', 'waiting', 'called'
    UNION ALL SELECT 3, :wait + :walk, 'ticket.started', 'clerk1', 'called', 'serving'
    UNION ALL SELECT 4, :wait + :walk + :service, 'ticket.finished', 'clerk1', 'serving', 'served'
)
"""
RECORDS = """
INSERT INTO service_record (hall, ticket, procedure, counter, staff, started_at, ended_at, outcome, forgotten)
SELECT
    'bat-mot', id, '2.000815', '1', 'clerk1', issued + :wait + :walk, issued + :wait + :walk + :service,
    'done', 0
FROM past
"""
SLIPS = """
INSERT INTO print_job (hall, printer, ticket, number, facts, state, attempts, queued_at, changed_at)
SELECT 'bat-mot', 'P1', id, number, '{"ahead": 3, "reprint": false}', 'printed', 1, issued, issued FROM past
"""
HALL = "UPDATE hall SET seq = seq + 4 * :tickets, calls = calls + :tickets"


def fill(database: Path, tickets: int) -> None:
    """Add `tickets` served tickets before today to the sample hall in `database`; stop the server first."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -400000")
        words = {"tickets": tickets, **_beginning(db, tickets)}
        db.execute("BEGIN IMMEDIATE")
        for statement in (PAST, DAYS, TICKETS, JOURNAL, RECORDS, SLIPS, HALL):
            db.execute(statement, words)
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _beginning(db: sqlite3.Connection, tickets: int) -> dict[str, object]:
    """Where the past begins: its first ticket, day and journal number; it ends two days ago."""
    first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM ticket").fetchone()[0]
    seq, calls = db.execute("SELECT seq, calls FROM hall").fetchone()
    days = -(-tickets // TICKETS_A_DAY)
    opening = datetime.now(UTC).replace(hour=0, minute=30, second=0, microsecond=0) - timedelta(days + 1)
    return {
        "first": first,
        "seq": seq,
        "calls": calls,
        "a_day": TICKETS_A_DAY,
        "first_day": opening.date().isoformat(),
        "opening": int(opening.timestamp()) * 1_000_000,
        "wait": WAIT,
        "walk": WALK,
        "service": SERVICE,
    }
