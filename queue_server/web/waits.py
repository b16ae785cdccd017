"""A band of a wait in words, in the reader's language."""

from __future__ import annotations

from queue_server.domain.estimate import Band, Outlook, details, outlook
from queue_server.web.languages import gettext as _
from queue_server.web.languages import noop as N_

SENTENCES = {
    Outlook.NOW: N_("called at once"),
    Outlook.WITHIN: N_("at most {high} minutes"),
    Outlook.ABOUT: N_("about {low}–{high} minutes"),
    Outlook.DOUBTFUL: N_("may not be called before {before}"),
    Outlook.UNKNOWN: N_("not enough data yet"),
}


def wait_words(band: Band | None) -> str:
    """What a band says, as on a button or in a row: "about 10–15 minutes"."""
    return _(SENTENCES[outlook(band)]).format(**details(band))
