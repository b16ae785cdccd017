"""Throw-away databases for the tests: SQLite files, a PostgreSQL server and a Redis server.

The servers listen on 127.0.0.1 only, keep nothing, and end with the test run, however that ends.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
import redis

from queue_server.storage import migrating
from queue_server.storage.engine import open_engine

PATIENCE_S = 20


class NotHere(Exception):
    """The server is not installed or did not start; the message is a sentence for the skip."""


class Databases(Protocol):
    def empty(self) -> str:
        """The URL of a new database without tables."""

    def with_schema(self) -> str:
        """The URL of a new database with all tables and no rows."""

    def like(self, fill: Callable[[str], None]) -> str:
        """The URL of a new database as `fill` makes it; it is asked once, then copied."""

    def drop(self, url: str) -> None:
        """Do away with a database that this made."""


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")


def migrate(url: str) -> None:
    engine = open_engine(url)
    migrating.upgrade(engine)
    engine.dispose()


class SQLite:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._templates: dict[Callable[[str], None], str] = {}

    def empty(self) -> str:
        return f"sqlite:///{self._folder / f'hall{next(self._numbers)}.db'}"

    def with_schema(self) -> str:
        return self.like(migrate)

    def like(self, fill: Callable[[str], None]) -> str:
        if fill not in self._templates:
            self._templates[fill] = self.empty()
            fill(self._templates[fill])
        url = self.empty()
        shutil.copyfile(_path(self._templates[fill]), _path(url))
        return url

    def drop(self, url: str) -> None:
        for path in self._folder.glob(Path(url).name + "*"):
            path.unlink()


class PostgreSQL:
    """Databases on a running PostgreSQL server."""

    def __init__(self, server: str) -> None:
        self._server = server  # the URL without a database
        self._numbers = count(1)
        self._templates: dict[Callable[[str], None], str] = {}

    def empty(self) -> str:
        return self._create("template1")

    def with_schema(self) -> str:
        return self.like(migrate)

    def like(self, fill: Callable[[str], None]) -> str:
        if fill not in self._templates:
            url = self.empty()
            fill(url)
            self._templates[fill] = url.rpartition("/")[2]
        return self._create(self._templates[fill])

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def _create(self, template: str) -> str:
        name = f"hall{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"{self._server}/{name}"

    def _run(self, statement: str) -> None:
        address = self._server.replace("+psycopg", "")
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server for the length of the block; as root it runs as the user `postgres`.

    Raises NotHere.
    """
    programs = postgresql_programs()
    with folder_for(server_user()) as folder:
        port = free_port()
        make_cluster(programs, folder / "data")
        settings = {"fsync": "off", "listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), *options]
        address = f"postgres@127.0.0.1:{port}"

        def ready() -> None:
            psycopg.connect(f"postgresql://{address}/postgres").close()

        with running(command, server_user(), signal.SIGINT, ready, psycopg.OperationalError):
            yield PostgreSQL(f"postgresql+psycopg://{address}")


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis server for the length of the block, as its URL. Raises NotHere."""
    program = shutil.which("redis-server")
    if program is None:
        raise NotHere("Redis is not installed (Debian package redis-server).")
    with folder_for(None) as folder:
        port = free_port()
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        url = f"redis://127.0.0.1:{port}/0"

        def ready() -> None:
            redis.Redis.from_url(url).ping()

        with running(command, None, signal.SIGTERM, ready, redis.ConnectionError):
            yield url


def postgresql_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    raise NotHere("PostgreSQL is not installed (Debian package postgresql).")


def make_cluster(programs: Path, data: Path) -> None:
    options = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    command = [str(programs / "initdb"), "-D", str(data), *options]
    done = subprocess.run(as_user(server_user(), command), capture_output=True, text=True, cwd="/")
    if done.returncode:
        raise NotHere(f"PostgreSQL could not make its folder: {done.stderr.strip()}")


def server_user() -> str | None:
    """PostgreSQL refuses to run as root; its Debian package brings the user `postgres`."""
    return "postgres" if os.geteuid() == 0 else None


def as_user(user: str | None, command: list[str]) -> list[str]:
    change = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    return ["setpriv", *change, "--pdeathsig=INT", *command]


@contextmanager
def folder_for(user: str | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="queue-server-tests-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, pwd.getpwnam(user).pw_uid)
        yield Path(folder)


@contextmanager
def running(
    command: list[str],
    user: str | None,
    stop: signal.Signals,
    ready: Callable[[], None],
    not_yet: type[Exception],
) -> Iterator[None]:
    """The program runs during the block; it is out of reach of Ctrl-C and is stopped at the end."""
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        as_user(user, command), stdout=quiet, stderr=quiet, cwd="/", start_new_session=True
    )
    try:
        wait_until(ready, not_yet, server)
        yield
    finally:
        server.send_signal(stop)
        server.wait(PATIENCE_S)


def wait_until(ready: Callable[[], None], not_yet: type[Exception], server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while server.poll() is None and time.monotonic() < give_up:
        try:
            return ready()
        except not_yet:
            time.sleep(0.05)
    raise NotHere(f"{server.args} did not start.")
