"""The settings, read once from the environment and from `queue.env` beside the data."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from printer.paper import check_url

PREFIX = "QUEUE_"


class WrongSetting(Exception):
    """A setting that stops the start; the message is one sentence that names the variable."""


def _database(url: str | None) -> str | None:
    if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
    return url


def _printer(url: str | None) -> str | None:
    if url:
        check_url(url)
    return url


def _redis(url: str | None) -> str | None:
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("must start with redis://, rediss:// or unix://")
    return url


def _address(address: str | None) -> str | None:
    parts = urlsplit(address or "")
    if address and not (parts.scheme in ("http", "https") and parts.hostname and len(address) <= 80):
        raise ValueError("must be like http://192.168.1.10:8000, of at most 80 characters")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("is an address without a path, like http://192.168.1.10:8000")
    return address.rstrip("/") if address else None


ADDRESS = r"^[^@\s,]+@[^@\s,]+$"


def _addresses(text: object) -> object:
    if not isinstance(text, str):
        return text
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not all(re.match(ADDRESS, part) for part in found):
        raise ValueError("must be mail addresses with commas between, like to@example.org")
    return found


def _smtp(url: str | None) -> str | None:
    parts = urlsplit(url or "")
    if url and not (parts.scheme in ("smtp", "smtps") and parts.hostname):
        raise ValueError("must be like smtp://mail.example.org:25 or smtps://user:password@mail.example.org")
    return url


class Config(BaseModel):
    """Everything that can be set from outside. The field `host` is the variable `QUEUE_HOST`, and so on."""

    model_config = ConfigDict(frozen=True)

    host: str = Field("127.0.0.1", description="The address to listen at.")
    port: int = Field(8000, ge=1, le=65535, description="The port to listen at.")
    address: Annotated[str | None, AfterValidator(_address)] = Field(
        None,
        description="Where phones in the hall reach this server, like `http://192.168.1.10:8000`; printed as "
        "QR on the slip, which has none if this is left out.",
    )
    data: Path = Field(Path("var"), description="The folder of everything that is kept.")
    database_url: Annotated[str | None, AfterValidator(_database)] = Field(
        None, description="`postgresql+psycopg://…`; SQLite in the data folder if left out."
    )
    redis_url: Annotated[str | None, AfterValidator(_redis)] = Field(
        None, description="Redis, which carries the news between several processes."
    )
    workers: int = Field(1, ge=1, le=64, description="Processes; more than one needs Redis and PostgreSQL.")
    sockets: int = Field(
        224,
        ge=1,
        le=4000,
        description="How many screens and pages may hold a socket in one process; from 300 on they are "
        "pinged more rarely, and a lost line shows within 7 s instead of 5.",
    )
    hall: str | None = Field(None, description="The hall to serve; the database's first if left out.")
    printer_url: Annotated[str | None, AfterValidator(_printer)] = Field(
        None,
        description="The sample hall's printer: `virtual:`, `tcp://HOST:PORT`, `usb://VENDOR:PRODUCT`, "
        "`serial:///dev/ttyUSB0?baud=19200`, `file:///dev/usb/lp0` or `cups://NAME`.",
    )
    sample_password: str | None = Field(
        None, min_length=8, description="The password of the sample log-ins; made at random if left out."
    )
    secret: str | None = Field(
        None,
        min_length=16,
        description="Signs tokens and cookies; made and kept in the data folder if left out.",
    )
    voice: str = Field(
        "vi",
        pattern="^(vi|vi-vn-x-central|vi-vn-x-south)$",
        description="The accent of the Vietnamese voice: north, central or south; a hall may choose another.",
    )
    report_folder: Path | None = Field(
        None,
        description="A folder into which last week's and last month's report are put when they are over.",
    )
    report_mail: Annotated[tuple[str, ...], BeforeValidator(_addresses)] = Field(
        (),
        description="Who gets those reports by mail: addresses with commas between; needs `QUEUE_SMTP_URL`.",
    )
    report_sender: str | None = Field(
        None, pattern=ADDRESS, description="Who those mails are from; the first who gets them if left out."
    )
    smtp_url: Annotated[str | None, AfterValidator(_smtp)] = Field(
        None, description="The mail server: `smtp://HOST:25` or `smtps://USER:PASSWORD@HOST:465`."
    )
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged.")

    @model_validator(mode="after")
    def _several_processes_need_engines(self) -> Config:
        if self.workers > 1 and not (self.redis_url and (self.database or "").startswith("postgresql")):
            raise ValueError("more than one worker needs QUEUE_REDIS_URL and a PostgreSQL QUEUE_DATABASE_URL")
        return self

    @property
    def database(self) -> str:
        """The database's address; SQLite in the data folder unless another is set."""
        return self.database_url or f"sqlite:///{(self.data / 'queue.sqlite').absolute()}"

    @property
    def threads(self) -> int:
        """Every socket holds a thread for its life; 32 more answer plain requests."""
        return self.sockets + 32


def read_config(environ: Mapping[str, str] | None = None) -> Config:
    """The settings of `environ`, with `queue.env` of the data folder behind it. WrongSetting on nonsense."""
    given = dict(os.environ if environ is None else environ)
    data = Path(given.get(f"{PREFIX}DATA") or "var")
    values = _fields({**_env_file(data / "queue.env"), **given})
    try:
        config = Config.model_validate(values)
    except ValidationError as error:
        raise WrongSetting(_sentence(error)) from error
    return config if config.secret else config.model_copy(update={"secret": _kept_secret(config.data)})


def _fields(environ: Mapping[str, str]) -> dict[str, str]:
    names = {f"{PREFIX}{name.upper()}": name for name in Config.model_fields}
    return {names[key]: value for key, value in environ.items() if key in names and value != ""}


def _env_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {key.strip(): value.strip() for key, _, value in pairs}


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = f"{PREFIX}{str(first['loc'][0]).upper()}" if first["loc"] else f"{PREFIX}WORKERS"
    return f"{name}: {first['msg'].removeprefix('Value error, ')}."


def _kept_secret(data: Path) -> str:
    """The secret of this installation: made once, readable by its owner alone."""
    path = data / "secret"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        fresh = data / f"secret.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32), encoding="ascii")
        fresh.replace(path)
    return path.read_text(encoding="ascii").strip()
