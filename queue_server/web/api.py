"""`/api/v1`: the names that integrators and the hall's own pages rely on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, json, request

from queue_server.domain.errors import NotFound
from queue_server.domain.hall import Procedure
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.domain.words import folded
from queue_server.operations import board as boards
from queue_server.operations import (
    calling,
    collecting,
    counters,
    day,
    estimates,
    issuing,
    moving,
    overview,
    sending,
    staffing,
    walk_up,
)
from queue_server.operations.tokens import SESSION_LIFE
from queue_server.storage import journal, records, spool, tickets
from queue_server.storage.work import Look, Work
from queue_server.web import inputs, shapes
from queue_server.web.commands import command
from queue_server.web.errors import BadInput
from queue_server.web.languages import language
from queue_server.web.languages import noop as N_
from queue_server.web.openapi import document
from queue_server.web.security import count_try

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

LARGEST_ID = 2**62


def _look() -> Any:
    return g.store.look(g.hall_id)


def _language() -> str:
    return inputs.read_choice("lang", ("vi", "en"), language()) or "vi"


# --- signing in ---


@blueprint.post("/login")
def login() -> Any:
    """Sign in; the token goes into `Authorization: Bearer`."""
    count_try()
    given = inputs.read(inputs.SignIn)
    with _look() as look:
        person = staffing.sign_in(look, given.login, given.password)
        expires_at = look.now + SESSION_LIFE
    if person is None:
        raise BadInput(401, "wrong_login", N_("Log-in and password do not fit."))
    return {
        "token": g.tokens.of_staff(person),
        "staff": person.login,
        "roles": sorted(role.value for role in person.roles),
        "expires_at": shapes.instant(expires_at),
    }


# --- the hall ---


@blueprint.get("/hall")
def hall() -> Any:
    """The hall and its present service day."""
    with _look() as look:
        return {
            "id": look.hall.id,
            "names": dict(look.hall.names),
            "unit": dict(look.hall.unit),
            "time_zone": look.hall.zone.key,
            "service_day": look.hall.day(look.now).isoformat(),
            "open": day.issues_now(look),
            "seq": look.hall.seq,
            "epoch": look.hall.epoch,
            "wait_target_s": look.hall.wait_target_s,
            "stale_after_s": look.hall.stale_after_s,
            "now": shapes.instant(look.now),
        }


@blueprint.get("/queues")
def queues() -> Any:
    """The queues as they stand now."""
    with _look() as look:
        bands = estimates.of_queues(look)
        lines = overview.queues(look)
        return {"items": [shapes.queue(line, _language(), bands[line.code]) for line in lines]}


@blueprint.get("/procedures")
def procedures() -> Any:
    """The procedures offered today, at most `limit` of them; `q` matches without diacritics."""
    wanted, queue = folded(request.args.get("q", "")[:200]).split(), request.args.get("queue")
    most = inputs.read_count("limit", 0, 10_000) or None
    with _look() as look:
        found = look.furniture.search(wanted, look.today, queue, most)
    return {"items": [_procedure(each) for each in found]}


def _procedure(each: Procedure) -> dict[str, Any]:
    lang = _language()
    return {
        "code": each.code,
        "queue": each.queue,
        "name": each.names.get(lang) or each.names["vi"],
        "short_name": each.short_names.get(lang) or each.short_names["vi"],
        "field": each.field,
    }


# --- tickets ---


@blueprint.post("/tickets")
@command(inputs.Issue, status=201)
def issue(work: Work, given: inputs.Issue) -> Any:
    """Take a number; with `counter` a clerk serves somebody who stands there without one."""
    device = g.actor.name if "kiosk" in g.actor.roles else given.kiosk
    wish = issuing.Wish(
        given.procedure,
        given.priority,
        given.language,
        given.people,
        device,
        given.appointment,
        given.after_break,
    )
    if given.counter is not None:
        return shapes.ticket(work, walk_up.serve(work, wish, given.counter))
    issued = issuing.issue(work, wish)
    if given.file is not None:
        collecting.comes_for(work, issued.ticket, given.file)
    return shapes.issued(issued, language())


@blueprint.get("/tickets", endpoint="tickets")
def list_tickets() -> Any:
    """Tickets by state, queue and day, oldest first."""
    state = inputs.read_choice("state", tuple(TicketState), None)
    limit = inputs.read_count("limit", 200, 1000) or 1
    with _look() as look:
        filters: dict[str, Any] = {"day": inputs.read_day("day", look.hall.day(look.now))}
        if state is not None:
            filters["state"] = TicketState(state)
        if request.args.get("queue"):
            filters["queue"] = request.args["queue"]
        after = inputs.read_count("after", 0, LARGEST_ID)
        found = tickets.page(look.db, look.hall.id, after=after, limit=limit + 1, **filters)
        return _page(look, found, limit)


def _page(look: Look, found: list[Ticket], limit: int) -> dict[str, Any]:
    shown = found[:limit]
    slips = spool.slip_states(look.db, [each.id for each in shown])
    ahead = tickets.places(look.db, look.hall.id, look.hall.day(look.now))
    served = records.of_tickets(look.db, [each.id for each in shown])
    bands = estimates.of_tickets(look, shown)
    items = [
        shapes.described(
            each, ahead.get(each.id, 0), slips.get(each.id), served.get(each.id, ()), bands[each.id]
        )
        for each in shown
    ]
    more = {"next": shown[-1].id} if len(found) > limit else {}
    return {"items": items, **more}


@blueprint.get("/tickets/<int:ticket>")
def ticket(ticket: int) -> Any:
    """One ticket."""
    with _look() as look:
        return shapes.ticket(look, find_ticket(look, ticket))


def find_ticket(look: Look, ticket: int) -> Ticket:
    """The ticket of that id; NotFound if the hall has none."""
    if ticket > LARGEST_ID:
        raise NotFound(kind="ticket", id=ticket)
    return tickets.by_id(look.db, look.hall.id, ticket)


def _target(given: inputs.Move) -> sending.Target:
    return sending.Target(given.procedure, given.queue, given.to_counter, given.return_to_sender)


def _result(given: inputs.Finish) -> moving.Result:
    return moving.Result(
        outcome=given.outcome,
        quantity=given.quantity,
        file_number=given.file_number,
        channel=given.channel,
        due_day=given.due_day,
        due_reason=given.due_reason,
        receipt=given.receipt,
    )


def done_of(given: inputs.Done) -> moving.Done:
    """What the service that ends amounts to."""
    return moving.Done(quantity=given.quantity, file_number=given.file_number)


MOVES: dict[str, Callable[[Work, Ticket, inputs.Move], Ticket]] = {
    "call": lambda work, t, given: calling.call(work, t, given.counter, given.reason),
    "recall": lambda work, t, given: calling.recall(work, t, given.counter),
    "put-back": lambda work, t, given: moving.put_back(
        work, t, given.reason, given.counter, given.after, given.grace
    ),
    "start": lambda work, t, given: moving.start(work, t, given.counter),
    "park": lambda work, t, given: moving.park(work, t, given.reason, given.counter, done_of(given)),
    "transfer": lambda work, t, given: sending.transfer(
        work,
        t,
        _target(given),
        note=given.note,
        reason=given.reason,
        counter=given.counter,
        done=done_of(given),
    ),
    "finish": lambda work, t, given: moving.finish(work, t, _result(given), given.counter),
    "miss": lambda work, t, given: moving.miss(work, t, given.counter),
    "reinstate": lambda work, t, given: moving.reinstate(work, t, given.reason),
    "cancel": lambda work, t, given: moving.cancel(work, t, given.reason),
}


@blueprint.post(f"/tickets/<int:ticket>/<any({', '.join(repr(name) for name in MOVES)}):action>")
@command(inputs.Move)
def move(work: Work, given: inputs.Move, ticket: int, action: str) -> Any:
    """Move a ticket, as the table of states says."""
    return shapes.ticket(work, MOVES[action](work, find_ticket(work, ticket), given))


# --- counters ---


@blueprint.post("/counters/<code>/open")
@command(inputs.Nothing)
def open_counter(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Sit down at a counter."""
    return shapes.counter(counters.open_counter(work, code), language())


