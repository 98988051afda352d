"""Who sees which gathering, and who may do what."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from crm.core.db import db, get_or_404, save
from crm.gatherings.models import ActionState, GatheringState, conversation
from crm.gatherings.queries import (
    actions_due,
    answers_waiting_for,
    gatherings_between,
    gatherings_of,
    gatherings_visible_to,
    seen_by,
)
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.gathering_cast import Cast
from tests.factories.gatherings import (
    jakarta,
    make_action,
    make_gathering,
    make_invited,
    make_invitee,
    make_series,
)
from tests.factories.register import make_institution, make_user

ALL_SEEING = [Role.SECRETARIAT, Role.BOARD, Role.ADMIN, Role.CAMPAIGN_MANAGER]


@pytest.mark.parametrize("role", ALL_SEEING)
def test_the_networks_people_see_every_meeting(app: Flask, role: Role) -> None:
    draft = make_gathering()

    assert get_or_404(gatherings_visible_to(make_user(role)), draft.id) is draft


@pytest.mark.parametrize("role", [Role.PARTNER, Role.EXPERT])
def test_others_see_only_what_they_are_invited_to(app: Flask, role: Role) -> None:
    own = make_institution()
    user = make_user(role, institution_id=own.id)
    invited, draft, foreign = make_invited(), make_gathering(), make_invited()
    make_invitee(invited, own)
    make_invitee(draft, own)
    make_invitee(foreign, make_institution())

    assert list(db.session.scalars(gatherings_visible_to(user))) == [invited]
    with pytest.raises(NotFound):
        get_or_404(gatherings_visible_to(user), draft.id)


def test_a_partner_without_institution_sees_nothing(app: Flask) -> None:
    gathering = make_invited()
    make_invitee(gathering, make_institution())

    assert list(db.session.scalars(gatherings_visible_to(make_user(Role.PARTNER)))) == []


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SECRETARIAT, True),
        (Role.BOARD, True),
        (Role.ADMIN, True),
        (Role.CAMPAIGN_MANAGER, False),
        (Role.PARTNER, False),
        (Role.EXPERT, False),
    ],
)
def test_a_conversation_is_for_few_and_for_whoever_logged_it(
    app: Flask, role: Role, sees: bool
) -> None:
    logger = make_user(Role.CAMPAIGN_MANAGER)
    talk = save(conversation(date(2027, 1, 3), topic="Kopi", logged_by=logger))

    assert (talk in db.session.scalars(gatherings_visible_to(make_user(role))).all()) is sees
    assert talk in db.session.scalars(gatherings_visible_to(logger)).all()


PAGES = [
    "/gatherings/{draft}",
    "/gatherings/{draft}.ics",
    "/gatherings/{draft}/minutes",
    "/gatherings/series/{series}",
    "/gatherings/conversations/{talk}",
    "/gatherings/actions/{action}",
]
FOR_PLANNERS = [
    "/gatherings/new",
    "/gatherings/{draft}/edit",
    "/gatherings/{draft}/invitees/new",
    "/gatherings/{draft}/invitations/new",
    "/gatherings/{draft}/moves/new",
    "/gatherings/{draft}/papers/agenda",
    "/gatherings/{draft}/attendance",
    "/gatherings/series/new",
    "/gatherings/conversations/new",
]


def test_strangers_get_404_and_403(cast: Cast, sign_in: SignIn) -> None:
    draft, series = make_gathering(), make_series()
    talk = save(conversation(date(2027, 1, 3), topic="Kopi", logged_by=cast.sari))
    action = make_action(draft)
    ids = {"draft": draft.id, "series": series.id, "talk": talk.id, "action": action.id}
    browser = sign_in(cast.yusuf)

    assert {url: browser.get(url.format(**ids)).status_code for url in PAGES} == dict.fromkeys(
        PAGES, 404
    )
    assert {
        url: browser.get(url.format(**ids)).status_code for url in FOR_PLANNERS
    } == dict.fromkeys(FOR_PLANNERS, 403)


@pytest.mark.parametrize("role", [Role.BOARD, Role.ADMIN, Role.CAMPAIGN_MANAGER])
def test_reading_is_not_planning(app: Flask, sign_in: SignIn, role: Role) -> None:
    draft = make_gathering()
    browser = sign_in(make_user(role))

    assert browser.get(f"/gatherings/{draft.id}").status_code == 200
    assert browser.get(f"/gatherings/{draft.id}/edit").status_code == 403


def test_an_approver_has_no_business_here(app: Flask, sign_in: SignIn) -> None:
    assert sign_in(make_user(Role.PARENT_APPROVER)).get("/gatherings").status_code == 403


def test_a_partner_reads_neither_addresses_nor_the_notes_of_others(
    cast: Cast, sign_in: SignIn
) -> None:
    gathering = make_invited()
    make_invitee(gathering, cast.puspa, email="yusuf@puspa.example")
    make_invitee(gathering, cast.lazuardi, email="rahasia@lazuardi.example", name="Nama Rahasia")

    page = sign_in(cast.yusuf).get(f"/gatherings/{gathering.id}").text

    assert "Perpustakaan FK Universitas Lazuardi Nusantara" in page
    assert "rahasia@lazuardi.example" not in page
    assert "Nama Rahasia" not in page
    assert "Riwayat" not in page


def test_draft_minutes_are_the_secretariats(cast: Cast, sign_in: SignIn) -> None:
    gathering = make_invited()
    make_invitee(gathering, cast.puspa)
    gathering.state = GatheringState.MINUTES_DRAFT

    assert sign_in(cast.yusuf).get(f"/gatherings/{gathering.id}/minutes").status_code == 404


def test_what_waits_for_a_user(cast: Cast) -> None:
    gathering = make_invited()
    waiting = make_invitee(gathering, cast.puspa)
    make_invitee(make_invited(starts_at=jakarta(2026, 12, 1)), cast.puspa)
    make_invitee(make_gathering(), cast.puspa)

    assert list(db.session.scalars(answers_waiting_for(cast.yusuf))) == [waiting]
    assert list(db.session.scalars(answers_waiting_for(cast.dewi))) == []


def test_follow_ups_due(cast: Cast) -> None:
    gathering = make_gathering()
    own = make_action(gathering, institution=cast.puspa)
    other = make_action(gathering, institution=cast.lazuardi, due_on=date(2027, 1, 1))
    make_action(gathering, institution=cast.puspa, state=ActionState.DONE)

    assert list(db.session.scalars(actions_due(cast.yusuf))) == [own]
    assert list(db.session.scalars(actions_due(cast.sari))) == [other, own]


def test_gatherings_of_a_span_and_of_an_institution(cast: Cast) -> None:
    inside = make_invited(starts_at=jakarta(2027, 1, 31, 23, 30))
    make_invited(starts_at=jakarta(2027, 2, 1, 0, 30))
    make_gathering(state=GatheringState.CANCELLED)
    make_invitee(inside, cast.puspa)

    found = gatherings_between(date(2027, 1, 1), date(2027, 1, 31))

    assert list(db.session.scalars(found)) == [inside]
    assert list(db.session.scalars(found.where(seen_by(cast.dewi)))) == []
    assert list(db.session.scalars(found.where(seen_by(cast.yusuf)))) == [inside]
    assert list(db.session.scalars(gatherings_of(cast.puspa))) == [inside]
