"""Every refusal in one shape: RFC 9457 for programs, a page with a sentence for people."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, g, json, redirect, request, url_for
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from queue_server.domain import errors, rating, suggestion
from queue_server.domain.errors import QueueError
from queue_server.operations.catalogue import FaultyCatalogue
from queue_server.operations.exchange import FaultyDates
from queue_server.operations.tables import UnreadableTable
from queue_server.web.identity import DEVICE_PAGES
from queue_server.web.languages import gettext as _
from queue_server.web.languages import noop as N_
from queue_server.web.pages import page

log = logging.getLogger(__name__)

STATUS: dict[type[QueueError], int] = {
    errors.NotFound: 404,
    errors.UnknownLink: 404,
    errors.LinkExpired: 410,
    errors.NotAllowed: 403,
    errors.UnknownAppointment: 404,
    errors.NoAppointments: 422,
    errors.NotASlot: 422,
    errors.ReasonNeeded: 422,
    errors.OwnStandIn: 422,
    errors.BadPrinterCode: 422,
    errors.WrongCheckCode: 422,
    errors.RollTooFar: 422,
    errors.NoWorkingDay: 422,
    errors.BadDueDay: 422,
    errors.BadTicketHours: 422,
    errors.NumbersAfterWork: 422,
    errors.HoursNeverMet: 422,
    errors.BadDailyLimit: 422,
    UnreadableTable: 422,
    FaultyCatalogue: 422,
    FaultyDates: 422,
    errors.ReasonMissing: 422,
    errors.BadDeviceCode: 422,
    errors.WrongPairingCode: 422,
    errors.TooManyPending: 429,
    errors.EmptySlide: 422,
    errors.NeverShown: 422,
    errors.NoticeIsPast: 422,
    rating.OtherCounter: 403,
    rating.BadLevel: 422,
    rating.ReasonNotAsked: 422,
    suggestion.PersonalNumber: 422,
    suggestion.ReplyNeeded: 422,
}

HTTP_CODES = {
    400: ("bad_request", N_("The request cannot be read.")),
    401: ("not_signed_in", N_("Please sign in first.")),
    403: ("not_allowed", N_("You may not do this.")),
    404: ("not_found", N_("There is nothing at this address.")),
    405: ("wrong_method", N_("This address does not take such a request.")),
    413: ("too_large", N_("The request is too large.")),
    415: ("not_json", N_("Send JSON with the content type application/json.")),
    429: ("too_many", N_("Too many attempts. Please wait a minute.")),
    500: ("broken", N_("Something broke here. It has been noted.")),
}


NOT_PAIRED = N_("This device is not paired yet. Ask the administrator to pair it.")


class BadInput(Exception):
    """Input that cannot be taken: status, stable code, sentence, and the field if there is one."""

    def __init__(self, status: int, code: str, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.status, self.code, self.sentence, self.field = status, code, sentence, field


def catch(app: Flask) -> None:
    """Give every error its shape."""
    app.register_error_handler(QueueError, _refused)
    app.register_error_handler(BadInput, _bad_input)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def status_of(error: QueueError) -> int:
    """The HTTP status of a refusal; a move that the state forbids is 409."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 409)


def _refused(error: QueueError) -> AnyResponse:
    details = {key: _(str(value)) for key, value in error.details.items()}
    return problem(status_of(error), error.code, _(error.sentence).format(**details))


def _bad_input(error: BadInput) -> AnyResponse:
    return problem(error.status, error.code, _(error.sentence), error.field)


def _invalid(error: ValidationError) -> AnyResponse:
    first = error.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or None
    return problem(422, "invalid_input", f"{field}: {first['msg']}", field)


def _http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 401 and request.endpoint in DEVICE_PAGES:
        return problem(401, "not_paired", _(NOT_PAIRED))
    if status == 401 and not _wants_json():
        return redirect(url_for("login.form", next=request.full_path.rstrip("?")))
    code, sentence = HTTP_CODES.get(status, ("refused", error.name))
    answer = problem(status, code, _(sentence))
    answer.headers.extend((k, v) for k, v in error.get_headers() if k in ("Retry-After", "Allow"))
    return answer


def _broken(error: Exception) -> AnyResponse:
    log.error("request failed", exc_info=error, extra={"request": g.get("request_id")})
    return problem(500, "broken", _(HTTP_CODES[500][1]))


def _wants_json() -> bool:
    by_script = request.accept_mimetypes.best == "application/json"
    return by_script or request.is_json or request.path.startswith("/api/") or g.get("by_bearer", False)


def problem(status: int, code: str, detail: str, field: str | None = None) -> AnyResponse:
    """The one shape of a refusal."""
    if not _wants_json():
        return Response(page("errors/problem.html", status=status, code=code, detail=detail), status)
    body: dict[str, Any] = {
        "type": "about:blank",
        "status": status,
        "title": code.replace("_", " "),
        "detail": detail,
        "code": code,
    }
    if field:
        body["field"] = field
    return Response(json.dumps(body), status, mimetype="application/problem+json")
