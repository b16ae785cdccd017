"""A hall in a process of its own that says to its screens exactly what a test tells it to.

It answers `GET /api/v1/board/<screen>` and `join`, and ticks, as the real server does. What the test stages
may be whole, late, twice, in the wrong order or never: `python -m tests.display.stage PORT PACKS PLAY`, where
PLAY is a file with the board. `POST /stage` takes `{"emit": [[event, payload], …]}`, and may set `tick`,
`joins` (whether screens are let in) and `hang_up`.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, Response, abort, jsonify, request
from flask_socketio import SocketIO, join_room

from display.screens import screens

ROOT = Path(__file__).parents[2]
TOKEN = "screen-token"
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HALL = SimpleNamespace(
    unit={"vi": "Trung tâm Phục vụ hành chính công"},
    names={"vi": "Xã Bát Mọt"},
    zone=SimpleNamespace(key="Asia/Ho_Chi_Minh"),
)
SIGNS = {"A": "stamp", "H": "family", "K": "land", "M": "hands", "S": "online", "X": "result"}
ENGLISH = {
    "A": "Certification",
    "H": "Civil status",
    "K": "Land and building",
    "M": "Social policy",
    "S": "Help with online filing",
    "X": "Collect results",
}
Json = dict[str, Any]


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Stage:
    """The board as the server knows it, and everything it was asked."""

    def __init__(self, play: Path) -> None:
        self._play = play
        self.ticking = True
        self.joins = True
        self.asked: list[str] = []
        self.trouble: list[Json] = []

    @property
    def seq(self) -> int:
        return int(json.loads(self._play.read_text(encoding="utf-8"))["seq"])

    def board(self, screen: str) -> Json:
        board = json.loads(self._play.read_text(encoding="utf-8"))
        own = [call for call in board["calls"] if screen in ("D1", f"C{call['counter']}")]
        return {**board, "at": now(), "calls": own}

    def answer(self, screen: str) -> Response:
        lang = request.args.get("lang")
        self.asked.append(f"{screen} {lang}")
        board = _in_english(self.board(screen)) if lang == "en" else self.board(screen)
        answer = Response(json.dumps(board), mimetype="application/json")
        shown = {key: value for key, value in board.items() if key not in ("at", "seq")}
        answer.set_etag(sha256(json.dumps(shown).encode()).hexdigest())
        return answer.make_conditional(request)


def _in_english(board: Json) -> Json:
    calls = [{**call, "counter_label": f"Counter {call['counter']}"} for call in board["calls"]]
    waiting = [{**line, "label": ENGLISH[line["queue"]]} for line in board["waiting"]]
    return {**board, "notice": "Please have your papers ready.", "calls": calls, "waiting": waiting}


def page(code: str) -> Json:
    """What the page of the screen *code* is told, with the test's own wishes from the address."""
    counter = code[1:] if code.startswith("C") else None
    asked = request.args.to_dict()
    voices = [each for each in asked.pop("voices", "vi,en").split(",") if each]
    return {
        "hall": HALL,
        "language": "vi",
        "languages": voices,
        "named": lambda names, language: names[language],
        "token": asked.pop("token", TOKEN),
        "code": code,
        "counter": counter,
        "signs": SIGNS,
        **{key: json.loads(value) for key, value in asked.items()},
    }


def make_app(packs: Path, play: Path) -> tuple[Flask, SocketIO]:
    app = Flask(__name__, static_folder=str(ROOT / "queue_server" / "static"))
    socketio = SocketIO(app, async_mode="threading", ping_interval=2, ping_timeout=3)
    stage = Stage(play)
    app.register_blueprint(screens(packs_folder=packs, page_context=page))
    app.after_request(_keep_policy)
    _answer(app, stage)
    _hear_trouble(app, stage)
    _attend(socketio, stage)
    _direct(app, socketio, stage)
    threading.Thread(target=_tick, args=(socketio, stage), daemon=True).start()
    return app, socketio


def _keep_policy(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = CONTENT_POLICY
    return answer


def _answer(app: Flask, stage: Stage) -> None:
    @app.get("/api/v1/board/<screen>")
    def board(screen: str) -> Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            abort(401)
        return stage.answer(screen)


def _hear_trouble(app: Flask, stage: Stage) -> None:
    @app.post("/api/v1/devices/<screen>/trouble")
    def trouble(screen: str) -> Json:
        stage.trouble.append({"device": screen, **request.get_json()})
        return {"device": screen, "count": len(stage.trouble)}


def _attend(socketio: SocketIO, stage: Stage) -> None:
    @socketio.on("connect")
    def connect() -> None:
        if not stage.joins:
            raise ConnectionRefusedError("too many screens are connected")

    @socketio.on("join")
    def join(wish: Json) -> Json:
        if wish.get("token") != TOKEN or wish.get("as") != "screen":
            return {"ok": False, "code": "not_signed_in"}
        join_room("screen")
        return {"ok": True, "seq": stage.seq, "snapshot": stage.board(str(wish["code"]))}


def _direct(app: Flask, socketio: SocketIO, stage: Stage) -> None:
    def joined() -> list[str]:
        return list(socketio.server.manager.rooms.get("/", {}).get("screen", {}))

    @app.post("/stage")
    def told() -> Json:
        told = request.get_json()
        stage.ticking = told.get("tick", stage.ticking)
        stage.joins = told.get("joins", stage.joins)
        for event, payload in told.get("emit", []):
            socketio.emit(event, payload, to="screen")
        for sid in joined() if told.get("hang_up") else []:
            socketio.server.disconnect(sid)
        return {"ok": True}

    @app.get("/stage")
    def asked() -> Response:
        return jsonify({"asked": stage.asked, "trouble": stage.trouble, "screens": len(joined())})


def _tick(socketio: SocketIO, stage: Stage) -> None:
    while True:
        time.sleep(4)
        if stage.ticking:
            socketio.emit("tick", {"hall": "bat-mot", "seq": stage.seq, "at": now()}, to="screen")


if __name__ == "__main__":
    app, socketio = make_app(Path(sys.argv[2]), Path(sys.argv[3]))
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]), allow_unsafe_werkzeug=True)
