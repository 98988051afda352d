"""Approval: what a plan needs, who may agree to it, what its reader is warned of (VR2, VR9)."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from crm.almanac.workdays import Workdays
from crm.campaigns.models import AudienceType, Campaign, CampaignState, ObjectiveLevel
from crm.campaigns.models.stages import PlacementState
from crm.campaigns.queries import plan_of
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.campaigns import (
    make_approved,
    make_audience,
    make_campaign,
    make_complete,
    make_manager,
    make_objective,
    make_partner,
    make_placement,
)
from tests.factories.register import make_user
from tests.pages import post


def missing(campaign: Campaign) -> list[str]:
    db.session.flush()
    return plan_of(campaign).missing()


def test_an_empty_plan_lacks_promise_welfare_and_partner(app: Flask) -> None:
    assert missing(make_campaign()) == [
        "sasaran perilaku dengan target dan data awalnya",
        "manfaatnya bagi kesejahteraan",
        "mitra dengan perannya: tidak ada yang mengubah perilaku sendirian",
    ]


def test_a_complete_plan_lacks_nothing(app: Flask) -> None:
    assert missing(make_complete(make_campaign())) == []


def test_awareness_alone_is_not_behaviour(app: Flask) -> None:
    campaign = make_campaign(welfare_benefit="Ya")
    make_partner(campaign)
    make_objective(campaign, level=ObjectiveLevel.AWARENESS)

    assert missing(campaign) == ["sasaran perilaku dengan target dan data awalnya"]


def test_each_missing_figure_is_named(app: Flask) -> None:
    campaign = make_campaign(welfare_benefit="Ya")
    make_partner(campaign)
    make_objective(campaign, target_value=None, baseline_value=None)

    assert missing(campaign) == [
        "target dan tanggalnya untuk sasaran perilaku",
        (
            "data awal untuk sasaran perilaku: angkanya, atau pengukuran yang dijadwalkan "
            "paling lambat 30 Agustus 2027"
        ),
    ]


def test_target_and_baseline_belong_to_the_same_objective(app: Flask) -> None:
    campaign = make_campaign(welfare_benefit="Ya")
    make_partner(campaign)
    make_objective(campaign, baseline_value=None)
    make_objective(campaign, target_value=None)

    assert missing(campaign) == ["satu sasaran perilaku yang punya target sekaligus data awal"]


def test_the_manager_does_not_approve_the_own_plan(app: Flask) -> None:
    campaign = make_complete(make_campaign())
    campaign.submit(by=campaign.manager.as_actor())

    with pytest.raises(NotPossible, match="disetujui orang lain"):
        campaign.approve(by=campaign.manager.as_actor(), missing=[])


@pytest.mark.parametrize("role", [Role.CAMPAIGN_MANAGER, Role.BOARD, Role.ADMIN, Role.PARTNER])
def test_only_the_secretariat_approves(sign_in: SignIn, role: Role) -> None:
    campaign = make_complete(make_campaign())
    campaign.submit(by=campaign.manager.as_actor())
    client = sign_in(campaign.manager if role is Role.CAMPAIGN_MANAGER else make_user(role))

    refused = post(client, f"/campaigns/{campaign.id}/approvals", page="/campaigns")

    assert refused.status_code == 403
    assert campaign.state is CampaignState.IN_REVIEW


def test_a_refused_approval_names_everything_and_changes_nothing(sign_in: SignIn) -> None:
    campaign = make_campaign()
    campaign.submit(by=campaign.manager.as_actor())
    client, home = sign_in(make_user()), f"/campaigns/{campaign.id}"

    refused = post(client, f"{home}/approvals", page=home)

    assert refused.status_code == 409
    assert "<li>sasaran perilaku dengan target" in refused.text
    assert "<li>manfaatnya bagi kesejahteraan" in refused.text
    assert campaign.state is CampaignState.IN_REVIEW
    assert "/approvals" not in client.get(home).text, "no button for what is not possible"


def test_a_plan_at_rest_or_not_sent_is_not_approved(app: Flask) -> None:
    draft = make_complete(make_campaign())
    resting = make_complete(make_campaign())
    resting.submit(by=resting.manager.as_actor())
    resting.hold(by=resting.manager.as_actor(), reason="Menunggu anggaran")

    for campaign in (draft, resting):
        with pytest.raises(NotPossible):
            campaign.approve(by=make_user().as_actor(), missing=[])


def test_approval_agrees_to_teasers(app: Flask) -> None:
    campaign = make_complete(make_campaign())
    teaser = make_placement(campaign, run_starts_on=date(2027, 8, 20), is_teaser=True)
    campaign.submit(by=campaign.manager.as_actor())

    plan_of(campaign).approve(by=make_user().as_actor())

    assert not teaser.awaits_teaser_approval


def test_a_teaser_that_moves_is_agreed_to_anew(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    teaser = make_placement(campaign, run_starts_on=date(2027, 8, 20), is_teaser=True)
    teaser.approve_teaser(by=make_user().as_actor())
    facts = {"run_starts_on": date(2027, 8, 18), "run_ends_on": teaser.run_ends_on}

    days = Workdays(frozenset())
    teaser.change(days=days, spec={}, by=campaign.manager.as_actor(), **facts)

    assert teaser.awaits_teaser_approval


def test_a_late_baseline_is_warned_of(app: Flask) -> None:
    campaign = make_campaign(unserved_reason="Uji coba")
    make_objective(campaign, baseline_on=date(2027, 9, 2), baseline_value=Decimal(31))
    db.session.flush()

    [warning] = plan_of(campaign).warnings()
    assert "setelah kampanye dimulai" in warning


def test_both_librarians_and_users_are_reached_or_there_is_a_reason(app: Flask) -> None:
    campaign = make_campaign()
    librarians = make_audience(campaign)
    residents = make_audience(campaign, name="Residen", audience_type=AudienceType.HEALTH_WORKER)
    poster = make_placement(campaign, campaign_segments=[librarians])
    db.session.flush()

    assert plan_of(campaign).warnings() == [
        "Belum ada penempatan untuk Residen.",
        (
            "Belum ada penempatan yang menjangkau pengguna yang ditargetkan. "
            "Tambahkan, atau tulis alasannya."
        ),
    ]

    make_placement(campaign, campaign_segments=[residents])
    db.session.flush()
    assert plan_of(campaign).warnings() == []

    poster.move_to(
        PlacementState.CANCELLED,
        by=campaign.manager.as_actor(),
        on=date(2027, 7, 1),
        reason="Mahal",
    )
    db.session.flush()
    assert len(plan_of(campaign).warnings()) == 2, "what was cancelled reaches nobody"

    campaign.unserved_reason = "Pustakawan sudah dilatih"
    assert plan_of(campaign).warnings() == ["Belum ada penempatan untuk Pustakawan."]


def test_leaders_are_not_the_users_meant(app: Flask) -> None:
    campaign = make_campaign()
    leaders = make_audience(campaign, name="Direktur", audience_type=AudienceType.LEADER)
    make_placement(campaign, campaign_segments=[leaders])
    db.session.flush()

    assert len(plan_of(campaign).warnings()) == 2


def test_a_plan_goes_back_with_what_to_mend(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_complete(make_campaign(manager))
    campaign.submit(by=manager.as_actor())
    home = f"/campaigns/{campaign.id}"

    client = sign_in(make_user())
    silent = post(client, f"{home}/returns", {"reason": " "}, page=f"{home}/returns/new")
    sent = post(
        client, f"{home}/returns", {"reason": "Perjelas khalayak"}, page=f"{home}/returns/new"
    )

    assert (silent.status_code, sent.status_code) == (422, 303)
    assert campaign.state is CampaignState.DRAFT
    assert "Perjelas khalayak" in sign_in(manager).get(home).text
