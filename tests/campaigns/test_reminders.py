"""What campaigns remind of: must-start days and baselines (R29, R30)."""

from datetime import date, timedelta

import pytest
from flask import Flask

from crm.campaigns.models import CampaignState, PlacementState, PlacementType
from crm.campaigns.queries import placements_to_start
from crm.campaigns.reminders import SOURCES, baselines_due, starts_due
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit
from crm.reminders.sources import Span
from tests.conftest import CountQueries
from tests.factories.campaigns import make_campaign, make_manager, make_objective, make_placement

MUST_START = date(2027, 7, 23)
AROUND = Span(date(2027, 7, 1), date(2027, 7, 31))


def test_whoever_is_in_charge_is_reminded_of_the_must_start_day(app: Flask) -> None:
    owner = make_manager(name="Rina", email="rina@mitra.example")
    make_placement(make_campaign(), name="Brosur", type=PlacementType.BROCHURE, owner_id=owner.id)
    commit()

    [occasion] = starts_due(AROUND)

    assert occasion.on == MUST_START
    assert [one.email for one in occasion.recipients] == ["rina@mitra.example"]
    assert occasion.facts["material"] == "Brosur"
    assert occasion.url.endswith("/placements/1")


def test_without_an_owner_the_manager_is_reminded(app: Flask) -> None:
    campaign = make_campaign()
    make_placement(campaign, type=PlacementType.BROCHURE)
    commit()

    [occasion] = starts_due(AROUND)

    assert occasion.recipients[0].email == campaign.manager.email


def test_what_was_begun_given_up_or_rests_is_not_reminded_of(app: Flask) -> None:
    campaign = make_campaign()
    begun = make_placement(campaign, type=PlacementType.BROCHURE)
    given_up = make_placement(campaign, type=PlacementType.BROCHURE)
    resting = make_campaign()
    make_placement(resting, type=PlacementType.BROCHURE)
    for state in (PlacementState.BRIEFED, PlacementState.DESIGN):
        begun.move_to(state, by=SYSTEM, on=date(2027, 7, 1))
    given_up.move_to(PlacementState.CANCELLED, by=SYSTEM, on=date(2027, 7, 1), reason="Mahal")
    resting.hold(by=SYSTEM, reason="Libur")
    commit()

    assert list(starts_due(AROUND)) == []


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (MUST_START, MUST_START, 1),
        (MUST_START + timedelta(days=1), MUST_START + timedelta(days=9), 0),
        (MUST_START - timedelta(days=9), MUST_START - timedelta(days=1), 0),
    ],
)
def test_a_span_includes_both_ends(app: Flask, first: date, last: date, found: int) -> None:
    make_placement(make_campaign(), type=PlacementType.BROCHURE)
    commit()

    assert len(list(starts_due(Span(first, last)))) == found


def test_the_occurrence_stays_when_the_day_moves(app: Flask) -> None:
    placement = make_placement(make_campaign(), type=PlacementType.BROCHURE)
    commit()
    [before] = starts_due(AROUND)
    placement.must_start_on = date(2027, 7, 20)
    commit()
    [after] = starts_due(AROUND)

    assert (before.subject_id, before.occurrence) == (after.subject_id, after.occurrence)
    assert before.on != after.on


def test_a_missing_baseline_is_reminded_of_before_the_window(app: Flask) -> None:
    campaign = make_campaign()
    make_objective(campaign, behaviour="Belum diukur", baseline_value=None)
    make_objective(campaign, behaviour="Sudah diukur")
    commit()

    [occasion] = baselines_due(Span(date(2027, 8, 1), date(2027, 8, 31)))

    assert occasion.on == campaign.window_starts_on
    assert occasion.title == "Belum diukur"


def test_sources_cost_one_statement_however_many(app: Flask, count_queries: CountQueries) -> None:
    for _number in range(10):
        make_placement(make_campaign(), type=PlacementType.BROCHURE)
    commit()
    db.session.expunge_all()

    with count_queries() as seen:
        occasions = list(starts_due(AROUND))

    assert len(occasions) == 10
    assert len(seen) == 1


def test_the_sources_are_wired(app: Flask) -> None:
    wired = {source.code for source in app.extensions["mitra.sources"]}

    assert {source.code for source in SOURCES} <= wired


def test_the_own_list_names_late_and_near_starts(app: Flask) -> None:
    campaign = make_campaign()
    late = make_placement(campaign, name="Terlambat", type=PlacementType.BROCHURE)
    make_placement(campaign, name="Nanti", type=PlacementType.SOCIAL_POST)
    make_placement(make_campaign(), name="Punya orang lain", type=PlacementType.BROCHURE)
    commit()

    found = db.session.scalars(placements_to_start(campaign.manager, date(2027, 7, 28))).all()

    assert found == [late]
    assert campaign.state is CampaignState.DRAFT
