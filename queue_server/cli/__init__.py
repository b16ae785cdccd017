"""The command `queue-server`. Exit 0: done; 1: refused, with a sentence; 2: wrong usage."""

from queue_server.loading import loading

with loading():
    from queue_server.cli import (
        appointments,
        calendar,
        care,
        catalogue,
        devices,
        giving,
        papers,
        people,
        printers,
        reports,
        serving,
    )
    from queue_server.cli.hall import main

__all__ = [
    "appointments",
    "calendar",
    "care",
    "catalogue",
    "devices",
    "giving",
    "main",
    "papers",
    "people",
    "printers",
    "reports",
    "serving",
]