@blueprint.post("/counters/<code>/pause")
@command(inputs.Pause)
def pause_counter(work: Work, given: inputs.Pause, code: str) -> Any:
    """Stop calling for a while."""
    return shapes.counter(counters.pause_counter(work, code, given.reason), language())


@blueprint.post("/counters/<code>/close")
@command(inputs.Nothing)
def close_counter(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Leave the counter."""
    return shapes.counter(counters.close_counter(work, code), language())


@blueprint.post("/counters/<code>/call-next")
@command(inputs.Nothing)
def call_next(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Call whose turn it is; 204 when nobody waits."""
    called = calling.call_next(work, code)
    return None if called is None else shapes.ticket(work, called)


@blueprint.post("/counters/<code>/finish-and-call-next")
@command(inputs.Finish)
def finish_and_call_next(work: Work, given: inputs.Finish, code: str) -> Any:
    """Finish and call the next in one press; 204 when nobody waits."""
    called = calling.finish_and_call_next(work, code, _result(given))
    return None if called is None else shapes.ticket(work, called)


# --- screens, figures ---


@blueprint.get("/board/<screen>")
def board(screen: str) -> Any:
    """What a screen shows, with an ETag; a screen sees its own board alone."""
    if screen != g.actor.name:
        abort(403)
    with _look() as look:
        shown = boards.board(look, look.furniture.view(screen), _language())
    current_app.extensions["queue"]["presence"].asked(screen)
    answer = Response(json.dumps(shown.to_json()), mimetype="application/json")
    answer.set_etag(shown.etag)
    return answer.make_conditional(request)


@blueprint.get("/journal", endpoint="journal")
def read_journal() -> Any:
    """What happened after number `after`, in order and without gaps."""
    after = inputs.read_count("after", 0, LARGEST_ID)
    limit = inputs.read_count("limit", 500, 5000) or 1
    with _look() as look:
        rows = journal.after(look.db, look.hall.id, after, limit + 1)
        epoch = look.hall.epoch
    more = {"next": rows[limit - 1].seq} if len(rows) > limit else {}
    return {"items": [shapes.journal(row) for row in rows[:limit]], "epoch": epoch, **more}


@blueprint.get("/openapi.json")
def openapi() -> Any:
    """This very description."""
    return document()
