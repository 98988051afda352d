"""Rules, occasions and letters."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from crm.almanac.workdays import Workdays
from crm.core import clock
from crm.core.db import save
from crm.reminders.models import Message, MessageState
from crm.reminders.sources import Nature, Occasion, Recipient, Source, Span
from crm.reminders.terms import Channel, Terms, read_steps
from crm.reminders.turns import Circumstances

numbers = count(1)
# Joint leave around Idulfitri 2027, as the scenarios of the domain have it.
FREE = frozenset(date(2027, 3, day) for day in (8, 9, 10, 11, 12, 15))
CALENDAR = Workdays(FREE)


def make_recipient(**given: Any) -> Recipient:
    number = next(numbers)
    return Recipient(
        **{
            "email": f"orang{number}@contoh.example",
            "name": f"Orang {number}",
            "person_id": number,
            "audience": "invitees",
            **given,
        }
    )


def make_occasion(**given: Any) -> Occasion:
    number = next(numbers)
    return Occasion(
        **{
            "subject_kind": "meeting",
            "subject_id": number,
            "title": f"Rapat {number}",
            "occurrence": "2027-03-16",
            "recipients": (make_recipient(),),
            "facts": {"meeting": f"Rapat {number}", "place": "Bandung"},
            **({} if "at" in given else {"on": date(2027, 3, 16)}),
            **given,
        }
    )


def make_terms(steps: str = "H-7, H-1", **given: Any) -> Terms:
    return Terms(
        **{
            "code": "R03",
            "source": "meeting_nears",
            "steps": read_steps(steps),
            "channels": (Channel.EMAIL,),
            **given,
        }
    )


def circumstances(now: datetime, **given: Any) -> Circumstances:
    since = given.pop("since", now - timedelta(days=60))
    return Circumstances(
        **{
            "now": now,
            "until": now + timedelta(days=400),
            "calendar": lambda _province: CALENDAR,
            "since": lambda _source: since,
            **given,
        }
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Shelf:
    """A source whose occasions a test sets and changes."""

    def __init__(
        self, code: str = "meeting_nears", nature: Nature = Nature.BEFORE, **given: Any
    ) -> None:
        self.held: list[Occasion] = []
        self.spans: list[Span] = []
        self.source = Source(
            **{
                "code": code,
                "label": code,
                "nature": nature,
                "tokens": {"meeting": "rapat", "place": "tempat"},
                "occasions": self.offer,
                **given,
            }
        )

    def offer(self, span: Span) -> Iterable[Occasion]:
        self.spans.append(span)
        return list(self.held)


def make_letter(**given: Any) -> Message:
    number = next(numbers)
    return save(
        Message(
            **{
                "dedupe_key": f"letter:{number}",
                "kind": "test/mail/letter",
                "state": MessageState.QUEUED,
                "next_at": clock.now(),
                "message_id": f"<letter{number}@localhost>",
                "recipient": f"orang{number}@contoh.example",
                "recipient_name": f"Orang {number}",
                "subject": f"Surat {number}",
                "body_text": "Isi surat.\n",
                "body_html": "<p>Isi surat.</p>",
                "attachments": [],
                "created_at": clock.now(),
                **given,
            }
        )
    )


def by_source(terms: Terms, *occasions: Occasion) -> Mapping[str, list[Occasion]]:
    return {terms.source: list(occasions)}
