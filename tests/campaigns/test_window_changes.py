"""Another window for an approved plan: shorter at once, longer by approval (domain 2.7, S42)."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.campaigns.models import Campaign, WindowChange
from crm.campaigns.planning import agree_to_window, ask_for_window
from crm.core.db import db
from crm.core.errors import NotPossible
from tests.conftest import SignIn
from tests.factories.campaigns import make_approved, make_campaign, make_manager, make_placement
from tests.factories.register import make_user
from tests.pages import post

FIRST, LAST = date(2027, 8, 30), date(2027, 9, 30)


def ask(campaign: Campaign, first: date, last: date) -> WindowChange:
    db.session.flush()
    by = campaign.manager.as_actor()
    return ask_for_window(campaign, (first, last), reason="Cetak terlambat", by=by)


def test_a_shorter_window_holds_at_once(app: Flask) -> None:
    campaign = make_approved(make_campaign())

    change = ask(campaign, FIRST, date(2027, 9, 24))

    assert change.accepted
    assert campaign.window_ends_on == date(2027, 9, 24)
    assert (campaign.plan_version, campaign.approved_version) == (2, 2)


@pytest.mark.parametrize(("first", "last"), [(FIRST, date(2027, 10, 1)), (date(2027, 8, 29), LAST)])
def test_a_window_that_reaches_further_waits(app: Flask, first: date, last: date) -> None:
    campaign = make_approved(make_campaign())

    change = ask(campaign, first, last)

    assert change.accepted is None
    assert (campaign.window_starts_on, campaign.window_ends_on) == (FIRST, LAST)

    agree_to_window(change, by=make_user().as_actor())
    assert (campaign.window_starts_on, campaign.window_ends_on) == (first, last)
    assert campaign.plan_version == 2


def test_nobody_agrees_to_the_own_wish(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    change = ask(campaign, FIRST, date(2027, 10, 5))

    with pytest.raises(NotPossible):
        agree_to_window(change, by=campaign.manager.as_actor())


def test_a_wish_is_decided_once(app: Flask) -> None:
    change = ask(make_approved(make_campaign()), FIRST, date(2027, 10, 5))
    change.refuse(by=make_user().as_actor(), reason="Anggaran habis")

    assert change.campaign.window_ends_on == LAST
    with pytest.raises(NotPossible, match="sudah diputuskan"):
        agree_to_window(change, by=make_user().as_actor())


def test_one_wish_waits_at_a_time(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    ask(campaign, FIRST, date(2027, 10, 5))

    with pytest.raises(sa.exc.IntegrityError):
        ask(campaign, FIRST, date(2027, 10, 6))


def test_no_placement_is_left_outside(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    make_placement(campaign, name="Poster ruang tunggu")
    make_placement(campaign, name="Poster awal", run_ends_on=date(2027, 9, 10))

    with pytest.raises(NotPossible) as refused:
        ask(campaign, FIRST, date(2027, 9, 20))

    assert refused.value.missing == ("Poster ruang tunggu",)


def test_a_draft_is_changed_in_its_plan(app: Flask) -> None:
    with pytest.raises(NotPossible, match="di rencana itu sendiri"):
        ask(make_campaign(), FIRST, date(2027, 10, 5))


def test_asking_and_deciding_through_the_pages(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_approved(make_campaign(manager))
    home = f"/campaigns/{campaign.id}"
    client, desk = sign_in(manager), sign_in(make_user())
    wish = {"starts_on": "2027-08-30", "ends_on": "2027-10-05", "reason": "Cetak terlambat"}

    assert post(client, f"{home}/windows", wish, page=f"{home}/windows/new").status_code == 303
    change = db.session.query(WindowChange).one()
    page = desk.get(home).text
    assert "Cetak terlambat" in page
    assert "30 Agustus–5 Oktober 2027" in page
    decision = f"{home}/windows/{change.id}/approvals"

    silent = post(desk, f"{decision}/deletion", {"reason": ""}, page=f"{decision}/edit")
    assert silent.status_code == 422
    assert post(client, decision, page=home).status_code == 403
    assert post(desk, decision, page=home).status_code == 303
    assert campaign.window_ends_on == date(2027, 10, 5)
    assert post(desk, decision, page=home).status_code == 404, "it waits no longer"


def test_a_window_refused_keeps_the_old_one(sign_in: SignIn) -> None:
    campaign = make_approved(make_campaign())
    change = ask(campaign, FIRST, date(2027, 10, 5))
    home = f"/campaigns/{campaign.id}"
    decision = f"{home}/windows/{change.id}/approvals"
    desk = sign_in(make_user())

    post(desk, f"{decision}/deletion", {"reason": "Anggaran habis"}, page=f"{decision}/edit")

    assert campaign.window_ends_on == LAST
    assert "Anggaran habis" in desk.get(home).text


def test_a_window_longer_than_eighteen_months_is_refused_beside_its_field(
    sign_in: SignIn,
) -> None:
    manager = make_manager()
    campaign = make_approved(make_campaign(manager))
    home = f"/campaigns/{campaign.id}/windows"
    wish = {"starts_on": "2027-08-30", "ends_on": "2029-08-30", "reason": "Lama"}

    refused = post(sign_in(manager), home, wish, page=f"{home}/new")

    assert refused.status_code == 422
    assert 'id="ends_on-error"' in refused.text
