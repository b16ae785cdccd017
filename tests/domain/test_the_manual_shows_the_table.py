"""The manual's diagram is drawn from the table."""

from __future__ import annotations

from tools.draw_states import PAGE, page


def test_the_page_of_ticket_states_is_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.draw_states"
