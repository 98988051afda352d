"""Letters that went out stand once on the timeline of the institution that they were for."""

import sqlalchemy as sa
from flask import Flask

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.desk.telling import tell_of_letters
from crm.reminders.models import Message, MessageState
from crm.timeline.models import Entry
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import words_of


def letter(key: str, **given: object) -> Message:
    facts = {
        "kind": "invitation", "message_id": key, "recipient": "dewi@fk.example",
        "recipient_name": "Dewi Anggraini", "subject": "Undangan Rapat", "body_text": "…",
        "created_at": clock.now(), "next_at": clock.now(), "sent_at": clock.now(),
        "state": MessageState.SENT, "dedupe_key": key,
    }  # fmt: skip
    found = Message(**{**facts, **given})
    db.session.add(found)
    return found


def test_what_went_out_is_told_once(app: Flask, sign_in: SignIn) -> None:
    library = make_institution()
    letter("a", institution_id=library.id)
    letter("b", institution_id=library.id, rule="R03")
    letter("c", institution_id=library.id, state=MessageState.QUEUED, sent_at=None)
    letter("d")
    commit()

    told = [tell_of_letters(), tell_of_letters()]

    assert told == [2, 0]
    assert (
        db.session.scalar(sa.select(sa.func.count(Entry.id)).where(Entry.subject_kind == "message"))
        == 2
    )
    secretary = sign_in(make_user(language="en"))
    page = words_of(secretary.get(f"/institutions/{library.id}?topic=letters").text)
    assert "Reminder R03 went to Dewi Anggraini: Undangan Rapat" in page
