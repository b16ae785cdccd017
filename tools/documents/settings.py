"""`docs/settings.md`, from the settings themselves."""

from __future__ import annotations

from queue_server.config import PREFIX, Config

HEAD = """# Settings

Drawn from `queue_server/config.py` by `python -m tools.documents`; do not edit.

Read from the environment, and from a file `queue.env` in the data folder with one `NAME=value` a line;
the environment wins. A wrong value stops the start with one sentence that names the variable.

| variable | default | meaning |
|---|---|---|"""


def page() -> str:
    """The whole document."""
    fields = Config.model_fields.items()
    rows = [f"| `{PREFIX}{name.upper()}` | {_shown(f.default)} | {f.description} |" for name, f in fields]
    return "\n".join([HEAD, *rows, ""])


def _shown(default: object) -> str:
    return "–" if default is None else f"`{default}`"
