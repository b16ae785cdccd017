"""Reports that go out by themselves: last week's and last month's, into a folder or by mail."""

from __future__ import annotations

import json
import logging
import smtplib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

from queue_server.config import Config
from queue_server.domain.hall import named
from queue_server.mail import deliver
from queue_server.reports import report as reports
from queue_server.storage.work import Look, Store
from queue_server.web.languages import gettext as _
from queue_server.web.one_page import one_page
from queue_server.web.workbook import book_of

log = logging.getLogger(__name__)

TIMEOUT_S = 30.0
PAUSE_S = 600.0
MARK = "reports-sent.json"
WORKBOOK = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPANS = ("week", "month")


@dataclass(frozen=True)
class Parcel:
    """A report as files, and what its mail says."""

    subject: str
    text: str
    files: dict[str, bytes]


def last_whole(span: str, today: date) -> tuple[date, date]:
    """The last week (from Monday), month, quarter or year that was over before `today`."""
    if span == "week":
        end = today - timedelta(days=today.weekday() + 1)
        return end - timedelta(days=6), end
    first = {
        "month": today.replace(day=1),
        "quarter": today.replace(month=today.month - (today.month - 1) % 3, day=1),
        "year": today.replace(month=1, day=1),
    }[span]
    end = first - timedelta(days=1)
    months = {"month": 1, "quarter": 3, "year": 12}[span]
    return end.replace(month=end.month - months + 1, day=1), end


def parcel(look: Look, first: date, last: date) -> Parcel:
    """The report of a period: the workbook and the one page."""
    made = reports.report(look, first, last)
    name, hall = f"bao-cao-{first}-{last}", named(look.hall.names, "vi")
    days = f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"
    text = _("The report of %(hall)s for %(days)s is attached: one page to read, and a workbook.")
    return Parcel(
        subject=f"{hall}: " + _("Waits and services") + f" {days}",
        text=text % {"hall": hall, "days": days},
        files={f"{name}.pdf": one_page(made, look.hall), f"{name}.xlsx": book_of(made, look.hall)},
    )


def into_folder(sent: Parcel, folder: Path) -> None:
    """Write the files, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sent.files.items():
        fresh = folder / f".{name}.new"
        fresh.write_bytes(content)
        fresh.replace(folder / name)


def by_mail(sent: Parcel, server: str, sender: str, to: Sequence[str]) -> None:
    """Mail the files over the server at `smtp://…` or `smtps://…`. OSError or SMTPException if it refuses."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = sent.subject, sender, ", ".join(to)
    mail.set_content(sent.text)
    for name, content in sent.files.items():
        kind = "pdf" if name.endswith(".pdf") else WORKBOOK
        mail.add_attachment(content, maintype="application", subtype=kind, filename=name)
    deliver(mail, server, TIMEOUT_S)


def send(config: Config, sent: Parcel) -> None:
    """To wherever the settings say."""
    if config.report_folder is not None:
        into_folder(sent, config.report_folder)
    if config.report_mail and config.smtp_url:
        by_mail(sent, config.smtp_url, config.report_sender or config.report_mail[0], config.report_mail)


class ReportPost:
    """Sends each report once, when its week or month is over; what fails is tried again later."""

    def __init__(self, store: Store, hall: str, config: Config) -> None:
        self._store, self._hall, self._config = store, hall, config
        self._mark = config.data / MARK
        self._next = 0.0

    def mind(self) -> None:
        """Send what is due. Raises nothing that a mail server does: that is logged."""
        wanted = self._config.report_folder is not None or bool(self._config.report_mail)
        if not wanted or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PAUSE_S
        with self._store.look(self._hall) as look:
            today = look.today
        sent = self._sent(today)
        for span in SPANS:
            first, last = last_whole(span, today)
            if sent.get(span, "") < last.isoformat() and self._goes_out(first, last):
                sent[span] = last.isoformat()
                self._mark.write_text(json.dumps(sent), encoding="ascii")

    def _sent(self, today: date) -> dict[str, str]:
        """The last day of what went out; on the very first day that is everything before."""
        if not self._mark.exists():
            past = {span: last_whole(span, today)[1].isoformat() for span in SPANS}
            self._mark.write_text(json.dumps(past), encoding="ascii")
        return dict(json.loads(self._mark.read_text(encoding="ascii")))

    def _goes_out(self, first: date, last: date) -> bool:
        with self._store.look(self._hall) as look:
            ready = parcel(look, first, last)
        try:
            send(self._config, ready)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("the report could not be sent: %s", error, extra={"hall": self._hall})
            return False
        return True
