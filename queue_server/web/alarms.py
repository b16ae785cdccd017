"""The manager's settings of targets and alarms, and "I have seen it"."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, redirect, request

from queue_server.domain.alarms import Thresholds
from queue_server.operations import alarms
from queue_server.storage.work import Work
from queue_server.web.commands import command
from queue_server.web.errors import BadInput
from queue_server.web.inputs import Nothing
from queue_server.web.languages import noop as N_
from queue_server.web.pages import page

blueprint = Blueprint("alarms", __name__)

_MAIL = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{1,130}", re.ASCII)


@blueprint.get("/manager/settings")
def settings() -> str:
    with g.store.look(g.hall_id) as look:
        wanted, target_min = alarms.thresholds(look), look.hall.wait_target_s // 60
    return _page(wanted, target_min, None)


@blueprint.post("/manager/settings")
def change() -> Any:
    """Aim at this and tell alarms like that, from now on."""
    wanted, target_min = _wanted(), _whole("target_min", 240)
    problem = _problem(wanted)
    if problem:
        return _page(wanted, target_min, problem), 422
    with g.store.work(g.hall_id, g.actor) as work:
        alarms.set_thresholds(work, wanted, max(1, target_min) * 60)
    return redirect("/manager/settings?done=1", 303)


def _page(wanted: Thresholds, target_min: int, problem: str | None) -> str:
    return page(
        "alarms/settings.html",
        wanted=wanted,
        target_min=target_min,
        problem=problem,
        mails=current_app.config["MAILS"],
        done=request.args.get("done") == "1",
    )


def _wanted() -> Thresholds:
    ticks = {name: name in request.form for name in ("unserved", "printer", "device", "sound")}
    texts = {name: request.form.get(name, "").strip()[:300] for name in ("webhook", "mail_to")}
    return Thresholds(
        share=_whole("share", 100),
        wait_min=_whole("wait_min", 600),
        waiting=_whole("waiting", 1000),
        service_min=_whole("service_min", 600),
        quiet_from=_time("quiet_from"),
        quiet_until=_time("quiet_until"),
        **ticks,
        **texts,
    )


def _problem(wanted: Thresholds) -> str | None:
    """The field that cannot be taken, if there is one."""
    try:
        parts = urlsplit(wanted.webhook)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and wanted.webhook.isprintable()
    except ValueError:
        good = False
    if wanted.webhook and not good:
        return "webhook"
    return "mail_to" if wanted.mail_to and not _MAIL.fullmatch(wanted.mail_to) else None


def _whole(name: str, most: int) -> int:
    text = request.form.get(name, "").strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= most):
        raise BadInput(422, "invalid_number", N_("Write a whole number."), name)
    return int(text)


def _time(name: str) -> str:
    try:
        return time.fromisoformat(request.form.get(name, "")).isoformat("minutes")
    except ValueError:
        raise BadInput(422, "invalid_time", N_("Write times like 18:00."), name) from None


@blueprint.post("/api/v1/alarms/<kind>/<place>/seen")
@command(Nothing, status=204)
def seen(work: Work, given: Nothing, kind: str, place: str) -> None:
    """Somebody has seen this alarm; it stays until it is over."""
    alarms.see(work, kind[:12], place[:40])
