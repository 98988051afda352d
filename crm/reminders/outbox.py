"""Owing a letter: rendered now, in the transaction that has the reason for it, and sent later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import render_template

from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import Model, db, record_kind
from crm.core.languages import spoken
from crm.links.models import Link
from crm.reminders.models import Enclosure, Lane, Message, MessageState
from crm.reminders.redirecting import mailboxes_for, unlinked
from crm.reminders.standing_in import reader_for
from crm.reminders.upserts import insertion

LONGEST_KEY = 300


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """To whom a letter goes, and in which language and zone it speaks."""

    email: str
    name: str = ""
    language: str = "id"
    zone: str = "Asia/Jakarta"
    province_code: str | None = None
    institution_id: int | None = None
    user_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Enclosed:
    """A file that goes with a letter."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is said to one address, and how it is to travel; `kind` names its words."""

    to: Addressee
    key: str
    kind: str
    subject: str
    text: str
    html: str = ""
    about: tuple[str, int | None] = ("", None)
    lane: Lane = Lane.LETTER
    rule: str = ""
    at: datetime | None = None
    useful_until: datetime | None = None
    enclosed: Sequence[Enclosed] = ()

    def values(self) -> dict[str, Any]:
        """The columns of the letter's row."""
        now, key = clock.now(), fitting(self.key)
        return {
            "dedupe_key": key,
            "kind": self.kind,
            "rule": self.rule,
            "lane": int(self.lane),
            "state": MessageState.QUEUED,
            "attempts": 0,
            "ambiguous": 0,
            "next_at": self.at or now,
            "message_id": stable_message_id(key),
            "recipient": self.to.email,
            "recipient_name": self.to.name[:200],
            "language": self.to.language,
            "subject": " ".join(self.subject.split())[:300],
            "body_text": self.text.strip() + "\n",
            "body_html": self.html,
            "attachments": [_enclose(file) for file in self.enclosed],
            "about_kind": self.about[0],
            "about_id": self.about[1],
            "institution_id": self.to.institution_id,
            "last_error": "",
            "created_at": now,
            "useful_until": self.useful_until,
        }


def placeholder(link: Link) -> str:
    """Stand for a private link in a letter's text until the worker fills it in.

    The worker fills it in only when the link was issued for the letter's own address.
    """
    return f"[[link:{link.id}]]"


def post(  # noqa: PLR0913
    template: str,
    to: Addressee,
    *,
    key: str,
    about: Model | None = None,
    lane: Lane = Lane.LETTER,
    rule: str = "",
    at: datetime | None = None,
    enclosed: Sequence[Enclosed] = (),
    **words: Any,
) -> Message | None:
    """Owe one letter to one address, once for each key; None if it was owed already.

    `template` names a folder with subject.txt, body.txt and body.html, such as
    `sharing/mail/awaits_answer`. Pass each private link as `placeholder(link)`. Who must not be
    written is answered for by the institution's mailbox, but for what they asked for themselves.
    """
    reader = _reader(to, lane)
    if not reader.email or is_owed(key):
        return None
    subject, *bodies = rendered(template, to, **words)
    text, html = bodies if reader is to else unlinked(*bodies)
    letter = Letter(
        to=reader,
        key=key,
        kind=template,
        subject=subject,
        text=text,
        html=html,
        about=(record_kind(about), about.id) if about else ("", None),  # type: ignore[attr-defined]
        lane=lane,
        rule=rule,
        at=at,
        enclosed=enclosed,
    )
    message = Message(**letter.values())
    db.session.add(message)
    return message


def _reader(to: Addressee, lane: Lane) -> Addressee:
    return to if lane is Lane.URGENT else reader_for(to, mailboxes_for([to.email]))


def is_owed(key: str) -> bool:
    """Tell whether a letter with this key is in the outbox, sent or not."""
    found = db.session.scalar(sa.select(Message.id).where(Message.dedupe_key == fitting(key)))
    return found is not None


def rendered(template: str, to: Addressee, **words: Any) -> tuple[str, str, str]:
    """Subject, text and HTML of a letter in its reader's language."""
    with spoken(to.language):
        return (
            render_template(f"{template}/subject.txt", to=to, **words),
            render_template(f"{template}/body.txt", to=to, **words),
            render_template(f"{template}/body.html", to=to, **words),
        )


def owe(letters: Sequence[Letter]) -> None:
    """Owe many letters in one statement, each once for its key."""
    rows = [letter.values() for letter in letters]
    if rows:
        statement = insertion(Message).on_conflict_do_nothing(index_elements=[Message.dedupe_key])
        db.session.execute(statement, rows)


def fitting(key: str) -> str:
    """The key itself, or a digest of it when it is longer than its column."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:200]}:{hashlib.sha256(key.encode()).hexdigest()}"


def stable_message_id(key: str) -> str:
    """The same Message-ID for every try of one letter."""
    domain = urlsplit(configuration().base_url).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def cancel(query: sa.ColumnElement[bool], *, because: str) -> int:
    """Take back letters that nobody has begun to send; say how many."""
    not_begun = Message.state.in_((MessageState.QUEUED, MessageState.CLAIMED))
    taken = db.session.execute(
        sa.update(Message)
        .where(query, not_begun)
        .values(state=MessageState.CANCELLED, last_error=because)
        .returning(Message.id)
    )
    return len(taken.all())


def cancel_about(record: Model, *, because: str) -> int:
    """Take back the letters about a record that nobody has begun to send; say how many."""
    about = sa.and_(
        Message.about_kind == record_kind(record),
        Message.about_id == record.id,  # type: ignore[attr-defined]
    )
    return cancel(about, because=because)


def _enclose(file: Enclosed) -> dict[str, Any]:
    sha256 = hashlib.sha256(file.data).hexdigest()
    if db.session.get(Enclosure, sha256) is None:
        db.session.add(Enclosure(sha256=sha256, content_type=file.content_type, data=file.data))
        db.session.flush()
    return {"name": file.name, "content_type": file.content_type, "sha256": sha256}
