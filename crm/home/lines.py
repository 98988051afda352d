"""Lines of one page about records of many rooms: what waits, and what belongs together."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits for its reader.

    `late` says in words since when or by how much it is late, and puts the line first; among
    equals the one that waits longest stands first.
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
class Related:
    """One record of an upper room on the page of a lower one; tones as in `_badge.html`."""

    title: str
    url: str = ""
    second: str = ""
    state: str = ""
    tone: str = "idle"
