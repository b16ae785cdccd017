"""Who may use what: every route and every socket room, on one page. What is not here is shut."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, abort, g, request

from queue_server.domain.states import Role

ANYONE: frozenset[Role] = frozenset()
_R = Role
SIGNED_IN = frozenset({_R.KIOSK, _R.SCREEN, _R.GREETER, _R.CLERK, _R.MANAGER, _R.ADMIN})
PEOPLE = frozenset({_R.GREETER, _R.CLERK, _R.MANAGER, _R.ADMIN})
FLOOR = frozenset({_R.GREETER, _R.CLERK})
HEADS = frozenset({_R.MANAGER, _R.ADMIN})


def _only(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


DOORS: Mapping[str, frozenset[Role]] = {
    # pages
    "home.home": ANYONE,
    "login.form": ANYONE,
    "login.sign_in": ANYONE,
    "login.sign_out": ANYONE,
    "kiosk.kiosk": _only(_R.KIOSK),
    "kiosk.menu": _only(_R.KIOSK),
    "screens.screen": _only(_R.SCREEN),
    "counter.counter": _only(_R.CLERK),
    "counter.desk": _only(_R.CLERK),
    "greeter.greeter": _only(_R.GREETER),
    "greeter.now": _only(_R.GREETER),
    "manager.manager": _only(_R.MANAGER),
    "manager.now": _only(_R.MANAGER),
    "manager.times": _only(_R.MANAGER),
    "admin.admin": _only(_R.ADMIN),
    "admin.now": _only(_R.ADMIN),
    "voice.voices": _only(_R.ADMIN),
    "voice.begin": _only(_R.ADMIN),
    "voice.wish": _only(_R.ADMIN),
    "voice.receive": _only(_R.ADMIN),
    "voice.studio": _only(_R.ADMIN),
    "voice.record": _only(_R.ADMIN),
    "voice.parcel": _only(_R.ADMIN),
    "citizen.ticket": ANYONE,
    "citizen.now": ANYONE,
    # files
    "static": ANYONE,
    "screens.static": ANYONE,
    "screens.voice": ANYONE,
    # health
    "health.healthz": ANYONE,
    "health.readyz": ANYONE,
    "health.metrics": ANYONE,
    # api
    "api.login": ANYONE,
    "api.openapi": ANYONE,
    "api.hall": SIGNED_IN,
    "api.queues": SIGNED_IN,
    "api.procedures": SIGNED_IN,
    "api.issue": _only(_R.KIOSK, _R.GREETER, _R.CLERK),
    "api.tickets": PEOPLE,
    "api.ticket": PEOPLE,
    "api.move": FLOOR,
    "api.open_counter": _only(_R.CLERK),
    "api.pause_counter": _only(_R.CLERK),
    "api.close_counter": _only(_R.CLERK),
    "api.call_next": _only(_R.CLERK),
    "api.finish_and_call_next": _only(_R.CLERK),
    "api.board": _only(_R.SCREEN),
    "api.times": _only(_R.MANAGER),
    "api.printers": _only(_R.GREETER, _R.MANAGER, _R.ADMIN),
    "api.test_slip": _only(_R.GREETER, _R.MANAGER, _R.ADMIN),
    "api.journal": _only(_R.MANAGER),
}


def guard(app: Flask) -> None:
    """Refuse to start with a route that has no door; ask at the door before every request."""
    missing = {rule.endpoint for rule in app.url_map.iter_rules()} - set(DOORS)
    if missing:
        raise RuntimeError(f"no door for {', '.join(sorted(missing))}")
    app.before_request(_ask)


def _ask() -> None:
    allowed = DOORS.get(request.endpoint or "", ANYONE)
    if not allowed:
        return
    if g.actor is None:
        abort(401)
    if not g.actor.roles & allowed:
        abort(403)
