"""Lines that one room gives to another's page: what waits, what nears, what belongs together.

A room states them in its `queries.py` or `waiting.py` as functions that take the visitor (or the
record) and return a list; `wiring` hands the functions on, so that nobody imports upwards.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits for its reader on the first page.

    `late` says since when or by how much it is late, in words, and puts the line first; among
    equals the one that waits longest stands first. `act_url` is where the one button leads.
    """

    title: str
    url: str
    second: str = ""
    late: str = ""
    act_label: str = ""
    act_url: str = ""
    icon: str = "hourglass-high"
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Coming:
    """One dated thing of the days ahead; `at` gives the order within its day."""

    on: date
    title: str
    url: str = ""
    second: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Related:
    """One record of an upper room on the page of a lower record; tones as in `_badge.html`."""

    title: str
    url: str = ""
    second: str = ""
    state: str = ""
    tone: str = "idle"
