"""Every text for people stands in Vietnamese too, with the same places to fill."""

from __future__ import annotations

import csv
import re

import pytest
from babel.messages.catalog import Catalog, Message

from queue_server.domain.errors import QueueError
from queue_server.domain.states import Outcome, TicketState
from queue_server.web.counter import PARK_REASONS, PAUSE_REASONS
from tools import texts

PROCEDURES = texts.ROOT / "queue_server" / "sample" / "procedures.csv"
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")
NOT_EVERY_PLACE = {"Ticket {number} is {state}: it cannot be moved by {action}."}


@pytest.fixture(scope="module")
def said() -> Catalog:
    return texts.all_texts()


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    return texts.catalogue("vi")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_text_is_untranslated(language: str) -> None:
    assert texts.missing(language) == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_catalogue_holds_nothing_that_nobody_says(language: str) -> None:
    wanted = {message.id for message in texts.texts(language)}

    assert {message.id for message in texts.catalogue(language)} <= wanted


def test_refusals_states_and_reasons_are_texts_too(said: Catalog) -> None:
    words = {error.sentence for error in QueueError.__subclasses__()}
    words |= {*TicketState, *Outcome, *PAUSE_REASONS, *PARK_REASONS}

    assert [word for word in words if said.get(word) is None] == []


def test_translations_fill_the_same_places(vietnamese: Catalog) -> None:
    assert [message.id for message in vietnamese if message.id and not fills_the_same(message)] == []


def fills_the_same(message: Message) -> bool:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    asked, filled = (set(PLACES.findall(" ".join(each))) for each in (ids, strings))
    return filled <= asked and (filled == asked or message.id in NOT_EVERY_PLACE)


def test_people_are_citizens_here_and_not_customers(vietnamese: Catalog) -> None:
    every = " ".join(str(message.string) for message in vietnamese).lower()

    assert "khách" not in every
    assert "ông/bà" in every


def test_no_translation_is_much_longer_than_the_page_was_made_for(vietnamese: Catalog) -> None:
    told = ((_one(message.id), _one(message.string)) for message in vietnamese if message.id)
    english = ((text, said) for text, said in told if not texts.CODE.fullmatch(text))

    assert [text for text, said in english if len(said) > 1.4 * len(text) + 15] == []


def test_the_tools_of_the_kiosk_stand_in_two_short_lines(said: Catalog, vietnamese: Catalog) -> None:
    tools = [m for m in said if any(f.endswith("kiosk/panels/foot.html") for f, _ in m.locations)]
    assert len(tools) > 4
    both = {word for tool in tools for word in (_one(tool.id), _one(vietnamese[tool.id].string))}

    assert [word for word in both if len(word) > 16] == []


def test_the_short_names_of_procedures_fit_a_button() -> None:
    rows = csv.DictReader(PROCEDURES.read_text(encoding="utf-8").splitlines())
    names = [row[each] for row in rows for each in ("short_vi", "short_en")]
    assert len(names) > 80

    assert [name for name in names if len(name) > 48] == []


def _one(text: object) -> str:
    return str(text[0] if isinstance(text, tuple | list) else text)
