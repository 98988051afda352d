"""Permits day by day: what they cover, and what may go live (VR8, scenario 7)."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from crm.campaigns.models import Permit, Placement, PlacementState, PlacementType
from crm.campaigns.models.permits import covered_days, uncovered_spans
from crm.core.errors import NotPossible
from tests.conftest import SignIn
from tests.factories.campaigns import make_approved, make_campaign, make_manager, make_placement
from tests.pages import post, words_of

START = date(2027, 8, 30)
STRETCHES = st.lists(
    st.tuples(st.integers(-10, 45), st.integers(0, 20)).map(
        lambda pair: (START + timedelta(days=pair[0]), START + timedelta(days=sum(pair)))
    ),
    max_size=5,
)


def permits(*stretches: tuple[date, date]) -> list[Permit]:
    return [Permit(valid_from=first, valid_to=last) for first, last in stretches]


@given(stretches=STRETCHES, length=st.integers(1, 40))
def test_covered_and_uncovered_days_are_the_days_of_the_run(
    stretches: Sequence[tuple[date, date]], length: int
) -> None:
    last = START + timedelta(days=length - 1)
    run = [START + timedelta(days=n) for n in range(length)]
    held = permits(*stretches)

    covered = [day for day in run if any(a <= day <= b for a, b in stretches)]
    bare = uncovered_spans(held, START, last)
    bare_days = [a + timedelta(days=n) for a, b in bare for n in range((b - a).days + 1)]

    assert covered_days(held, START, last) == len(covered)
    assert sorted([*covered, *bare_days]) == run


def bring_to(placement: Placement, state: PlacementState, *, on: date) -> None:
    """Walk the straight way to a state."""
    by = placement.campaign.manager.as_actor()
    way = [one for one in PlacementState if one.value in {
        "briefed", "design", "pretest", "approved", "permit_requested", "permit_granted",
        "producing", "delivered", "live",
    }]  # fmt: skip
    for step in way:
        if placement.state is state:
            return
        if step in placement.next_states():
            placement.move_to(step, by=by, on=on)


def test_a_baliho_goes_live_only_when_every_day_is_permitted(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    baliho = make_placement(campaign, type=PlacementType.BALIHO)
    by = campaign.manager.as_actor()
    baliho.file(permits((date(2027, 9, 1), date(2027, 9, 20)))[0], by=by)
    baliho.permits[0].number = "503/117"
    bring_to(baliho, PlacementState.DELIVERED, on=date(2027, 8, 20))

    with pytest.raises(NotPossible, match=r"30–31 Agustus 2027, 21–30 September 2027"):
        baliho.move_to(PlacementState.LIVE, by=by, on=date(2027, 9, 1))

    assert baliho.permitted_days / baliho.days == pytest.approx(0.625)

    baliho.permits[0].valid_to = date(2027, 9, 30)
    baliho.run_starts_on = date(2027, 9, 1)
    baliho.move_to(PlacementState.LIVE, by=by, on=date(2027, 9, 1))

    assert campaign.state.value == "running"


def test_a_poster_asks_for_no_permit(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    poster = make_placement(campaign)
    bring_to(poster, PlacementState.APPROVED, on=START)

    assert PlacementState.PERMIT_REQUESTED not in poster.next_states()
    assert not poster.awaits_permit


def test_a_baliho_is_not_produced_before_its_permit(app: Flask) -> None:
    baliho = make_placement(make_approved(make_campaign()), type=PlacementType.BALIHO)
    bring_to(baliho, PlacementState.APPROVED, on=START)

    assert PlacementState.PRODUCING not in baliho.next_states()


def test_a_permit_is_filed_and_struck_out(sign_in: SignIn) -> None:
    manager = make_manager()
    baliho = make_placement(make_campaign(manager), type=PlacementType.BALIHO)
    client = sign_in(manager)
    home = f"/campaigns/{baliho.campaign_id}/placements/{baliho.id}"
    given = {
        "number": "503/117",
        "valid_from": "2027-09-01",
        "valid_to": "2027-09-20",
        "tax_status": "due",
    }

    filed = post(client, f"{home}/permits", given, page=f"{home}/permits/new")

    assert filed.status_code == 303
    page = words_of(client.get(home).text)
    assert "503/117 1–20 September 2027" in page
    assert "Izin belum mencakup 30–31 Agustus 2027, 21–30 September 2027." in page

    post(client, f"{home}/permits/{baliho.permits[0].id}/deletion", page=home)

    assert baliho.permits == []


def test_a_permit_that_ends_before_it_starts_is_refused(sign_in: SignIn) -> None:
    manager = make_manager()
    baliho = make_placement(make_campaign(manager), type=PlacementType.BALIHO)
    home = f"/campaigns/{baliho.campaign_id}/placements/{baliho.id}/permits"
    given = {
        "number": "1",
        "valid_from": "2027-09-20",
        "valid_to": "2027-09-01",
        "tax_status": "due",
    }

    refused = post(sign_in(manager), home, given, page=f"{home}/new")

    assert refused.status_code == 422
