"""What citizens think. No row ties a rating to a visit: presses are added to sums, and a mark says only that
a visit has been rated. Suggestions are free text without an author.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table, UniqueConstraint

from queue_server.storage.columns import Document, Id, Instant
from queue_server.storage.schema.base import hall_column, metadata

rated = Table(
    "rated",
    metadata,
    hall_column(),
    # One-way, from the ticket's link.
    Column("mark", String(64), primary_key=True),
    # One-way, from the key of the request: the same request again is no second rating.
    Column("again", String(64), nullable=False),
    Column("day", Date, nullable=False),
)

rating_count = Table(
    "rating_count",
    metadata,
    hall_column(),
    # The day for the whole hall, the first of the month for everything finer.
    Column("since", Date, primary_key=True),
    Column("by", String(12), primary_key=True),
    Column("key", String(40), primary_key=True),
    Column("levels", Integer, primary_key=True),
    Column("level", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
)

# Survey sheets on paper, counted by hand: per month, as {"1": 2, "2": 30, "3": 68}.
paper_survey = Table(
    "paper_survey",
    metadata,
    hall_column(),
    Column("month", Date, primary_key=True),
    Column("levels", Integer, nullable=False),
    Column("counts", Document, nullable=False),
    Column("by", String(40), nullable=False),
    Column("at", Instant, nullable=False),
)

suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    # By this the author finds the answer.
    Column("reference", String(40), nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("spoken", Integer, nullable=False),
    Column("text", String(1000), nullable=False),
    Column("status", String(12), nullable=False),
    Column("reply", String(1000)),
    Column("by", String(40)),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("reference"),
)

# What stands in the way of the hall's work, and what is proposed (vướng mắc, kiến nghị).
obstacle = Table(
    "obstacle",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    Column("day", Date, nullable=False),
    Column("text", String(1000), nullable=False),
    Column("proposal", String(1000), nullable=False),
    Column("by", String(40), nullable=False),
    Column("solved_on", Date),
)

# What the manager has set, one document per room; usual where nothing is said.
preference = Table(
    "preference",
    metadata,
    hall_column(),
    Column("room", String(20), primary_key=True),
    Column("wish", Document, nullable=False),
)
