"""gunicorn, set up as sockets need it."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

from queue_server.config import Config
from queue_server.loading import loading

# The number of this parameter in glibc's malloc.h.
M_MMAP_THRESHOLD = -3


def options(config: Config) -> dict[str, Any]:
    """One threaded worker; several gevent workers when Redis carries the news between them."""
    shared = {
        "bind": f"{config.host}:{config.port}",
        "workers": config.workers,
        # Sockets live for ever: waiting longer for them to close would only delay the restart.
        "graceful_timeout": 3,
        "control_socket_disable": True,
        "loglevel": config.log_level.lower(),
    }
    if config.workers > 1:
        return {**shared, "worker_class": "gevent", "worker_connections": config.sockets + 200}
    # Keep-alive needs more connections than threads.
    threads = config.threads
    return {**shared, "worker_class": "gthread", "threads": threads, "worker_connections": threads + 100}


def _spare_memory(_arbiter: Any, _worker: Any) -> None:
    """Keep what the processes share shared, and give back what checking a password takes.

    The collector would write into every object that was loaded before the fork. And glibc would keep
    the 19 MB of Argon2: of the password looked at before the start, and in the arena of each thread that
    ever signed somebody in.
    """
    gc.freeze()
    with suppress(OSError, AttributeError):
        glibc = ctypes.CDLL(None)
        glibc.malloc_trim(0)
        glibc.mallopt(M_MMAP_THRESHOLD, 1 << 20)


class Server(BaseApplication):  # type: ignore[misc]
    """`wsgi:application` under gunicorn, without a command line of its own."""

    def __init__(self, config: Config) -> None:
        self._config = config
        super().__init__()

    def load_config(self) -> None:
        for name, value in options(self._config).items():
            self.cfg.set(name, value)
        self.cfg.set("pre_fork", _spare_memory)

    def load(self) -> Any:
        with loading():
            return import_app("wsgi:application")
