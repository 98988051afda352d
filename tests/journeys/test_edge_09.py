"""E9: consent is withdrawn at 09:00 while a digest is queued for 09:05, by a signatory."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.transactions import commit
from crm.documents.models import Document
from crm.links.models import Link
from crm.people.models import Erasure, ErasureState
from crm.permissions import Role
from crm.reminders.models import Lane, Message, MessageState
from crm.reminders.outbox import Addressee, Letter, owe, placeholder
from crm.sharing.models import Party
from crm.sharing.negotiation import propose
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.factories.sharing import Cast, make_agreement, make_assignment, make_cast
from tests.pages import post, words_of

NINE = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
"""Nine o'clock in Jakarta."""
DEWI = "dewi@lazuardi.example"
MAILBOX = "perpus@lazuardi.example"


@pytest.fixture
def cast(app: Flask) -> Any:
    with time_machine.travel(NINE, tick=False):
        made = make_cast()
        made.dewi.email, made.home.email = DEWI, MAILBOX
        yield made


def test_promotion_stops_work_goes_to_the_mailbox_and_what_is_signed_is_kept(
    cast: Cast, sign_in: SignIn
) -> None:
    secretary = sign_in(make_user(language="en"))
    admin_user = make_user(Role.ADMIN, language="en")
    papers = signed_papers(cast, secretary)
    propose(make_assignment(cast), by=cast.dewi_user)
    commit()
    queue_for_five_past(cast)
    asked = db.session.scalars(sa.select(Link).where(Link.party == Party.HOME_HEAD)).first()
    here = f"/people/{cast.dewi.id}"

    # 09:00: the secretariat notes what she said
    said = {"purposes": ["operational"], "decision": "withdrawn", "way": "spoken"}
    noted = post(
        secretary,
        f"{here}/consents",
        {**said, "said_on": "2027-02-24"},
        page=f"{here}/consents/new",
    )

    assert noted.status_code == 303
    states = {one.dedupe_key: one for one in db.session.scalars(sa.select(Message))}
    assert states["promotion"].state is MessageState.CANCELLED
    assert (states["digest"].recipient, states["digest"].state) == (MAILBOX, MessageState.QUEUED)
    assert "[[link:" not in states["digest"].body_text
    assert not [one for one in states.values() if one.recipient == DEWI and waits(one)]
    if asked is not None:
        db.session.refresh(asked)
        assert asked.revoked_at is not None

    # the administrator is told at once, and has three days
    (wish,) = db.session.scalars(sa.select(Erasure))
    assert wish.due_at == NINE + timedelta(hours=72)
    told = db.session.scalars(sa.select(Message).where(Message.rule == "R48")).all()
    assert {one.recipient for one in told} == {admin_user.email}

    # two days later it is done, well within the 72 hours
    with time_machine.travel(NINE + timedelta(hours=50), tick=False):
        admin = sign_in(admin_user)
        page = f"/people/erasures/{wish.id}"
        assert post(admin, f"{page}/completion", page=page).status_code == 303

        shown = words_of(admin.get(page).text)
        assert "Signed documents are kept for as long as they prove what was agreed." in shown
        assert "The consent log" in shown
        assert (wish.state, wish.settled_at) == (ErasureState.DONE, NINE + timedelta(hours=50))
        for document in papers:
            kept = db.session.get(Document, document.id)
            assert kept is not None
            assert "Dewi Anggraini" in str(kept.papers)
            assert admin.get(f"/documents/{document.id}").status_code == 200
        assert "Dewi" not in admin.get(here).text
        assert "Dewi" not in admin.get("/people").text
        assert DEWI not in str(db.session.execute(sa.select(Message.__table__)).all())
    erased = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.fact == "PersonErased")
    ).one()
    assert "Dewi" not in str((erased.facts, erased.before, erased.after, erased.reason))


def waits(message: Message) -> bool:
    return message.state in {MessageState.QUEUED, MessageState.CLAIMED}


def queue_for_five_past(cast: Cast) -> None:
    """A digest and a newsletter, both to leave in five minutes."""
    link = db.session.scalars(sa.select(Link)).first()
    text = f"Tautan: {placeholder(link)}" if link else "Ringkasan"
    to = Addressee(email=DEWI, name="Dewi", institution_id=cast.home.id, person_id=cast.dewi.id)
    at = NINE + timedelta(minutes=5)
    for key, lane in (("digest", Lane.REMINDER), ("promotion", Lane.PROMOTION)):
        owe([Letter(to=to, key=key, kind="digest", subject="S", text=text, lane=lane, at=at)])
    commit()


def signed_papers(cast: Cast, secretary: Any) -> list[Document]:
    """A cooperation agreement in force that she signed for her library."""
    agreement = make_agreement(cast)
    first, second = agreement.parties
    first.signatory_name, first.signatory_post = "Dewi Anggraini", "Kepala"
    second.signatory_name, second.signatory_post = "Yusuf Rahmadi", "Kepala"
    commit()
    page = f"/sharing/agreements/{agreement.id}"
    issued = post(secretary, f"{page}/papers", page=page)
    assert issued.status_code == 303
    return list(db.session.scalars(sa.select(Document)))
