"""Months of one campaign and of all: must-start days, runs, windows, holidays."""

from datetime import date

import pytest

from crm.campaigns.marks import campaign_entries
from crm.campaigns.models import PlacementType
from crm.campaigns.models.stages import PlacementState
from crm.core.actors import SYSTEM
from crm.core.transactions import commit
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.campaigns import (
    make_approved,
    make_campaign,
    make_manager,
    make_partner,
    make_placement,
)
from tests.factories.register import make_institution, make_user
from tests.pages import words_of

AUGUST = (date(2027, 7, 26), date(2027, 9, 5))


def test_a_campaigns_month_shows_starts_runs_and_holidays(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    make_placement(campaign, name="X-banner", type=PlacementType.X_BANNER)
    client = sign_in(manager)

    page = words_of(client.get(f"/campaigns/{campaign.id}/calendar").text)

    assert "Agustus 2027" in page, "it opens at the window's first month"
    assert "11 , 1 entri Mulai: X-banner" in page or "Mulai: X-banner" in page
    assert "Tayang: X-banner" in page
    assert "Hari Kemerdekaan Republik Indonesia" in page


def test_the_month_can_be_turned(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager, peak_on=date(2027, 9, 14))
    client = sign_in(manager)

    page = words_of(client.get(f"/campaigns/{campaign.id}/calendar?month=2027-09").text)

    assert "September 2027" in page
    assert "Puncak: Satu Pintu Literatur Kesehatan" in page


@pytest.mark.parametrize("month", ["2027-13", "x", "99999-01", "1900-01", "2027-9"])
def test_a_month_that_no_page_wrote_is_refused(sign_in: SignIn, month: str) -> None:
    assert sign_in(make_manager()).get(f"/campaigns/calendar?month={month}").status_code == 400


def test_what_is_begun_is_not_to_be_started(sign_in: SignIn) -> None:
    campaign = make_campaign()
    placement = make_placement(campaign)
    manager = campaign.manager
    before = [entry.title for entry in campaign_entries(manager, *AUGUST)]
    for state in (PlacementState.BRIEFED, PlacementState.DESIGN):
        placement.move_to(state, by=SYSTEM, on=date(2027, 7, 20))
    commit()

    after = [entry.title for entry in campaign_entries(manager, *AUGUST)]

    assert len(before) == len(after) + 1


def test_each_reader_sees_the_own_entries(sign_in: SignIn) -> None:
    house = make_institution()
    campaign = make_approved(make_campaign(title_id="Kampanye Dimas"))
    make_partner(campaign, house)
    make_placement(campaign, name="Poster dalam")
    commit()

    def titles(role: Role, **given: object) -> str:
        user = make_user(role, **given)
        return " ".join(entry.title for entry in campaign_entries(user, *AUGUST))

    assert "Poster dalam" in titles(Role.BOARD)
    assert "Kampanye Dimas" in titles(Role.PARTNER, institution_id=house.id)
    assert "Poster dalam" not in titles(Role.PARTNER, institution_id=house.id)
    assert titles(Role.CAMPAIGN_MANAGER) == ""
    assert titles(Role.EXPERT) == ""


def test_a_cancelled_campaign_is_off_the_calendar(sign_in: SignIn) -> None:
    campaign = make_campaign()
    make_placement(campaign)
    campaign.cancel(by=SYSTEM, reason="Batal")
    commit()

    assert campaign_entries(campaign.manager, *AUGUST) == []


def test_the_month_costs_the_same_for_few_and_many(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    manager = make_manager()
    make_placement(make_campaign(manager))
    client = sign_in(manager)
    seen = []
    for _round in range(2):
        commit()
        with count_queries() as statements:
            client.get("/campaigns/calendar?month=2027-08")
        seen.append(len(statements))
        for _number in range(10):
            make_placement(make_campaign(manager))

    assert seen[0] == seen[1] <= 8
