"""Signing in and out with a browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request, session

from queue_server.operations import staffing
from queue_server.web.languages import gettext as _
from queue_server.web.pages import page
from queue_server.web.security import count_try

blueprint = Blueprint("login", __name__)


@blueprint.get("/login")
def form() -> Any:
    """The form."""
    return page("login/login.html", error=None, login="", next=_next())


@blueprint.post("/login")
def sign_in() -> Any:
    """Sign in and go where one wanted to go."""
    count_try()
    name, password = request.form.get("login", "")[:40], request.form.get("password", "")[:200]
    with g.store.look(g.hall_id) as look:
        person = staffing.sign_in(look, name, password)
    if person is None:
        wrong = _("Log-in and password do not fit.")
        return page("login/login.html", error=wrong, login=name, next=_next()), 401
    session.clear()
    session.update(staff=person.login, stamp=person.stamp)
    session.permanent = True
    return redirect(_next())


@blueprint.post("/logout")
def sign_out() -> Any:
    """Sign out of this browser."""
    session.clear()
    return redirect("/login")


def _next() -> str:
    """Where to go afterwards: a path of this hall, never another host."""
    wanted = request.values.get("next", "/")
    parts = urlsplit(wanted)
    inside = not parts.scheme and not parts.netloc and wanted.startswith("/") and "\\" not in wanted
    return wanted if inside and not wanted.startswith("//") else "/"
