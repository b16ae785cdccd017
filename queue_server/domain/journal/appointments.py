"""What happens to appointments."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.journal.entry import Entry


@dataclass(frozen=True, kw_only=True)
class AppointmentEntry(Entry):
    """Something about one appointment, known here by its id: the code is for who booked it."""

    appointment: int
    queue: str
    procedure: str
    starts_at: str
    ticket_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(AppointmentEntry):
    kind = "appointment.booked"


@dataclass(frozen=True, kw_only=True)
class AppointmentCalledOff(AppointmentEntry):
    kind = "appointment.called_off"


@dataclass(frozen=True, kw_only=True)
class AppointmentKeptByComing(AppointmentEntry):
    kind = "appointment.kept"


@dataclass(frozen=True, kw_only=True)
class AppointmentForgotten(AppointmentEntry):
    kind = "appointment.not_come"
