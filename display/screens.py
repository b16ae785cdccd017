"""The pages of the screens, their files, the clips that they speak with, and the files of their slides."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, render_template, send_from_directory

from display.board import Board
from display.slide_files import NAME as SLIDE_FILE

_HERE = Path(__file__).parent
REFRESH_S = 4
CLIPS_KEPT = timedelta(days=1)
SLIDES_KEPT = timedelta(days=365)  # another content has another name
_PACK = re.compile(r"[A-Za-z0-9][\w-]*", re.ASCII)
_FILE = re.compile(r"pack\.json|[A-Za-z0-9][\w-]*\.wav", re.ASCII)


@cache
def edition() -> str:
    """Which edition of the page this is: eight letters that change with any of its files."""
    found = [*(_HERE / "static").glob("*.*s*"), *(_HERE / "templates" / "display").glob("*.html")]
    content = b"".join(path.read_bytes() for path in sorted(found))
    return hashlib.sha256(content).hexdigest()[:8]


def screens(
    packs_folder: Path,
    page_context: Callable[[str], dict[str, Any]],
    board: Callable[[str], Board] | None = None,
    slides_folder: Path | None = None,
) -> Blueprint:
    """`/display/<code>` with the files and voices that it needs.

    `packs_folder` holds one folder a voice pack; `page_context` gives what the page of a screen needs
    to know: hall, language, languages, named, token, code, counter (the code of its counter, or None).
    `board` gives what a screen shows; without it there are no plain pages. `slides_folder` holds the files
    of the slides.
    """
    pages = Blueprint(
        "screens",
        __name__,
        static_folder="static",
        static_url_path="/display/static",
        template_folder="templates",
    )

    @pages.get("/display/<code>")
    def screen(code: str) -> str:
        return render_template("display/hall.html", edition=edition(), **page_context(code))

    @pages.get("/display/<code>/plain")
    def plain(code: str) -> Response:
        if board is None:
            abort(404)
        context, shown = page_context(code), board(code)
        as_of = shown.at.astimezone(context["hall"].zone)
        page = render_template("display/plain.html", board=shown, as_of=as_of, refresh_s=REFRESH_S, **context)
        return Response(page, headers={"Cache-Control": "no-store"})

    @pages.get("/display/voice/<pack>/<name>")
    def voice(pack: str, name: str) -> Response:
        if not (_PACK.fullmatch(pack) and _FILE.fullmatch(name)):
            abort(404)
        folder = packs_folder.resolve() / pack
        return send_from_directory(folder, name, max_age=int(CLIPS_KEPT.total_seconds()))

    @pages.get("/display/slides/<name>")
    def slide(name: str) -> Response:
        if slides_folder is None or not SLIDE_FILE.fullmatch(name):
            abort(404)
        return send_from_directory(
            slides_folder.resolve(), name, max_age=int(SLIDES_KEPT.total_seconds()), conditional=True
        )

    return pages
