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


def placeholder(link: Link) -> str:
    """Stand for a private link in a letter's text until the worker fills it in."""
    return f"[[link:{link.id}]]"


def post(
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
    `sharing/mail/awaits_answer`. Pass each private link as `placeholder(link)`.
    """
    if not to.email or db.session.scalar(sa.select(Message.id).where(Message.dedupe_key == key)):
        return None
    with spoken(to.language):
        parts = {
            part: render_template(f"{template}/{part}", to=to, **words)
            for part in ("subject.txt", "body.txt", "body.html")
        }
    message = Message(
        dedupe_key=key,
        kind=template,
        rule=rule,
        lane=lane,
        state=MessageState.QUEUED,
        next_at=at or clock.now(),
        message_id=stable_message_id(key),
        recipient=to.email,
        recipient_name=to.name,
        language=to.language,
        subject=" ".join(parts["subject.txt"].split())[:300],
        body_text=parts["body.txt"].strip() + "\n",
        body_html=parts["body.html"],
        attachments=[_enclose(file) for file in enclosed],
        about_kind=record_kind(about) if about else "",
        about_id=about.id if about else None,  # type: ignore[attr-defined]
        institution_id=to.institution_id,
        created_at=clock.now(),
    )
    db.session.add(message)
    return message


def stable_message_id(key: str) -> str:
    """The same Message-ID for every try of one letter."""
    domain = urlsplit(configuration().base_url).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def cancel(query: sa.ColumnElement[bool], *, because: str) -> int:
    """Take back letters that nobody has begun to send; say how many."""
    taken = db.session.execute(
        sa.update(Message)
        .where(query, Message.state == MessageState.QUEUED)
        .values(state=MessageState.CANCELLED, last_error=because)
        .returning(Message.id)
    )
    return len(taken.all())


def _enclose(file: Enclosed) -> dict[str, Any]:
    sha256 = hashlib.sha256(file.data).hexdigest()
    if db.session.get(Enclosure, sha256) is None:
        db.session.add(Enclosure(sha256=sha256, content_type=file.content_type, data=file.data))
        db.session.flush()
    return {"name": file.name, "content_type": file.content_type, "sha256": sha256}
