"""The composition root: everything is put together here, and nothing else happens here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, current_app, g
from flask_socketio import SocketIO

from display.board import Board
from display.screens import screens
from queue_server import log as logs
from queue_server.alerting import Alerting
from queue_server.config import Config
from queue_server.domain.check_code import key_of
from queue_server.housekeeping import TICK_S, Housekeeping
from queue_server.operations import board as boards
from queue_server.operations import voices
from queue_server.operations.presence import Presence
from queue_server.operations.slips import Imprint
from queue_server.operations.tokens import Tokens
from queue_server.realtime.publisher import Publisher
from queue_server.realtime.sockets import attend
from queue_server.storage import halls
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Clock, Store
from queue_server.web import (
    admin,
    alarms,
    api,
    api_appointments,
    api_counters,
    api_estimates,
    api_files,
    api_kiosk_help,
    api_rating,
    api_reports,
    api_screens,
    api_signs,
    api_staff,
    api_tickets,
    api_visits,
    booking,
    catalogue,
    citizen,
    counter,
    devices,
    devices_api,
    doors,
    errors,
    estimates,
    exchange,
    files,
    giving,
    greeter,
    health,
    home,
    identity,
    kiosk,
    kiosk_voice,
    languages,
    login,
    manager,
    manager_reports,
    pairing,
    papers,
    printers,
    printing_api,
    rating,
    ratings,
    rota,
    security,
    slides,
    slip,
    squeezing,
    staffing,
    suggestions,
    voice,
)
from queue_server.web.mailing import ReportPost
from queue_server.web.pages import common

_HERE = Path(__file__).parent
# Those of the API share one blueprint, to which each adds its calls.
API = (
    api,
    api_appointments,
    api_counters,
    api_files,
    api_kiosk_help,
    api_rating,
    api_reports,
    api_signs,
    api_staff,
    api_tickets,
    api_visits,
)
PAPER = (papers, printers, printing_api, slip)
DEVICES = (devices, devices_api, pairing, rating, voice, slides, api_screens)
OPINIONS = (ratings, suggestions)
CITIZENS = (kiosk, kiosk_voice, citizen, booking)
PEOPLE = (home, login, counter, files, exchange, greeter, manager, alarms, giving, admin, catalogue, health)
FIGURES = (estimates, staffing, rota, api_estimates, manager_reports)
ROOMS = (*CITIZENS, *PEOPLE, *API, *PAPER, *DEVICES, *OPINIONS, *FIGURES)


class NoHall(Exception):
    """The database holds no hall, or not the one that is set."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class Application(Flask):
    """Flask for plain functions: it would ask of each, at every request, whether it is a coroutine."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(config: Config, clock: Clock = utc_now) -> Flask:
    """The whole server for one hall, without its background threads. NoHall if there is none to serve."""
    logs.configure(config.log_level)
    store = Store(open_engine(config.database), clock)
    hall = _hall(store, config.hall)
    tokens = Tokens(config.secret or "", store, hall)
    app = Application("queue_server", root_path=str(_HERE), template_folder=str(_templates()))
    app.secret_key = config.secret
    app.config["VOICES"] = config.data / "voice"
    app.config["VOICE"] = config.voice
    app.config["SLIDES"] = config.data / "slides"
    app.config["MAILS"] = bool(config.smtp_url)
    app.config["SILENCE_S"] = min(_ping_s(config), TICK_S) + 1
    socketio = _sockets(app, config)
    identity.recognise(app, store, hall, tokens)
    languages.speak(app)
    security.secure(app, config.redis_url)
    errors.catch(app)
    squeezing.squeeze(app)
    for blueprint in dict.fromkeys(room.blueprint for room in ROOMS):
        app.register_blueprint(blueprint)
    presence = Presence(store, hall)
    app.register_blueprint(_screens(config))
    doors.guard(app)
    admitted = attend(socketio, store, hall, tokens, presence, config.sockets)
    _connect(app, socketio, store, hall, config)
    app.extensions["queue"]["admitted"] = admitted
    app.extensions["queue"]["presence"] = presence
    app.extensions["queue"]["tokens"] = tokens
    return app


def _connect(app: Flask, socketio: SocketIO, store: Store, hall: str, config: Config) -> None:
    publisher = Publisher(socketio, store)
    imprint = Imprint(config.address, key_of(config.secret or ""))
    post, alerting = ReportPost(store, hall, config), Alerting(config.smtp_url)
    housekeeping = Housekeeping(store, hall, config.data, publisher.tick, imprint, post.mind, alerting)
    store.listeners += [publisher, housekeeping.print_room.wake]
    app.extensions["queue"] = {
        "store": store,
        "hall": hall,
        "socketio": socketio,
        "publisher": publisher,
        "housekeeping": housekeeping,
        "alerting": alerting,
        "imprint": imprint,
    }


def start(app: Flask) -> None:
    """Begin to publish and to do the chores."""
    parts = app.extensions["queue"]
    threads = ("publisher", "housekeeping", "presence", "admitted", "alerting")
    for run in (parts[name].run for name in threads):
        threading.Thread(target=run, daemon=True).start()


def _hall(store: Store, wanted: str | None) -> str:
    with store.glance() as db:
        found = halls.halls(db)
    if wanted is not None and wanted not in found:
        raise NoHall(f"QUEUE_HALL: there is no hall {wanted!r} in the database.")
    if not found:
        raise NoHall("There is no hall yet: run 'queue-server init' first.")
    return wanted or found[0]


def _templates() -> Path:
    """Beside the package in a checkout, inside it when installed."""
    beside = _HERE.parent / "templates"
    return beside if beside.is_dir() and (_HERE.parent / "setup.cfg").exists() else _HERE / "templates"


def _ping_s(config: Config) -> int:
    """A thousand sockets pinged every 2 s would keep half a processor busy: 100 pings a second are enough."""
    return max(2, config.sockets // 100)


def _sockets(app: Flask, config: Config) -> SocketIO:
    """Websockets with a quick ping: a pulled cable is noticed within seconds.

    A pong may come late when a thousand threads have a call to send first.
    """
    several: dict[str, Any] = {"message_queue": config.redis_url} if config.redis_url else {}
    return SocketIO(
        app,
        async_mode="gevent" if config.workers > 1 else "threading",
        ping_interval=_ping_s(config),
        ping_timeout=max(3, config.sockets // 50),
        serve_client=False,
        manage_session=False,
        transports=["websocket"],
        cors_allowed_origins=None,
        **several,
    )


def _screens(config: Config) -> Blueprint:
    return screens(config.data / "voice", _screen_context, _screen_board, config.data / "slides")


def _screen_context(code: str) -> dict[str, Any]:
    device = g.get("device")
    with g.store.look(g.hall_id) as look:
        signs = {queue.code: queue.pictogram for queue in look.furniture.queues}
        view, target_s = look.furniture.view(code), look.hall.wait_target_s
        spoken = voices.of_screen(look.hall, code)
    own = {
        "code": code,
        "name": device.name if device else "",
        "counter": view.counter,
        "layout": view.layout,
    }
    own["silence_s"] = current_app.config["SILENCE_S"]
    return {**common(), **own, "target_s": target_s, "signs": signs, **spoken}


def _screen_board(code: str) -> Board:
    """What a plain page shows; whoever asks for it is there."""
    current_app.extensions["queue"]["presence"].asked(code)
    with g.store.look(g.hall_id) as look:
        return boards.board(look, look.furniture.view(code))
