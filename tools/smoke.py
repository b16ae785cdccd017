"""Start an installed queue server on an empty data folder, fetch some pages, stop it.

`python smoke.py COMMAND DATA_FOLDER`; needs only the standard library. Exit 1 and a sentence when
the server is not ready in time, a page is missing, or it does not stop cleanly.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PAGES = ("/", "/kiosk/K1", "/static/vendor/socket.io.min.js", "/display/static/tokens.css")
START_S = 120  # the first start makes the database and the voice clips
STOP_S = 10


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return answer.status == 200 and bool(answer.read())
    except (URLError, OSError):
        return False


def wait_until_ready(server: subprocess.Popen[bytes], url: str) -> None:
    start = time.monotonic()
    while not answers(f"{url}/readyz"):
        if server.poll() is not None:
            sys.exit(f"The server ended with {server.returncode} before it was ready.")
        if time.monotonic() - start > START_S:
            sys.exit(f"The server was not ready within {START_S} s.")
        time.sleep(0.1)
    print(f"Ready after {time.monotonic() - start:.1f} s.")


def fetch_pages(url: str) -> None:
    missing = [page for page in PAGES if not answers(url + page)]
    if missing:
        sys.exit(f"The server did not answer with 200 for {', '.join(missing)}.")
    print(f"Answered: {', '.join(PAGES)}.")


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        code = server.wait(STOP_S)
    except subprocess.TimeoutExpired:
        sys.exit(f"The server did not stop within {STOP_S} s of SIGTERM.")
    if code:
        sys.exit(f"The server ended with {code} after SIGTERM.")
    print("Stopped cleanly.")


def main(command: str, folder: str) -> None:
    port = free_port()
    data = Path(folder)
    data.mkdir(parents=True, exist_ok=True)
    settings = {"QUEUE_HOST": "127.0.0.1", "QUEUE_PORT": str(port), "QUEUE_DATA": str(data)}
    server = subprocess.Popen([Path(command).absolute(), "run"], cwd=data, env={**os.environ, **settings})
    try:
        wait_until_ready(server, f"http://127.0.0.1:{port}")
        fetch_pages(f"http://127.0.0.1:{port}")
        stop(server)
    finally:
        server.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
