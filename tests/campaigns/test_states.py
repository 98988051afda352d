"""The states of campaigns and placements: every move, every refusal (domain 2.7)."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from flask import Flask

from crm.audit.models import AuditEntry
from crm.campaigns.events.stages import MOVED
from crm.campaigns.housekeeping import close_past_windows
from crm.campaigns.models import Campaign, CampaignState, PlacementState, PlacementType, stages
from crm.campaigns.models import campaigns as campaign_moves
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from tests.conftest import SignIn
from tests.factories.campaigns import (
    make_approved,
    make_campaign,
    make_manager,
    make_placement,
)
from tests.factories.register import make_user
from tests.pages import post

ON = date(2027, 8, 30)
VERBS: dict[CampaignState, Callable[[Campaign], None]] = {
    CampaignState.IN_REVIEW: lambda one: one.submit(by=SYSTEM),
    CampaignState.APPROVED: lambda one: one.approve(by=SYSTEM, missing=[]),
    CampaignState.READY: lambda one: one.make_ready(by=SYSTEM),
    CampaignState.RUNNING: lambda one: one.start(),
    CampaignState.CLOSING: lambda one: one.close(),
    CampaignState.ON_HOLD: lambda one: one.hold(by=SYSTEM, reason="Libur"),
    CampaignState.CANCELLED: lambda one: one.cancel(by=SYSTEM, reason="Batal"),
}


def campaign_in(state: CampaignState) -> Campaign:
    """A campaign in a state, however it came there."""
    campaign = make_campaign()
    db.session.flush()
    db.session.execute(db.update(Campaign).where(Campaign.id == campaign.id).values(state=state))
    db.session.refresh(campaign)
    return campaign


@pytest.mark.parametrize("was", CampaignState)
def test_a_campaign_goes_only_where_the_table_says(app: Flask, was: CampaignState) -> None:
    for wanted, verb in VERBS.items():
        campaign = campaign_in(was)
        if wanted is was is CampaignState.RUNNING:
            continue
        if wanted in campaign_moves.MOVES[was]:
            verb(campaign)
            assert campaign.state is wanted
        else:
            with pytest.raises(NotPossible):
                verb(campaign)
            assert campaign.state is was


@pytest.mark.parametrize("was", sorted(campaign_moves.AWAKE))
def test_a_hold_ends_where_it_began_and_nowhere_else(app: Flask, was: CampaignState) -> None:
    campaign = campaign_in(was)
    campaign.hold(by=SYSTEM, reason="Libur")

    for verb in (VERBS[CampaignState.IN_REVIEW], VERBS[CampaignState.READY]):
        with pytest.raises(NotPossible):
            verb(campaign)
    campaign.resume(by=SYSTEM)

    assert campaign.state is was
    with pytest.raises(NotPossible):
        campaign.resume(by=SYSTEM)


def test_what_is_over_or_at_rest_can_not_be_changed(app: Flask) -> None:
    for state in set(CampaignState) - campaign_moves.CHANGEABLE:
        with pytest.raises(NotPossible):
            campaign_in(state).change(by=SYSTEM, purpose="Lain")


@pytest.mark.parametrize("was", PlacementState)
def test_a_placement_goes_only_where_the_table_says(app: Flask, was: PlacementState) -> None:
    campaign = make_approved(make_campaign())
    for wanted in PlacementState:
        placement = make_placement(campaign)
        placement.state = was
        if wanted in placement.next_states():
            placement.move_to(wanted, by=SYSTEM, on=ON, reason="Sebab")
            assert placement.state is wanted
        else:
            with pytest.raises(NotPossible):
                placement.move_to(wanted, by=SYSTEM, on=ON, reason="Sebab")


def test_every_state_that_can_be_reached_has_its_fact() -> None:
    reached = set().union(*stages.MOVES.values())

    assert set(MOVED) == {state.value for state in reached}
    assert set(stages.MOVES) == set(PlacementState)


def test_a_step_aside_says_why(app: Flask) -> None:
    placement = make_placement(make_campaign())

    with pytest.raises(NotPossible, match="Tulis alasannya"):
        placement.move_to(PlacementState.CANCELLED, by=SYSTEM, on=ON)


def test_nothing_is_produced_before_the_plan_is_approved(app: Flask) -> None:
    placement = make_placement(make_campaign())
    placement.state = PlacementState.APPROVED

    with pytest.raises(NotPossible, match="menyetujui rencana dulu"):
        placement.move_to(PlacementState.PRODUCING, by=SYSTEM, on=ON)


def test_nothing_is_live_before_its_run(app: Flask) -> None:
    placement = make_placement(make_approved(make_campaign()))
    placement.state = PlacementState.DELIVERED

    with pytest.raises(NotPossible, match="mulai 30 Agustus 2027"):
        placement.move_to(PlacementState.LIVE, by=SYSTEM, on=date(2027, 8, 29))


def test_a_teaser_without_approval_is_not_live(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    teaser = make_placement(campaign, run_starts_on=date(2027, 8, 20), is_teaser=True)
    teaser.state = PlacementState.DELIVERED

    with pytest.raises(NotPossible, match="sebelum jangka waktu"):
        teaser.move_to(PlacementState.LIVE, by=SYSTEM, on=ON)

    teaser.approve_teaser(by=SYSTEM)
    teaser.move_to(PlacementState.LIVE, by=SYSTEM, on=ON)


def test_the_first_live_placement_makes_the_campaign_run(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    for _number in range(2):
        placement = make_placement(campaign)
        placement.state = PlacementState.DELIVERED
        placement.move_to(PlacementState.LIVE, by=SYSTEM, on=ON)

    assert campaign.state is CampaignState.RUNNING
    commit()
    started = db.session.query(AuditEntry).filter_by(fact="CampaignStarted").all()
    assert [entry.to_state for entry in started] == ["running"]


def test_work_begins_with_the_design(app: Flask) -> None:
    placement = make_placement(make_campaign(), type=PlacementType.BROCHURE)
    placement.move_to(PlacementState.BRIEFED, by=SYSTEM, on=date(2027, 7, 20))
    assert placement.is_late(on=date(2027, 7, 24))
    assert not placement.is_late(on=date(2027, 7, 23)), "the must-start day itself is in time"

    placement.move_to(PlacementState.DESIGN, by=SYSTEM, on=date(2027, 7, 26))
    assert placement.started_on == date(2027, 7, 26)
    assert not placement.is_late(on=date(2027, 8, 1))


def test_a_running_campaign_closes_the_day_after_its_window(app: Flask) -> None:
    campaign = campaign_in(CampaignState.RUNNING)
    commit()

    with time_machine.travel("2027-09-30T16:59:00+00:00", tick=False):
        assert close_past_windows() == 0
    with time_machine.travel("2027-09-30T17:00:00+00:00", tick=False):
        assert close_past_windows() == 1
        assert close_past_windows() == 0

    db.session.refresh(campaign)
    assert campaign.state is CampaignState.CLOSING


def test_steps_through_the_page(sign_in: SignIn) -> None:
    manager = make_manager()
    placement = make_placement(make_campaign(manager))
    client = sign_in(manager)
    home = f"/campaigns/{placement.campaign_id}/placements/{placement.id}"

    assert post(client, f"{home}/steps", {"state": "briefed"}, page=home).status_code == 303
    assert placement.state is PlacementState.BRIEFED
    assert post(client, f"{home}/steps", {"state": "live"}, page=home).status_code == 409
    assert post(client, f"{home}/steps", {"state": "cancelled"}, page=home).status_code == 409
    assert post(client, f"{home}/steps", {"state": "bogus"}, page=home).status_code == 422
    given = {"state": "cancelled", "reason": "Terlalu mahal"}
    assert post(client, f"{home}/steps", given, page=home).status_code == 303
    assert "Terlalu mahal" in client.get(home).text
    assert client.get(f"{home}/edit").status_code == 409


def test_holding_going_on_and_cancelling_through_the_page(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    client, home = sign_in(manager), f"/campaigns/{campaign.id}"

    assert (
        post(client, f"{home}/holds", {"reason": ""}, page=f"{home}/holds/new").status_code == 422
    )
    post(client, f"{home}/holds", {"reason": "Menunggu anggaran"}, page=f"{home}/holds/new")
    assert "Menunggu anggaran" in client.get(home).text
    assert client.get(f"{home}/edit").status_code == 409

    post(client, f"{home}/holds/deletion", page=home)
    assert campaign.state is CampaignState.DRAFT

    post(client, f"{home}/cancellations", {"reason": "Batal"}, page=f"{home}/cancellations/new")
    assert campaign.state is CampaignState.CANCELLED
    assert "Batal" in client.get(home).text


def test_readiness_and_review_through_the_page(sign_in: SignIn) -> None:
    manager = make_manager()
    draft, agreed = make_campaign(manager), make_approved(make_campaign(manager))
    client = sign_in(manager)

    post(client, f"/campaigns/{agreed.id}/readiness", page=f"/campaigns/{agreed.id}")
    post(client, f"/campaigns/{draft.id}/reviews", page=f"/campaigns/{draft.id}")
    assert (agreed.state, draft.state) == (CampaignState.READY, CampaignState.IN_REVIEW)

    post(client, f"/campaigns/{draft.id}/reviews/deletion", page=f"/campaigns/{draft.id}")
    assert draft.state is CampaignState.DRAFT


def test_a_teaser_is_agreed_to_by_the_secretariat(sign_in: SignIn) -> None:
    campaign = make_approved(make_campaign())
    teaser = make_placement(campaign, run_starts_on=date(2027, 8, 20), is_teaser=True)
    client = sign_in(make_user())
    home = f"/campaigns/{campaign.id}/placements/{teaser.id}"

    assert "Penempatan ini tayang sebelum jangka waktu." in client.get(home).text
    assert post(client, f"{home}/teaser-approvals", page=home).status_code == 303

    assert not teaser.awaits_teaser_approval
