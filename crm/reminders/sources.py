"""What a room offers to remind about, declared in code; when and in which words is a rule's row.

A room states its sources in `<room>/reminders.py` and adds them to `wiring.REMINDER_SOURCES`.
The engine asks a source for the occasions of a span of days, applies the secretariat's rule to
them (offsets, working days, quiet hours, digests) and owes the letters. The room only says what
is true now: nothing here plans, sends or remembers.

    def meetings_near(span: Span) -> Iterable[Occasion]:
        for meeting in db.session.scalars(meetings_between(span.first, span.last)):
            yield Occasion(
                subject_kind="meeting",
                subject_id=meeting.id,
                title=meeting.name,
                occurrence=meeting.original_start.isoformat(),
                at=meeting.starts_at,
                zone=meeting.zone,
                recipients=tuple(Recipient(email=…, name=…, zone=…, audience="invitees") for …),
                left_out=(LeftOut(recipient, _l("already declined, %(on)s"), {"on": day}),),
                facts={"meeting": meeting.name, "place": meeting.place},
                url=path_of("meetings.show", meeting_id=meeting.id),
                known_at=meeting.created_at,
            )

    MEETING_NEARS = Source(
        code="meeting_nears",
        label=_l("A meeting nears"),
        nature=Nature.BEFORE,
        occasions=meetings_near,
        tokens={"meeting": "rapat", "place": "tempat"},
        audiences={"invitees": _l("Those who accepted")},
    )

What the engine asks of a room:

- A fixed number of statements however many subjects there are: load set-wise, never per occasion.
- Only what still holds. What is closed, withdrawn, answered is not given at all; whoever has done
  their part is given in `left_out` with the reason, so that the desk can say why not.
- `occurrence` is the original start (RECURRENCE-ID), the period or the version; never the present
  date, which may move. Together with rule, step, subject, recipient and channel it makes one key.
- `known_at` is when the subject, or its present date, came to be known. Steps that lay before it
  are caught up at once if 24 hours remain.

Letters that go out the moment something happens (Nature.EVENT) have no occasions: the room calls
`announcing.announce("R19", occasion)` in `<room>/notices.py`, and the rule's words are used.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from crm.core.words import lazy_gettext as _l
from crm.reminders.outbox import Addressee, Enclosed
from crm.reminders.terms import Nature

__all__ = [
    "DATE_MOVED",
    "Fact",
    "LeftOut",
    "LinkWanted",
    "Nature",
    "Occasion",
    "Recipient",
    "Source",
    "Span",
]

Fact: TypeAlias = Any
"""A figure, a date, a moment, lazy gettext, plain text, or {"id": …, "en": …}."""


@dataclass(frozen=True)
class Span:
    """Days, both included. A source may give more than was asked; what does not fit is ignored."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class LinkWanted:
    """The private link that one recipient's letter needs; it is issued when the letter is owed."""

    purpose: str
    expires_at: datetime
    version: int = 1
    party: str = ""


@dataclass(frozen=True, kw_only=True)
class Recipient(Addressee):
    """Someone to remind, as one of the source's audiences.

    `from_step` keeps a head out until so many steps went unanswered: 2 joins at the third.
    `consented` matters for promotional rules only.
    """

    audience: str = ""
    from_step: int = 0
    link: LinkWanted | None = None
    consented: bool = False


@dataclass(frozen=True)
class LeftOut:
    """Someone who is not reminded, and why; `facts` fill the reason's %(names)s."""

    recipient: Recipient
    reason: Any
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One thing to remind about: a civil date `on`, or an instant `at` that happens in `zone`.

    `useful_until` is when a late letter has lost its use: by default the date itself for what
    nears, never for what is undone. The files `enclosed` are made only when a letter is owed.
    """

    subject_kind: str
    subject_id: int
    title: str
    occurrence: str
    recipients: tuple[Recipient, ...]
    on: date | None = None
    at: datetime | None = None
    zone: str = "Asia/Jakarta"
    facts: Mapping[str, Fact] = field(default_factory=dict)
    url: str = ""
    useful_until: datetime | None = None
    known_at: datetime | None = None
    left_out: tuple[LeftOut, ...] = ()
    enclosed: Callable[[], Sequence[Enclosed]] = tuple

    def day(self, zone: str) -> date:
        """The civil date of the occasion for someone who lives in a zone."""
        if self.on is not None:
            return self.on
        if self.at is None:
            raise ValueError("An occasion needs its date (on) or its instant (at).")
        return self.at.astimezone(ZoneInfo(zone)).date()


def nothing(_span: Span) -> Iterable[Occasion]:
    """The occasions of a source that the room announces itself."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """What one kind of reminder is about.

    `tokens` maps each fact's name to its Indonesian name: both may stand in a rule's text. Every
    text may also use those of `wording.EVERYWHERE`.
    """

    code: str
    label: Any
    nature: Nature
    tokens: Mapping[str, str]
    occasions: Callable[[Span], Iterable[Occasion]] = nothing
    audiences: Mapping[str, Any] = field(default_factory=dict)
    tells_moves: bool = True
    """Whether who was already reminded is told once when the date moves; a room that sends its
    own letter about that says False."""


DATE_MOVED = Source(
    code="date_moved",
    label=_l("A date moved after people were told"),
    nature=Nature.EVENT,
    tokens={"before": "semula"},
)
