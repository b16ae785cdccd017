"""Headers, cookies and the check that a form comes from our own page."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, Request, abort, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from queue_server.operations.tokens import SESSION_LIFE

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self' blob:; connect-src 'self' ws: wss:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'"
)

SENT_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Headers of every answer."""

csrf = CSRFProtect()
TRIES = "10 per minute"


class _Sessions(SecureCookieSessionInterface):
    """Cookies are marked secure whenever the page itself came over TLS; a hall without TLS works too."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """A bearer's session is not even read."""
        if request.headers.get("Authorization"):
            return self.session_class()
        return super().open_session(app, request)

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def secure(app: Flask, redis_url: str | None) -> None:
    """Set up sessions, CSRF, throttling and headers."""
    app.session_interface = _Sessions()
    app.config.update(
        SESSION_COOKIE_NAME="queue_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SESSION_LIFE,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=64 * 1024,
    )
    csrf.init_app(app)
    app.extensions["tries"] = MovingWindowRateLimiter(storage_from_string(redis_url or "memory://"))
    app.before_request(_number_request)
    app.before_request(_allow_size)
    app.before_request(_refuse_foreign_forms)
    app.after_request(_headers)


def count_try() -> None:
    """One more attempt to sign in from this address; 429 when there were too many."""
    throttle("sign in", TRIES)


def throttle(what: str, most: str, whom: str | None = None) -> None:
    """One more `what` by `whom`, or from this address; 429 beyond `most`, such as `10 per minute`."""
    tries: MovingWindowRateLimiter = current_app.extensions["tries"]
    if not tries.hit(parse(most), what, whom or request.remote_addr or ""):
        abort(429)


def _number_request() -> None:
    g.request_id = secrets.token_hex(6)


def _allow_size() -> None:
    """A view that takes files says with `largest` how many bytes its body may have."""
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "largest", None)


def _refuse_foreign_forms() -> None:
    """A browser's session alone must not be enough to change anything."""
    if request.method != "POST" or request.headers.get("Authorization"):
        return
    if "staff" in session or request.endpoint == "login.sign_in":
        csrf.protect()


def _headers(response: Any) -> Any:
    response.headers.extend({**SENT_ALWAYS, "X-Request-Id": g.get("request_id", "")})
    pair = g.pop("pair", None)
    if pair is not None:
        name, token = pair
        response.set_cookie(
            name, token, max_age=10 * 365 * 86_400, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response
