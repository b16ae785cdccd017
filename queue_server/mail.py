"""One letter over one mail server."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit


def deliver(letter: EmailMessage, server: str, patience_s: float) -> None:
    """Hand `letter` to `smtp://USER:PASSWORD@HOST:PORT`, or smtps. OSError or SMTPException if refused."""
    url = urlsplit(server)
    secure = url.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with kind(url.hostname or "", url.port or 0, timeout=patience_s) as line:
        line.ehlo()
        if not secure and line.has_extn("starttls"):
            line.starttls()
        if url.username:
            line.login(unquote(url.username), unquote(url.password or ""))
        line.send_message(letter)
