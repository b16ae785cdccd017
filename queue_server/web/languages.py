"""Texts in the reader's language, from gettext catalogues named by our own language ids."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from queue_server.web.packs import PackTexts, read_packs

DEFAULT = "vi"
_FOLDER = Path(__file__).parent.parent / "translations"
CATALOGUES = {"vi": "Tiếng Việt", "en": "English"}
PACKS = read_packs(_FOLDER / "packs")
LANGUAGES = {**CATALOGUES, **{each.id: each.name for each in PACKS.values() if each.offered}}
"""What readers may choose: the complete catalogues, and the packs that their speakers have released."""


def speak(app: Flask) -> None:
    """Give the templates their texts in the language of the request."""
    app.after_request(_remember)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    install: Any = app.jinja_env
    install.install_gettext_callables(gettext, ngettext, newstyle=True)


def _chosen() -> str:
    wanted = _of_address() or _of_cookie()
    if wanted in LANGUAGES:
        return wanted
    return _best(request.headers.get("Accept-Language", "")) if _is_api() else DEFAULT


def _of_address() -> str | None:
    # Most requests of the API have neither; parsing what is not there takes as long as a statement.
    return request.args.get("lang") if request.query_string else None


def _of_cookie() -> str | None:
    return request.cookies.get("lang") if "Cookie" in request.headers else None


@lru_cache(1000)
def _best(accepted: str) -> str:
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES, DEFAULT)


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _remember(response: Any) -> Any:
    if not _is_api() and _of_address() in LANGUAGES:
        response.set_cookie("lang", language(), max_age=365 * 86_400, samesite="Lax", httponly=True)
    return response


def language() -> str:
    """The language of this request, chosen when it is first asked for."""
    if not has_request_context():
        return DEFAULT
    if "language" not in g:
        g.language = _chosen()
    return str(g.language)


def gettext(message: str) -> str:
    return str(_catalogue(language()).gettext(message))


def ngettext(one: str, many: str, count: int) -> str:
    return str(_catalogue(language()).ngettext(one, many, count))


def noop(message: str) -> str:
    """Marks a sentence for the catalogues without translating it yet."""
    return message


@cache
def _catalogue(wanted: str) -> NullTranslations:
    if wanted not in PACKS:
        return Translations.load(str(_FOLDER), [wanted])
    pack = PackTexts(PACKS[wanted])
    pack.add_fallback(_catalogue(DEFAULT))
    return pack
