"""Every text for people stands in Vietnamese too, with the same places to fill."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog, Message

from queue_server.domain.errors import QueueError
from queue_server.domain.states import Outcome, TicketState
from queue_server.web.counter import PARK_REASONS, PAUSE_REASONS
from tools import texts

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
