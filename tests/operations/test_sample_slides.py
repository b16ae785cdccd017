"""A new sample hall has something to show between calls."""

from __future__ import annotations

from queue_server.operations import playlist, setup
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Store
from tests.people import PASSWORD, Clock


def test_the_sample_hall_shows_texts_hours_and_procedures_in_both_languages(database_url: str) -> None:
    engine = open_engine(database_url)
    store = Store(engine, Clock())
    hall = setup.found_hall(store, setup.read_plan(setup.SAMPLE), PASSWORD)
    with store.look(hall) as look:
        slides = playlist.of_screen(look, "D1")["slides"]
    engine.dispose()
    assert [each["kind"] for each in slides] == ["text", "hours", "text", "procedures"]
    for each in slides:
        assert {*each["title"]} == {"vi", "en"}
        if each["kind"] != "procedures":
            assert all(text.strip() for text in each["text"].values())
    assert slides[-1]["pages"]
