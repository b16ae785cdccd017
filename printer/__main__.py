"""`python -m printer status|test-slip|watch URL` and `python -m printer virtual`."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path

from printer.drivers import open_printer
from printer.faults import PrinterFault
from printer.layout import encode, render
from printer.slip import Slip
from printer.virtual import VirtualPrinterServer


def main(arguments: list[str] | None = None) -> int:
    """0: done; 1: the printer refuses, with a sentence; 2: wrong usage."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except (ValueError, PrinterFault) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m printer", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, run, about in (
        ("status", _status, "say how the printer is"),
        ("test-slip", _test_slip, "print a slip"),
        ("watch", _watch, "say how the printer is whenever that changes, until Ctrl-C"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("url")
        command.set_defaults(run=run)
    virtual = commands.add_parser("virtual", help="be a printer, until Ctrl-C")
    virtual.add_argument("--port", type=int, default=9100)
    virtual.add_argument("--folder", type=Path, default=Path("printed"))
    virtual.set_defaults(run=_virtual)
    return parser


def _status(given: argparse.Namespace) -> int:
    print(open_printer(given.url).condition())
    return 0


def _test_slip(given: argparse.Namespace) -> int:
    slip = Slip(
        number="A000", title="Phiếu in thử", procedure="ăâđêôơư ÁÀẢÃẠ", issued_at=datetime.now().astimezone()
    )
    confirmed = open_printer(given.url).send(encode(render(slip)), slip.number)
    print("printed" if confirmed else "sent; the printer does not say whether it printed")
    return 0


def _watch(given: argparse.Namespace) -> int:
    printer, last = open_printer(given.url), None
    while True:
        condition = printer.condition()
        if condition is not last:
            print(f"{datetime.now():%H:%M:%S} {condition}", flush=True)
        last = condition
        time.sleep(2)


def _virtual(given: argparse.Namespace) -> int:
    with VirtualPrinterServer(given.port, given.folder) as server:
        print(f"listening at {server.url}, slips go to {given.folder}", flush=True)
        while True:
            time.sleep(60)


if __name__ == "__main__":
    sys.exit(main())
