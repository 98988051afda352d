"""Somebody leaves: what is open passes to a successor in one step, and old links die."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core.db import db
from crm.core.transactions import commit
from crm.gatherings.models import Capacity
from crm.institutions.queries import today
from crm.links.models import Link
from crm.people.models import Affiliation, ContactRole, Person
from crm.people.queries import confirmers_of
from crm.permissions import Role
from crm.reminders.models import Message
from crm.sharing.models import Party
from crm.sharing.negotiation import agree, propose
from tests.conftest import SignIn
from tests.factories.campaigns import make_campaign, make_placement
from tests.factories.gatherings import make_action, make_invited, make_invitee, make_series
from tests.factories.register import make_affiliation, make_person, make_user
from tests.factories.sharing import Cast, make_assignment, make_cast
from tests.pages import post, words_of


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast()


def affiliation_of(person: Person) -> Affiliation:
    query = sa.select(Affiliation).where(Affiliation.person_id == person.id)
    return db.session.scalars(query).one()


def page_of(person: Person) -> str:
    return f"/people/{person.id}/affiliations/{affiliation_of(person).id}/handover"


def passed(browser: FlaskClient, person: Person, successor: Person, **given: Any) -> int:
    here = page_of(person)
    data = {"successor": str(successor.id), "last_day": today().isoformat(), **given}
    return post(browser, here, data, page=f"{here}/new?successor={successor.id}").status_code


def test_everything_open_passes_and_the_old_links_die(
    cast: Cast, sign_in: SignIn, client: FlaskClient
) -> None:
    mira_user = make_user(Role.PARTNER, institution_id=cast.host.id)
    mira = make_person(name="Mira Lestari", user=mira_user, language="en")
    make_affiliation(mira, cast.host, role=ContactRole.STAFF)
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    series = make_series(title="Rapat bulanan", chair=cast.yusuf)
    meeting = make_invited(title="Rapat Mei", note_taker=cast.yusuf)
    place = make_invitee(meeting, cast.host, person=cast.yusuf, capacity=Capacity.VOTING)
    action = make_action(meeting, what="Kirim data", person=cast.yusuf, institution=cast.host)
    placement = make_placement(make_campaign(), name="Baliho", owner=cast.yusuf_user)
    commit()
    old = db.session.scalars(sa.select(Link).where(Link.party == Party.HOST_HEAD)).one()
    secretary = sign_in(make_user(language="en"))

    shown = words_of(secretary.get(f"{page_of(cast.yusuf)}/new?successor={mira.id}").text)
    answer = passed(secretary, cast.yusuf, mira, closes_account="y")

    for open_thing in (
        "Head",
        assignment.code,
        "Rapat bulanan",
        "Rapat Mei",
        "Kirim data",
        "Baliho",
    ):
        assert open_thing in shown
    assert answer == 303
    assert (series.chair, meeting.note_taker, place.person) == (mira, mira, mira)
    assert (action.person, placement.owner_id) == (mira, mira_user.id)
    assert list(db.session.scalars(confirmers_of(cast.host, on=today()))) == [mira]
    assert affiliation_of(mira).role is ContactRole.HEAD
    left = affiliation_of(cast.yusuf)
    assert (left.ends_on, left.may_confirm, cast.yusuf_user.active) == (today(), False, False)
    assert client.get(f"/c/{old.secret}", follow_redirects=True).status_code == 410
    new = db.session.scalars(
        sa.select(Message).where(Message.recipient == mira.email, Message.rule == "R18")
    ).one()
    assert assignment.code in new.body_text or "Ratna" in new.body_text
    for person in (cast.yusuf, mira):
        history = words_of(secretary.get(f"/people/{person.id}").text)
        assert "open things of Yusuf Rahmadi" in history


def test_what_cannot_pass_says_why_and_stays(cast: Cast, sign_in: SignIn) -> None:
    tono = make_person(name="Tono")
    make_affiliation(tono, cast.home)
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    make_placement(make_campaign(), name="Baliho", owner=make_user(Role.CAMPAIGN_MANAGER))
    meeting = make_invited(title="Rapat Mei")
    both = [make_invitee(meeting, cast.home, person=one) for one in (cast.ratna, tono)]
    secretary = sign_in(make_user(language="en"))

    shown = words_of(secretary.get(f"{page_of(cast.ratna)}/new?successor={tono.id}").text)
    answer = passed(secretary, cast.ratna, tono)

    assert "another person needs a new proposal" in shown
    assert "the successor is invited already" in shown
    assert "Baliho" not in shown
    assert answer == 303
    assert assignment.person is cast.ratna
    assert [one.person for one in both] == [cast.ratna, tono]
    assert cast.ratna.user is None


def test_a_colleague_or_somebody_looked_for_takes_over_never_a_stranger_or_oneself(
    cast: Cast, sign_in: SignIn
) -> None:
    stranger = make_person(name="Gita Sari", sort_name="gita sari")
    secretary = sign_in(make_user(language="en"))
    here = page_of(cast.ratna)

    offered = secretary.get(f"{here}/new").text
    found = secretary.get(f"{here}/new?q=gita").text
    wrong = passed(secretary, cast.ratna, stranger)
    oneself = passed(secretary, cast.ratna, cast.ratna)

    assert "Dewi Anggraini" in offered
    assert "Gita Sari" not in offered
    assert "Gita Sari" in found
    assert (wrong, oneself) == (422, 422)
    assert passed(secretary, cast.ratna, stranger, q="gita") == 303


def test_only_who_edits_people_hands_over(cast: Cast, sign_in: SignIn) -> None:
    agree(make_proposed(cast), cast.voice(Party.HOST_HEAD), version=1)

    assert sign_in(cast.dewi_user).get(f"{page_of(cast.ratna)}/new").status_code == 403


def make_proposed(cast: Cast) -> Any:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    return assignment
