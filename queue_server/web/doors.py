"""Who may use what: every route and every socket room, on one page. What is not here is shut."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, abort, g, request
from werkzeug.wrappers import Response

from queue_server.domain.states import Role
from queue_server.web.pairing import PAIRABLE, ask_to_pair

ANYONE: frozenset[Role] = frozenset()
_R = Role
SIGNED_IN = frozenset({_R.KIOSK, _R.SCREEN, _R.RATING, _R.GREETER, _R.CLERK, _R.MANAGER, _R.ADMIN})
PEOPLE = frozenset({_R.GREETER, _R.CLERK, _R.MANAGER, _R.ADMIN})
FLOOR = frozenset({_R.GREETER, _R.CLERK})
PAPER = frozenset({_R.GREETER, _R.MANAGER, _R.ADMIN})
FILES = frozenset({_R.CLERK, _R.MANAGER})
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
    "kiosk.worker": ANYONE,
    "kiosk_voice.say": _only(_R.KIOSK),
    "kiosk_voice.sample": _only(_R.KIOSK),
    "screens.screen": _only(_R.SCREEN),
    "screens.plain": _only(_R.SCREEN),
    "rating.device": _only(_R.RATING),
    "rating.speech": _only(_R.RATING),
    "pairing.state": ANYONE,
    "counter.counter": _only(_R.CLERK),
    "counter.desk": _only(_R.CLERK),
    "counter.portal_code": _only(_R.CLERK),
    "counter.strip": _only(_R.CLERK),
    "counter.strip_now": _only(_R.CLERK),
    "files.files": FILES,
    "files.now": FILES,
    "files.figures": FILES | HEADS,
    "files.exchange": FILES,
    "files.export": FILES,
    "files.preview_dates": FILES,
    "files.take_dates": FILES,
    "greeter.greeter": _only(_R.GREETER),
    "greeter.now": _only(_R.GREETER),
    "manager.manager": _only(_R.MANAGER),
    "manager.now": _only(_R.MANAGER),
    "manager.times": _only(_R.MANAGER),
    "manager_reports.show": _only(_R.MANAGER),
    "manager.counters": _only(_R.MANAGER),
    "manager.matrix": _only(_R.MANAGER),
    "estimates.told": _only(_R.MANAGER),
    "alarms.settings": _only(_R.MANAGER),
    "alarms.change": _only(_R.MANAGER),
    "rota.show": _only(_R.MANAGER),
    "rota.change": _only(_R.MANAGER),
    "alarms.seen": _only(_R.MANAGER),
    "giving.show": HEADS,
    "giving.change": HEADS,
    "ratings.manager": _only(_R.MANAGER),
    "ratings.month": _only(_R.MANAGER),
    "ratings.rules": _only(_R.MANAGER),
    "ratings.paper": _only(_R.MANAGER),
    "suggestions.manager": _only(_R.MANAGER),
    "suggestions.now": _only(_R.MANAGER),
    "suggestions.own": ANYONE,
    "suggestions.write": ANYONE,
    "suggestions.take": PEOPLE,
    "suggestions.answer": _only(_R.MANAGER),
    "suggestions.note": PEOPLE,
    "suggestions.solve": _only(_R.MANAGER),
    "staffing.staffing": _only(_R.MANAGER),
    "admin.admin": _only(_R.ADMIN),
    "admin.now": _only(_R.ADMIN),
    "printers.printers": PAPER,
    "printers.now": PAPER,
    "slip.layout": _only(_R.ADMIN),
    "slip.change": _only(_R.ADMIN),
    "slip.preview": _only(_R.ADMIN),
    "papers.procedures": HEADS,
    "catalogue.catalogue": _only(_R.ADMIN),
    "catalogue.preview": _only(_R.ADMIN),
    "catalogue.take": _only(_R.ADMIN),
    "catalogue.name_shortly": _only(_R.ADMIN),
    "devices.devices": _only(_R.ADMIN),
    "devices.now": _only(_R.ADMIN),
    "devices.pair": _only(_R.ADMIN),
    "devices.device": _only(_R.ADMIN),
    "devices.remove": _only(_R.ADMIN),
    "devices.place": _only(_R.ADMIN),
    "voice.voices": _only(_R.ADMIN),
    "voice.begin": _only(_R.ADMIN),
    "voice.wish": _only(_R.ADMIN),
    "voice.receive": _only(_R.ADMIN),
    "voice.studio": _only(_R.ADMIN),
    "voice.record": _only(_R.ADMIN),
    "voice.parcel": _only(_R.ADMIN),
    "slides.slides": HEADS,
    "slides.now": HEADS,
    "slides.loudspeaker": HEADS,
    "citizen.ticket": ANYONE,
    "citizen.now": ANYONE,
    "citizen.ask": ANYONE,
    "booking.choose": ANYONE,
    "booking.take": ANYONE,
    "booking.mine": ANYONE,
    "booking.call_off": ANYONE,
    "booking.print_paper": FLOOR,
    # files
    "static": ANYONE,
    "screens.static": ANYONE,
    "screens.voice": ANYONE,
    "screens.slide": ANYONE,
    # health
    "health.healthz": ANYONE,
    "health.readyz": ANYONE,
    "health.metrics": ANYONE,
    # api
    "api.login": ANYONE,
    "api.openapi": ANYONE,
    # whoever holds the link of a ticket
    "api.more_time": ANYONE,
    "api.give_up": ANYONE,
    # whoever walks in, or holds the code of an appointment
    "api.slots": ANYONE,
    "api.book": ANYONE,
    "api.call_off": ANYONE,
    "api.appointments": PEOPLE,
    "api.ask_for_help": _only(_R.KIOSK),
    "api.go_and_help": PEOPLE,
    "api.check_in": _only(_R.KIOSK, _R.GREETER, _R.CLERK),
    "api.hall": SIGNED_IN,
    "api.queues": SIGNED_IN,
    "api.procedures": SIGNED_IN,
    "api.issue": _only(_R.KIOSK, _R.GREETER, _R.CLERK),
    "api.tickets": PEOPLE,
    "api.ticket": PEOPLE,
    "api.move": FLOOR,
    "api.roll": FLOOR,
    "api.take_paper": FLOOR,
    "api.why": PEOPLE,
    "api.direct": FLOOR,
    "api.add_service": _only(_R.CLERK),
    "api.resume_service": _only(_R.CLERK),
    "api.times_wrong": _only(_R.CLERK),
    "api.still_serving": _only(_R.CLERK),
    "api.files": PEOPLE,
    "api.file": PEOPLE,
    "api.receive_file": FILES,
    "api.set_file_rules": HEADS,
    "api.on_time": HEADS,
    "api.step_file": FILES,
    "api.redate_file": FILES,
    "api.postpone_file": FILES,
    "api.renumber_file": FILES,
    "api.print_file_receipt": FILES,
    "api.look_up_file": _only(_R.KIOSK, _R.GREETER, _R.CLERK),
    "api.collect": _only(_R.KIOSK, _R.GREETER, _R.CLERK),
    "api.print_receipt": FLOOR,
    "api.print_day_sheet": HEADS,
    "api.open_counter": _only(_R.CLERK),
    "api.pause_counter": _only(_R.CLERK),
    "api.close_counter": _only(_R.CLERK),
    "api.counters": PEOPLE,
    "api.serve_queues": _only(_R.CLERK, _R.MANAGER),
    "api.call_help": _only(_R.CLERK),
    "api.answer_help": _only(_R.CLERK, _R.GREETER, _R.MANAGER),
    "api.end_help": _only(_R.CLERK, _R.MANAGER),
    "api.seat": _only(_R.MANAGER),
    "api.call_next": _only(_R.CLERK),
    "api.finish_and_call_next": _only(_R.CLERK),
    "api.board": _only(_R.SCREEN),
    "api.at_device": _only(_R.RATING),
    "api.rate": ANYONE,  # a rating device, or who holds the link of the ticket
    "api.ratings": _only(_R.MANAGER),
    "api.times": _only(_R.MANAGER),
    "api.estimates": _only(_R.MANAGER),
    "api.staffing": _only(_R.MANAGER),
    "api.tells_kept": _only(_R.MANAGER),
    "devices_api.devices": HEADS,
    "devices_api.tell": _only(_R.ADMIN),
    "api.outcomes": _only(_R.MANAGER),
    "api_screens.screen": _only(_R.SCREEN),
    "api_screens.slides": HEADS,
    "api_screens.upload": HEADS,
    "api_screens.add": HEADS,
    "api_screens.change": HEADS,
    "api_screens.move": HEADS,
    "api_screens.switch": HEADS,
    "api_screens.remove": HEADS,
    "api_screens.put_up": HEADS,
    "api_screens.take_down": HEADS,
    "api.whole_report": _only(_R.MANAGER),
    "api.changes": _only(_R.MANAGER),
    "devices_api.trouble": _only(_R.SCREEN),
    "api.journal": _only(_R.MANAGER),
    "printing.printers": PAPER,
    "printing.test_slip": PAPER,
    "printing.self_test": PAPER,
    "printing.roll_changed": PAPER,
    "printing.reprint": PAPER,
    "printing.reprint_ticket": FLOOR,
    "printing.stand_in": HEADS,
    "printing.stale_after": _only(_R.ADMIN),
    "api.give_signs": _only(_R.ADMIN),
    "api.languages": HEADS,
    "api.set_languages": HEADS,
}


def guard(app: Flask) -> None:
    """Refuse to start with a route that has no door; ask at the door before every request."""
    missing = {rule.endpoint for rule in app.url_map.iter_rules()} - set(DOORS)
    if missing:
        raise RuntimeError(f"no door for {', '.join(sorted(missing))}")
    app.before_request(_ask)


def _ask() -> Response | None:
    allowed = DOORS.get(request.endpoint or "", ANYONE)
    if not allowed:
        return None
    if g.actor is None and request.endpoint in PAIRABLE:
        return ask_to_pair()
    if g.actor is None:
        abort(401)
    if not g.actor.roles & allowed:
        abort(403)
    return None
