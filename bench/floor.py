"""The floor: the least Flask + Flask-SocketIO + SQLite program that issues and calls honestly.

No roles, no journal, no printer, no idempotency: what remains is the price of the stack itself
(HTTP, one durable transaction, one emit to every screen). Our server is measured as a ratio to it.
Run by gunicorn as `bench.floor:app`; `FLOOR_DATABASE` names the database's file, `FLOOR_PING_S` says
how often the server pings a socket, which must be the same in both programs.
"""

from __future__ import annotations

import os
import threading
import time
from typing import Any

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from flask_socketio import SocketIO, join_room
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    insert,
    select,
    update,
)

PING_S = int(os.environ.get("FLOOR_PING_S", "2"))
TABLES = MetaData()
hall = Table("hall", TABLES, Column("id", Integer, primary_key=True), Column("seq", Integer, nullable=False))
ticket = Table(
    "ticket",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("issued_at", Float, nullable=False),
    UniqueConstraint("number"),
)


def durable(path: str) -> Engine:
    """An engine on the file `path` that begins every transaction as a writer and syncs every commit."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def next_seq(connection: Connection) -> int:
    """The hall's next sequence number; as the first statement of a write it is the lock as well."""
    return connection.execute(update(hall).values(seq=hall.c.seq + 1).returning(hall.c.seq)).scalar_one()


def create_app(path: str) -> tuple[Flask, SocketIO]:
    engine = durable(path)
    TABLES.create_all(engine)
    with engine.begin() as connection:
        if connection.execute(select(hall.c.id)).first() is None:
            connection.execute(insert(hall).values(id=1, seq=0))
    # SQLite polls for its own lock with growing pauses: the 16th client would wait for a second.
    writer = threading.Lock()
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="threading", ping_interval=PING_S, ping_timeout=3)

    @app.get("/readyz")
    def ready() -> ResponseReturnValue:
        return "ready"

    @app.post("/issue")
    def issue() -> ResponseReturnValue:
        with writer, engine.begin() as connection:
            seq = next_seq(connection)
            values = {"number": seq, "state": "waiting", "issued_at": time.time()}
            connection.execute(insert(ticket).values(values))
        return jsonify(values), 201

    @app.post("/call-next")
    def call_next() -> ResponseReturnValue:
        with writer, engine.begin() as connection:
            seq = next_seq(connection)
            oldest = select(ticket.c.id).where(ticket.c.state == "waiting").order_by(ticket.c.id).limit(1)
            called = update(ticket).where(ticket.c.id == oldest.scalar_subquery()).values(state="called")
            row = connection.execute(called.returning(ticket.c.number)).first()
        if row is None:
            return "", 204
        call = {"seq": seq, "number": row.number, "counter": "1"}
        socketio.emit("ticket.called", call, to="screens")
        return jsonify(call)

    @socketio.on("join")
    def join(_request: dict[str, Any]) -> dict[str, Any]:
        join_room("screens")
        return {"ok": True}

    return app, socketio


if "FLOOR_DATABASE" in os.environ:
    app, _ = create_app(os.environ["FLOOR_DATABASE"])
