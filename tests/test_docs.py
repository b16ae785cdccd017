"""The documents are true: links lead somewhere, tables are complete, commands exist."""

from __future__ import annotations

import configparser
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)[^)]*\)")
LISTED = re.compile(r"^\| ([a-z0-9.-]+) \| \S", re.MULTILINE)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def rows(document: Path) -> list[list[str]]:
    lines = [line for line in document.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def dependencies() -> set[str]:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    wanted = config["options"]["install_requires"] + "".join(config["options.extras_require"].values())
    package = json.loads((ROOT / "package.json").read_text())
    return {re.split(r"[\[>=]", line)[0] for line in wanted.split()} | {
        *package["dependencies"],
        *package["devDependencies"],
    }


def test_every_dependency_has_its_line_of_reason() -> None:
    allowed, forbidden = (DECISIONS / "0006-dependencies.md").read_text().split("## Never")
    assert set(LISTED.findall(allowed)) - {"library"} == dependencies()
    assert dependencies() & set(LISTED.findall(forbidden)) == set()


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    records = sorted(path.name for path in DECISIONS.glob("0*.md"))
    assert [name[:4] for name in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    listed = LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert listed == records


def test_the_glossary_gives_each_word_once_in_both_languages() -> None:
    _, _, *words = rows(ROOT / "docs" / "glossary.md")
    assert all(len(word) == 3 and all(word) for word in words)
    english = [word[0] for word in words]
    assert len(english) == len(set(english)) >= 45


def test_the_commands_that_documents_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert set(re.findall(r"`?make ([a-z-]+)(?:`|  )", text)) - targets == set()


def test_the_places_that_contributing_names_exist() -> None:
    places = re.findall(
        r"`((?:queue_server|display|printer|templates|tools|docs)/[\w./]*)`",
        (ROOT / "CONTRIBUTING.md").read_text(),
    )
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []
