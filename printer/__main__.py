"""`python -m printer status|test-slip|watch URL` and `python -m printer virtual`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from printer.drivers import Printer, open_printer
from printer.faults import PrinterFault
from printer.mechanism import Fault
from printer.paper import check_url, paper_of
from printer.sample import trial_slip
from printer.template import TRIAL_TEMPLATE
from printer.virtual import VirtualServer, faults_named


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused or failed with a sentence, 2 wrong usage."""
    chosen = _parser().parse_args(arguments)
    try:
        if "url" in chosen:
            check_url(chosen.url)
        return int(chosen.run(chosen))
    except (ValueError, PrinterFault, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m printer", description="Look at a slip printer and try it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, text in (
        ("status", _status, "ask a printer how it is"),
        ("test-slip", _test_slip, "print the test slip"),
        ("watch", _watch, "show each change of condition until Ctrl-C"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument(
            "url", help="for example tcp://192.168.1.50:9100 or file:///dev/usb/lp0?width=384"
        )
        command.add_argument("--folder", type=Path, default=Path("slips"), help="where virtual: writes")
        command.set_defaults(run=run)
    virtual = commands.add_parser("virtual", help="be a printer: slips become PNG files")
    virtual.add_argument("--host", default="127.0.0.1")
    virtual.add_argument("--port", type=int, default=9100)
    virtual.add_argument("--folder", type=Path, default=Path("slips"))
    virtual.add_argument("--fault", action="append", default=[], help=f"one of {', '.join(Fault)}")
    virtual.set_defaults(run=_virtual)
    return parser


def _status(chosen: argparse.Namespace) -> int:
    printer = open_printer(chosen.url, chosen.folder)
    condition = printer.condition()
    printer.close()
    print(condition)
    return 0 if condition.usable else 1


def _test_slip(chosen: argparse.Namespace) -> int:
    paper = paper_of(chosen.url)
    printer = open_printer(chosen.url, chosen.folder)
    condition = printer.condition()
    if not condition.usable:
        print(f"Not printed: {condition}.", file=sys.stderr)
        return 1
    data = paper.printed(trial_slip(chosen.url, paper.width), TRIAL_TEMPLATE)
    confirmed = printer.send(data)
    printer.close()
    print("Printed." if confirmed else "Sent; this printer did not confirm it, so look at the paper.")
    return 0


def _watch(chosen: argparse.Namespace) -> int:
    printer = open_printer(chosen.url, chosen.folder)
    last = ""
    while True:
        last = _shown(printer, last)
        time.sleep(2)


def _shown(printer: Printer, last: str) -> str:
    condition = printer.condition()
    printer.close()
    if condition != last:
        print(f"{time.strftime('%H:%M:%S')} {condition}", flush=True)
    return condition


def _virtual(chosen: argparse.Namespace) -> int:
    with VirtualServer(chosen.folder, chosen.host, chosen.port) as server:
        server.misbehave(*faults_named(chosen.fault))
        print(f"{server.url} prints to {chosen.folder}. Type a fault, power, or well.", flush=True)
        for line in sys.stdin:
            _told(server, line.strip())
        while True:
            time.sleep(3600)


def _told(server: VirtualServer, words: str) -> None:
    try:
        if words == "power":
            server.power_cycle()
        else:
            server.misbehave(*faults_named(words.replace("well", "").split()))
        print(words or "well", flush=True)
    except ValueError as error:
        print(error, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
