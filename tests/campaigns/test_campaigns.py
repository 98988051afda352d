"""The list and the page of campaigns, through the browser."""

from flask.testing import FlaskClient

from tests.conftest import SignIn
from tests.factories.campaigns import make_campaign, make_manager, make_placement


def test_x(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    make_placement(campaign)
    client = sign_in(manager)
    for url in (
        "/campaigns",
        "/campaigns/new",
        f"/campaigns/{campaign.id}",
        f"/campaigns/{campaign.id}/edit",
        f"/campaigns/{campaign.id}/calendar",
        "/campaigns/calendar",
        f"/campaigns/{campaign.id}/kinds",
        f"/campaigns/{campaign.id}/placements/new?type=baliho",
        f"/campaigns/{campaign.id}/placements/1",
        f"/campaigns/{campaign.id}/placements/1/edit",
        f"/campaigns/{campaign.id}/objectives/new",
        f"/campaigns/{campaign.id}/segments/new",
        f"/campaigns/{campaign.id}/partners/new",
        f"/campaigns/{campaign.id}/windows/new",
        f"/campaigns/{campaign.id}/holds/new",
        f"/campaigns/{campaign.id}/cancellations/new",
        f"/campaigns/{campaign.id}/placements/1/permits/new",
        f"/campaigns/{campaign.id}/placements/1/link/new",
        f"/campaigns/{campaign.id}/must-start?run_starts_on=2027-08-30&lead_workdays=25",
    ):
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.text[:3000])
