"""Texts of the pages: `update` and `compile` the catalogues; `packs` tells how far the language packs are.

`citizens` lists what belongs into a pack.

Besides what `_()` marks, these are texts: the `sentence` of a refusal, the values of the enumerations
that people read, and the reasons that a clerk may choose.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from queue_server.web.packs import read_packs

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "queue_server" / "translations"
LANGUAGES = ("vi", "en")
CITIZENS = ("templates/kiosk/", "templates/citizen/", "templates/booking/")
CODE = re.compile("[a-z]+(_[a-z]+)+")  # the only msgids that are not English already
HEADER = "# Texts of the pages; `python -m tools.texts update` brings them up to date."
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "noop": None}
READ_BY_PEOPLE = {
    "Action",
    "CounterState",
    "DueFault",
    "Fault",
    "FileState",
    "Kind",
    "Needed",
    "Outcome",
    "Role",
    "Status",
    "TicketState",
    "Why",
}
WORDS = {
    "condition of a printer": ("ready", "paper_low", "paper_out", "cover_open", "error", "offline", "silent"),
    "how far a procedure goes online": ("full", "partial", "offered", "not_offered"),
    "remark of a clerk": ("times_wrong", "still_serving"),
    "kind of thing": (
        "ticket",
        "counter",
        "queue",
        "emergency call",
        "hall",
        "printer",
        "staff",
        "device",
        "kiosk",
        "screen",
        "voice",
        "priority class",
        "print job",
        "queue",
        "procedure",
        "service",
        "file",
    ),
}

Found = tuple[int, str | None, Any, list[str]]


def extract(
    source: BinaryIO, keywords: Iterable[str], comment_tags: Iterable[str], options: dict[str, Any]
) -> Iterator[Found]:
    """Babel's own findings in a Python file, and the words that stand in it as data."""
    code = source.read()
    yield from extract_python(io.BytesIO(code), list(keywords), list(comment_tags), options)
    for node in ast.walk(ast.parse(code)):
        for text in _texts(node):
            yield text.lineno, None, text.value, []


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.ClassDef):
        for line in node.body:
            if _is_read(node.name, line) and isinstance(line.value, ast.Constant):
                yield line.value
    elif isinstance(node, ast.Assign) and _is_list_of_words(_name(node)):
        yield from (each for each in ast.walk(node.value) if isinstance(each, ast.Constant))


def _is_read(of: str, line: ast.stmt) -> Any:
    return isinstance(line, ast.Assign) and (of in READ_BY_PEOPLE or _name(line) == "sentence")


def _is_list_of_words(name: str) -> bool:
    return name.endswith("_REASONS") or name == "GROUPINGS"


def _name(line: ast.Assign) -> str:
    return line.targets[0].id if isinstance(line.targets[0], ast.Name) else ""


def texts(language: str) -> Catalog:
    """Every text of the program that needs words in a language, without them."""
    found = all_texts()
    for each in list(found) if language == "en" else []:
        if each.id and not CODE.fullmatch(str(each.id)):
            found.delete(each.id)
    return found


def all_texts() -> Catalog:
    found = Catalog()
    for meaning, words in WORDS.items():
        for word in words:
            found.add(word, auto_comments=[meaning])
    with (ROOT / "babel.cfg").open() as lines:
        methods, options = parse_mapping_cfg(lines)
    for file, _line, message, comments, context in extract_from_dir(
        ROOT, methods, options, KEYWORDS, ("NOTE:",)
    ):
        found.add(message, None, [(file, None)], auto_comments=comments, context=context)
    return found


def path(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one if there is none yet."""
    if not path(language).exists():
        return Catalog(language, header_comment=HEADER, project="queue-server", version="1", fuzzy=False)
    with path(language).open("rb") as lines:
        return read_po(lines, locale=language)


def update() -> None:
    """Bring each catalogue to what the program says now; new texts stand there untranslated."""
    for language in LANGUAGES:
        updated = catalogue(language)
        updated.update(texts(language), no_fuzzy_matching=True, update_creation_date=False)
        path(language).parent.mkdir(parents=True, exist_ok=True)
        with path(language).open("wb") as out:
            write_po(out, updated, width=110, sort_output=True, ignore_obsolete=True)
        print(f"{language}: {len(missing(language))} of {len(updated)} texts are not translated")


def missing(language: str) -> list[str]:
    """The texts that the catalogue of a language lacks or leaves empty."""
    known = catalogue(language)
    return [str(each.id) for each in texts(language) if each.id and not _is_translated(known.get(each.id))]


def _is_translated(message: Any) -> bool:
    if message is None or message.fuzzy:
        return False
    parts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(parts)


def compile_all() -> None:
    """Write `messages.mo` beside each catalogue."""
    for language in LANGUAGES:
        with path(language).with_suffix(".mo").open("wb") as out:
            write_mo(out, catalogue(language))


def for_citizens() -> list[str]:
    """The texts that whoever has no paper and no log-in may see: what a pack is for."""
    return sorted(
        each.id if isinstance(each.id, str) else each.id[0]
        for each in all_texts()
        if each.id and any(file.startswith(CITIZENS) for file, _ in each.locations)
    )


def report_packs() -> None:
    """How far each pack is, and which of its texts nobody says any more."""
    wanted = for_citizens()
    for pack in read_packs(FOLDER / "packs").values():
        known = sum(bool(pack.texts.get(text)) for text in wanted)
        idle = len(set(pack.texts) - set(wanted))
        state = "offered" if pack.offered else "not offered"
        print(f"{pack.id} {pack.name}: {known} of {len(wanted)} texts, {idle} of no use, {state}")


COMMANDS: dict[str, Callable[[], None]] = {
    "update": update,
    "compile": compile_all,
    "packs": report_packs,
    "citizens": lambda: print(*for_citizens(), sep="\n"),
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    COMMANDS[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
