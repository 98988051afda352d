"""E8: what was sent to an institution is answered by the people of what it became part of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.gatherings.letters import InvitationWords, issue_invitation
from crm.gatherings.models import ActionItem, ActionState, GatheringState, Invitee, Rsvp
from crm.gatherings.reminders import actions_due
from crm.institutions.checking import PURPOSE
from crm.institutions.models import Institution, MembershipState
from crm.links.issuing import issue
from crm.links.models import Link
from crm.people.models import Affiliation
from crm.reminders.sources import Span
from crm.sharing.authority import contacts_of
from crm.sharing.models import Assignment, Party, State
from crm.sharing.negotiation import propose
from tests.conftest import SignIn
from tests.factories.gatherings import SECRETARY, jakarta, make_action, make_gathering, make_invitee
from tests.factories.register import make_institution
from tests.factories.sharing import Cast, make_assignment, make_cast, make_head
from tests.pages import post, token_on, words_of

NEW = "Perpustakaan Pusat Lazuardi"
DAY = date(2027, 2, 23)


@dataclass
class Sent:
    """What lies open at the faculty library on the day it becomes part of the central one."""

    cast: Cast
    heir: Institution
    invitee: Invitee
    action: ActionItem
    assignment: Assignment
    sari: FlaskClient
    wulan: FlaskClient

    def merge(self) -> None:
        """The secretariat notes the succession through the page."""
        here = f"/institutions/{self.cast.home.id}/succession"
        given = {"q": "pusat", "other_id": str(self.heir.id), "on": str(DAY), "reason": "SK 7"}
        assert post(self.sari, here, given, page=f"{here}/new?q=pusat").status_code == 303


@pytest.fixture
def sent(app: Flask, sign_in: SignIn) -> Iterator[Sent]:
    with time_machine.travel("2027-02-24T02:00:00+00:00", tick=False):
        cast = make_cast()
        cast.secretariat.language = "en"
        cast.home.state = MembershipState.ACTIVE
        heir = make_institution(
            name=NEW, published=True, state=MembershipState.ACTIVE, email="pusat@lazuardi.example"
        )
        wulan, _person = make_head("Wulan Sari", heir)
        wulan.language = "en"
        meeting = make_gathering(starts_at=jakarta(2027, 3, 10), ends_at=jakarta(2027, 3, 10, 12))
        invitee = make_invitee(meeting, cast.home, email="perpus@fk.example")
        issue_invitation(meeting, InvitationWords(), by=SECRETARY)
        held = make_gathering(
            title="Rapat Februari", state=GatheringState.MINUTES_CIRCULATED,
            starts_at=jakarta(2027, 2, 10), ends_at=jakarta(2027, 2, 10, 12),
        )  # fmt: skip
        action = make_action(held, institution=cast.home, due_on=date(2027, 3, 1))
        assignment = make_assignment(cast)
        propose(assignment, by=cast.secretariat)
        commit()
        hands = sign_in(cast.secretariat), sign_in(wulan)
        yield Sent(cast, heir, invitee, action, assignment, *hands)


def test_an_invitation_is_answered_by_the_successors_people(sent: Sent) -> None:
    page = f"/gatherings/invitees/{sent.invitee.id}/answers"
    assert sent.wulan.get(f"{page}/new").status_code == 404

    sent.merge()

    assert sent.invitee.gathering.title in sent.wulan.get("/").text
    there = f"/gatherings/{sent.invitee.gathering_id}"
    assert page in sent.wulan.get(there).text
    answered = post(sent.wulan, page, {"answer": "accepted", "note": ""}, page=f"{page}/new")
    assert answered.status_code == 303
    assert db.session.get_one(Invitee, sent.invitee.id).rsvp is Rsvp.ACCEPTED


def test_the_link_of_the_letter_still_answers(sent: Sent, client: FlaskClient) -> None:
    link = db.session.scalars(sa.select(Link).where(Link.purpose == "gatherings.rsvp")).one()
    sent.merge()

    page = client.get(f"/c/{link.secret}", follow_redirects=True)
    assert page.status_code == 200
    given = {"answer": "declined", "note": "", "csrf_token": token_on(page.text)}
    assert client.post(f"/c/link/{link.id}", data=given).status_code == 303
    assert db.session.get_one(Invitee, sent.invitee.id).rsvp is Rsvp.DECLINED


def test_a_follow_up_is_done_by_the_successors_people_and_they_are_reminded(sent: Sent) -> None:
    page = f"/gatherings/actions/{sent.action.id}/completions"
    span = Span(date(2027, 3, 1), date(2027, 3, 1))
    (before,) = actions_due(span)
    assert [to.email for to in before.recipients] == []
    assert sent.wulan.get(f"{page}/new").status_code == 404

    sent.merge()

    (after,) = actions_due(span)
    assert [to.email for to in after.recipients] == [sent.heir.email]
    assert page in sent.wulan.get(f"/gatherings/actions/{sent.action.id}").text
    done = post(sent.wulan, page, {"evidence": "Terkirim 24 Februari"}, page=f"{page}/new")
    assert done.status_code == 303
    assert db.session.get_one(ActionItem, sent.action.id).state is ActionState.DONE


def test_a_proposal_is_answered_by_the_successors_head(sent: Sent) -> None:
    here = f"/sharing/assignments/{sent.assignment.id}"
    assert sent.wulan.get(here).status_code == 404

    sent.merge()

    assert sent.assignment.code in sent.wulan.get("/").text
    asked = contacts_of([sent.assignment])[sent.assignment.id][Party.HOME_HEAD]
    assert [one.name for one in asked] == ["Wulan Sari", "Dewi Anggraini"]
    assert post(sent.wulan, f"{here}/signoffs", {"version": "1"}, page=here).status_code == 303
    db.session.refresh(sent.assignment)
    assert Party.HOME_HEAD in sent.assignment.agreed


def test_the_link_to_a_proposal_still_answers(sent: Sent, client: FlaskClient) -> None:
    query = sa.select(Link).where(Link.purpose == "sharing.answer", Link.party == Party.HOME_HEAD)
    link = db.session.scalars(query).one()
    sent.merge()

    page = client.get(f"/c/{link.secret}", follow_redirects=True)
    given = {"decision": "yes", "csrf_token": token_on(page.text)}
    assert client.post(f"/c/link/{link.id}", data=given).status_code == 200
    db.session.refresh(sent.assignment)
    assert Party.HOME_HEAD in sent.assignment.agreed


def test_a_draft_of_the_forerunner_is_taken_up_by_the_successor(sent: Sent) -> None:
    draft = make_assignment(sent.cast)
    here = f"/sharing/assignments/{draft.id}"
    commit()
    assert sent.wulan.get(here).status_code == 404

    sent.merge()

    assert post(sent.wulan, f"{here}/proposals", {"version": "1"}, page=here).status_code == 303
    db.session.refresh(draft)
    assert draft.state is State.PROPOSED


def test_a_renewal_is_written_for_the_successor_where_the_person_works_now(sent: Sent) -> None:
    held = sent.assignment
    held.state, held.number_in_force = State.ACTIVE, 1
    commit()
    sent.merge()
    moved = sa.update(Affiliation).where(Affiliation.person_id == sent.cast.ratna.id)
    db.session.execute(moved.values(institution_id=sent.heir.id))
    commit()

    page = f"/sharing/assignments/{held.id}/renewals"
    form = sent.wulan.get(f"{page}/new")

    assert form.status_code == 200


def test_the_link_to_check_the_data_says_what_became_of_the_institution(
    sent: Sent, client: FlaskClient
) -> None:
    link = issue(
        PURPOSE,
        sent.cast.home,
        recipient="perpus@fk.example",
        expires_at=clock.now() + timedelta(days=60),
        institution_id=sent.cast.home.id,
        language="en",
    )
    commit()
    assert client.get(f"/c/{link.secret}", follow_redirects=True).status_code == 200

    sent.merge()

    page = client.get(f"/c/{link.secret}", follow_redirects=True)
    assert page.status_code == 410
    assert f"became part of {NEW}, and its data are closed" in words_of(page.text)
    confirm = f"/institutions/{sent.heir.id}/data-confirmations"
    assert (
        confirm in sent.wulan.get(f"/institutions/{sent.cast.home.id}", follow_redirects=True).text
    )
    assert post(sent.wulan, confirm, page=f"/institutions/{sent.heir.id}").status_code == 303
    db.session.refresh(sent.heir)
    assert sent.heir.last_confirmed_on == DAY + timedelta(days=1)


def test_whoever_belongs_to_another_institution_still_finds_nothing(
    sent: Sent, sign_in: SignIn
) -> None:
    stranger = sign_in(make_head("Tono Wijaya", make_institution(name="RSUD Lain"))[0])
    sent.merge()

    for page in (
        f"/gatherings/invitees/{sent.invitee.id}/answers/new",
        f"/gatherings/actions/{sent.action.id}",
        f"/sharing/assignments/{sent.assignment.id}",
    ):
        assert stranger.get(page).status_code == 404
