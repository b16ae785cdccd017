"""Figures: read from the journal and its roll-ups, never from a start stamp."""
