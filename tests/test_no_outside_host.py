"""A hall has no internet: no page, script, style or picture may name an outside host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("templates", "queue_server/static", "display/static", "display/templates")
KINDS = {".html", ".js", ".mjs", ".css", ".svg", ".json", ".webmanifest", ".xml"}
VENDOR = ROOT / "queue_server" / "static" / "vendor"
NAMESPACES = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml|1998/Math/MathML)\b")
ADDRESS = re.compile(
    r"""(?:https?|wss?|ftp)://\w[^\s"'`<>)]*|(?<=["'`(=])//\w[\w-]*\.[^\s"'`<>)]*""", re.IGNORECASE
)
LOADS = re.compile(
    r"""(?:fetch|import|importScripts|Worker|EventSource|WebSocket|url|src\s*=|href\s*=|open|@import)"""
    r"""\s*\(?\s*["'`]?(?:(?:https?|wss?):)?//\w""",
    re.IGNORECASE,
)


def outside_hosts(text: str) -> list[str]:
    return ADDRESS.findall(NAMESPACES.sub("", text))


def our_files() -> list[Path]:
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")))
    return [path for path in found if path.suffix in KINDS and VENDOR not in path.parents]


def test_no_page_script_style_or_picture_names_an_outside_host() -> None:
    named = {
        str(path.relative_to(ROOT)): outside_hosts(path.read_text(encoding="utf-8")) for path in our_files()
    }
    assert {path: hosts for path, hosts in named.items() if hosts} == {}


def test_vendored_scripts_load_nothing_from_outside() -> None:
    scripts = sorted(VENDOR.glob("**/*.js")) + sorted(VENDOR.glob("**/*.css"))
    assert scripts, "make the browser parts first: make assets"
    assert [path.name for path in scripts if LOADS.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link href="//fonts.example.com/css">',
        "@import url(//fonts.example.com/css);",
        "io('wss://socket.example')",
        'fetch("HTTP://example.com")',
        '<a href="http://www.w3.org/TR/">',
    ],
)
def test_an_outside_host_is_found(text: str) -> None:
    assert outside_hosts(text)


@pytest.mark.parametrize(
    "text",
    [
        '<svg xmlns="http://www.w3.org/2000/svg">',
        "// the.host of this page",
        "const url = `${scheme}//${location.host}/x`;",
        'const scheme = "ws://";',
        '<img src="/static/vendor/x.svg">',
    ],
)
def test_the_own_host_is_not_taken_for_an_outside_one(text: str) -> None:
    assert outside_hosts(text) == []


@pytest.mark.parametrize("text", ["fetch('https://a.example')", "@import '//a.example'", "new Worker(`//a`)"])
def test_a_script_that_loads_from_outside_is_found(text: str) -> None:
    assert LOADS.search(text)
