"""The furniture of a hall, read once and kept until `hall.furniture` says that it has changed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select, update

from queue_server.domain.hall import Furniture, Hall, Procedure, View
from queue_server.storage import halls, schema, staff
from queue_server.storage.kept import Kept

_kept: Kept[Furniture] = Kept()


def of_hall(db: Connection, hall: Hall) -> Furniture:
    """The furniture as it stands in this transaction."""
    return _kept.get(db, hall.id, (hall.epoch, hall.furniture), lambda: _read(db, hall.id))


def changed(db: Connection, hall: str) -> None:
    """Whoever changes furniture says so, in the same transaction."""
    table = schema.hall
    db.execute(update(table).where(table.c.id == hall).values(furniture=table.c.furniture + 1))


def _read(db: Connection, hall: str) -> Furniture:
    columns = (schema.printer.c.code, schema.printer.c.stand_in)
    query = select(*columns).where(schema.printer.c.hall == hall).order_by(schema.printer.c.code)
    printers = db.execute(query).all()
    devices = staff.devices(db, hall)
    counters = halls.counters(db, hall)
    return Furniture(
        queues=tuple(halls.queues(db, hall)),
        procedures=_versions(halls.procedures(db, hall)),
        priority_classes=tuple(halls.priority_classes(db, hall)),
        served={each.code: each.queues for each in counters},
        labels={each.code: each.names for each in counters},
        printers=tuple(each.code for each in printers),
        stand_ins={each.code: each.stand_in for each in printers if each.stand_in},
        printer_of={each.code: each.printer for each in devices if each.printer},
        views={each.code: _view(each) for each in devices if each.kind == "screen"},
        calendar=halls.calendar(db, hall),
    )


def _view(screen: staff.Device) -> View:
    return View(screen.counter, tuple(sorted(screen.queues)), screen.layout)


def _versions(procedures: list[Procedure]) -> Mapping[str, tuple[Procedure, ...]]:
    found: dict[str, tuple[Procedure, ...]] = {}
    for each in procedures:
        found[each.code] = (each, *found.get(each.code, ()))
    return found
