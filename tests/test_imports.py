"""Imports go down, never up, never round: the floors of `docs/architecture.md`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
OURS = ("wsgi", "queue_server", "printer", "display")
FLOORS = {
    "wsgi": 4,
    "queue_server.app": 4,
    "queue_server.cli": 4,
    "queue_server.serve": 3,
    "queue_server.loading": 3,
    "queue_server.log": 3,
    "queue_server.rehearsal": 3,
    "queue_server.told": 3,
    "queue_server.led": 3,
    "queue_server.speaking": 3,
    "queue_server.web": 3,
    "queue_server.realtime": 3,
    "queue_server.housekeeping": 3,
    "queue_server.alerting": 3,
    "queue_server.mail": 3,
    "queue_server.print_room": 3,
    "queue_server.operations": 2,
    "queue_server.reports": 2,
    "queue_server.storage": 1,
    "queue_server.estimates": 0,
    "queue_server.domain": 0,
    "queue_server.config": 0,
    "printer": 0,
    "display": 0,
}
EDGES = (
    "queue_server.web",
    "queue_server.realtime",
    "queue_server.log",
    "queue_server.app",
    "display.screens",
)
HOMES = {  # library: the only rooms that may know it
    "sqlalchemy": ("queue_server.storage",),
    "alembic": ("queue_server.storage",),
    "flask": EDGES,
    "flask_socketio": EDGES,
}
CLOSED = {  # room: the only libraries it may use besides Python's own
    "queue_server.domain": (),
    "queue_server.estimates": ("numpy",),
    "display.board": (),
    "display.announcements": (),
    "printer": ("escpos", "PIL", "segno", "fontpkg", "usb", "serial", "libusb_package"),
}


class Import(NamedTuple):
    importer: str
    imported: str
    line: int
    in_function: bool

    def __str__(self) -> str:
        return f"{self.importer}, line {self.line}, imports {self.imported}"


def within(module: str, rooms: Iterable[str]) -> bool:
    return any(module == room or module.startswith(room + ".") for room in rooms)


def room_of(module: str) -> str | None:
    return max((room for room in FLOORS if within(module, [room])), key=len, default=None)


def all_imports(root: Path) -> list[Import]:
    files = [path for name in OURS for path in [root / f"{name}.py", *sorted((root / name).rglob("*.py"))]]
    return [each for path in files if path.exists() for each in imports_in(path, root)]


def imports_in(path: Path, root: Path) -> Iterator[Import]:
    parts = path.relative_to(root).with_suffix("").parts
    package = parts[:-1]
    module = ".".join(package if parts[-1] == "__init__" else parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inner = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        for name in names_imported(node, package):
            yield Import(module, name, node.lineno, id(node) in inner)


def names_imported(node: ast.AST, package: tuple[str, ...]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    above = package[: len(package) - node.level + 1] if node.level else ()
    source = ".".join([*above, *([node.module] if node.module else [])])
    return [f"{source}.{alias.name}" for alias in node.names]


def of_ours(imports: Iterable[Import]) -> list[Import]:
    return [each for each in imports if within(each.imported, OURS)]


def going_up(imports: Iterable[Import]) -> list[Import]:
    return [each for each in of_ours(imports) if rank(each.imported) > rank(each.importer)]


def rank(module: str) -> int:
    room = room_of(module)
    return -1 if room is None else FLOORS[room]


def between(imports: Iterable[Import], one: str, other: str) -> list[Import]:
    pairs = ((one, other), (other, one))
    return [
        each
        for each in imports
        for a, b in pairs
        if within(each.importer, [a]) and within(each.imported, [b])
    ]


def out_of_home(imports: Iterable[Import]) -> list[Import]:
    return [
        each
        for each in imports
        for library, homes in HOMES.items()
        if within(each.imported, [library]) and not within(each.importer, homes)
    ]


def out_of_closed(imports: Iterable[Import]) -> list[Import]:
    return [
        each
        for each in imports
        for room, libraries in CLOSED.items()
        if within(each.importer, [room])
        and not within(each.imported, [room.split(".")[0], *libraries, *sys.stdlib_module_names])
    ]


def leaving(imports: Iterable[Import], package: str) -> list[Import]:
    return [
        each
        for each in of_ours(imports)
        if within(each.importer, [package]) and not within(each.imported, [package])
    ]


def of_app(imports: Iterable[Import]) -> list[Import]:
    allowed = ("wsgi", "queue_server.cli", "queue_server.app")
    return [
        each
        for each in imports
        if within(each.imported, ["queue_server.app"]) and not within(each.importer, allowed)
    ]


def told(imports: Iterable[Import]) -> str:
    return "\n".join(map(str, imports))


IMPORTS = all_imports(ROOT)


def test_every_module_stands_on_a_floor() -> None:
    modules = {each.importer for each in IMPORTS} - {"queue_server"}
    assert [module for module in sorted(modules) if room_of(module) is None] == []


def test_imports_only_go_down() -> None:
    assert told(going_up(IMPORTS)) == ""


def test_web_and_realtime_do_not_import_each_other() -> None:
    assert told(between(IMPORTS, "queue_server.web", "queue_server.realtime")) == ""


def test_sql_and_flask_stay_in_their_rooms() -> None:
    assert told(out_of_home(IMPORTS)) == ""


def test_the_ground_floor_needs_only_python_itself() -> None:
    assert told(out_of_closed(IMPORTS)) == ""


def test_domain_printer_and_display_know_nothing_of_the_rest() -> None:
    rooms = ("queue_server.domain", "printer", "display")
    assert told(each for room in rooms for each in leaving(IMPORTS, room)) == ""


def test_only_wsgi_and_the_commands_import_the_app() -> None:
    assert told(of_app(IMPORTS)) == ""


def test_our_own_modules_are_imported_at_the_top_of_the_file() -> None:
    assert told(each for each in of_ours(IMPORTS) if each.in_function) == ""


WRONG = {
    "queue_server/domain/turn.py": "import PIL\nfrom queue_server.storage import halls",
    "queue_server/operations/issuing.py": "import sqlalchemy.orm\nfrom ..web import kiosk",
    "queue_server/web/kiosk.py": "def page():\n    from queue_server.realtime import sockets",
    "queue_server/storage/work.py": "from queue_server import app\nfrom flask import g",
    "printer/slip.py": "import queue_server.domain.ticket",
    "queue_server/managers.py": "import json",
}


def test_each_rule_is_broken_by_a_house_built_wrong(tmp_path: Path) -> None:
    for name, text in WRONG.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    wrong = all_imports(tmp_path)

    def importers(found: Iterable[Import]) -> set[str]:
        return {each.importer.rpartition(".")[2] for each in found}

    assert importers(going_up(wrong)) == {"turn", "issuing", "work"}
    assert importers(between(wrong, "queue_server.web", "queue_server.realtime")) == {"kiosk"}
    assert importers(out_of_home(wrong)) == {"issuing", "work"}
    assert importers(out_of_closed(wrong)) == {"turn", "slip"}
    assert importers(leaving(wrong, "printer")) == {"slip"}
    assert importers(leaving(wrong, "queue_server.domain")) == {"turn"}
    assert importers(of_app(wrong)) == {"work"}
    assert importers(each for each in of_ours(wrong) if each.in_function) == {"kiosk"}
    assert room_of("queue_server.managers") is None
