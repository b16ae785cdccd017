"""Every table of a hall, one file per room."""

from queue_server.storage.schema.base import metadata
from queue_server.storage.schema.day import (
    AT_COUNTER,
    LIVE,
    UNPRINTED,
    journal,
    outage,
    print_job,
    series,
    service_day,
    service_record,
    ticket,
)
from queue_server.storage.schema.devices import device, pairing, printer
from queue_server.storage.schema.files import file
from queue_server.storage.schema.furniture import (
    counter,
    counter_queue,
    day_off,
    hall,
    portal_help,
    priority_class,
    procedure,
    queue,
    slip_template,
)
from queue_server.storage.schema.kept import answer, figures
from queue_server.storage.schema.opinions import (
    obstacle,
    paper_survey,
    preference,
    rated,
    rating_count,
    suggestion,
)
from queue_server.storage.schema.people import audit, emergency, staff

__all__ = [
    "AT_COUNTER",
    "LIVE",
    "UNPRINTED",
    "answer",
    "audit",
    "counter",
    "counter_queue",
    "day_off",
    "device",
    "emergency",
    "figures",
    "file",
    "hall",
    "journal",
    "metadata",
    "obstacle",
    "outage",
    "pairing",
    "paper_survey",
    "portal_help",
    "preference",
    "print_job",
    "printer",
    "priority_class",
    "procedure",
    "queue",
    "rated",
    "rating_count",
    "series",
    "service_day",
    "service_record",
    "slip_template",
    "staff",
    "suggestion",
    "ticket",
]
