"""What all tests share: the databases. A test that takes `database_url` runs on each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import databases
from tests.databases import Databases, NotHere, SQLite
from tests.hall import TestHall, found

KINDS = ("sqlite", "postgresql")

# Speed is measured by `make bench`; a deadline here only tells how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SQLite:
    """SQLite files in a temporary folder."""
    return SQLite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """A throw-away PostgreSQL server."""
    try:
        with databases.postgresql() as server:
            yield server
    except NotHere as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A throw-away Redis server."""
    try:
        with databases.redis_server() as url:
            yield url
    except NotHere as reason:
        pytest.skip(str(reason))


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A new database without tables, of each kind."""
    kind: Databases = request.getfixturevalue(request.param)
    url = kind.empty()
    yield url
    kind.drop(url)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A new database with the tables of the hall and no rows, of each kind."""
    kind: Databases = request.getfixturevalue(request.param)
    url = kind.with_schema()
    yield url
    kind.drop(url)


@pytest.fixture
def sqlite_url(sqlite: SQLite) -> Iterator[str]:
    """As `database_url`, SQLite only."""
    url = sqlite.with_schema()
    yield url
    sqlite.drop(url)


@pytest.fixture
def postgresql_url(postgresql: Databases) -> Iterator[str]:
    """As `database_url`, PostgreSQL only."""
    url = postgresql.with_schema()
    yield url
    postgresql.drop(url)


@pytest.fixture
def hall(hall_url: str) -> Iterator[TestHall]:
    """The sample hall, on each kind of database."""
    founded = TestHall(hall_url)
    yield founded
    founded.close()


@pytest.fixture(params=KINDS)
def hall_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A new database with the sample hall, of each kind."""
    kind: Databases = request.getfixturevalue(request.param)
    url = kind.like(found)
    yield url
    kind.drop(url)
