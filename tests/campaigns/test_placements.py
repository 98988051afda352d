"""Placements through the pages: kinds and their own facts, change and removal."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from crm.campaigns.models import (
    KINDS,
    Placement,
    PlacementState,
    PlacementType,
    TrackedLink,
)
from crm.campaigns.models.specs import SPECS, checked_spec
from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from tests.conftest import CountQueries, SignIn
from tests.factories.campaigns import (
    make_audience,
    make_campaign,
    make_link,
    make_manager,
    make_placement,
)
from tests.pages import post, words_of

RUN = {
    "name": "Coba",
    "run_starts_on": "2027-08-30",
    "run_ends_on": "2027-09-30",
    "lead_workdays": "20",
    "language": "id",
}


@pytest.mark.parametrize("kind", PlacementType)
def test_every_kind_can_be_placed(sign_in: SignIn, kind: PlacementType) -> None:
    manager = make_manager()
    home = f"/campaigns/{make_campaign(manager).id}/placements"

    placed = post(sign_in(manager), f"{home}?type={kind}", RUN, page=f"{home}/new?type={kind}")

    assert placed.status_code == 303
    assert db.session.query(Placement).one().type is kind


def test_a_kind_asks_for_its_own_facts(sign_in: SignIn) -> None:
    manager = make_manager()
    client, home = sign_in(manager), f"/campaigns/{make_campaign(manager).id}/placements"

    brochure = client.get(f"{home}/new?type=brochure").text
    radio = client.get(f"{home}/new?type=radio_spot").text

    assert 'name="spec_gsm"' in brochure
    assert 'name="spec_seconds"' not in brochure
    assert 'name="spec_seconds"' in radio
    assert "Slot iklan layanan masyarakat diminta" in radio


def test_the_facts_of_a_medium_are_kept_and_shown(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager, landing_url="https://portal.example/mulai")
    audience = make_audience(campaign)
    client, home = sign_in(manager), f"/campaigns/{campaign.id}/placements"
    given = {
        **RUN,
        "quantity": "5.000",
        "unit_cost": "Rp2.310",
        "audiences": str(audience.id),
        "province_code": "32",
        "target_url": "https://portal.example/mulai",
        "spec_format": "A4 tri-fold",
        "spec_gsm": "120",
        "spec_distribution": "Loket\nRuang tunggu",
    }

    placed = post(client, f"{home}?type=brochure", given, page=f"{home}/new?type=brochure")

    page = words_of(client.get(placed.location).text)
    assert "brosur A4 lipat tiga, 5.000 lembar" in page
    assert "120 gsm" in page
    assert "Rp11.550.000" in page
    assert "0 pindaian" in page
    placement = db.session.query(Placement).one()
    assert placement.spec["distribution"] == "Loket\nRuang tunggu"
    assert [one.id for one in placement.campaign_segments] == [audience.id]
    assert db.session.query(TrackedLink).one().placement_id == placement.id


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("run_ends_on", "2027-10-05"),
        ("run_starts_on", "2027-08-29"),
        ("run_starts_on", "kemarin"),
        ("lead_workdays", "251"),
        ("lead_workdays", ""),
        ("lead_workdays", "-1"),
        ("quantity", "banyak"),
        ("unit_cost", "-5"),
        ("unit_cost", "99999999999999999999"),
        ("target_url", "javascript:alert(1)"),
        ("spec_size", "9×9 km"),
        ("province_code", "ZZ"),
        ("audiences", "999"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(sign_in: SignIn, field: str, typed: str) -> None:
    manager = make_manager()
    home = f"/campaigns/{make_campaign(manager).id}/placements"
    given = {**RUN, field: typed}

    refused = post(sign_in(manager), f"{home}?type=baliho", given, page=f"{home}/new?type=baliho")

    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert db.session.query(Placement).count() == 0


@pytest.mark.parametrize("query", ["", "?type=bogus"])
def test_a_kind_is_chosen_first(sign_in: SignIn, query: str) -> None:
    manager = make_manager()
    home = f"/campaigns/{make_campaign(manager).id}/placements"

    assert sign_in(manager).get(f"{home}/new{query}").status_code == 400


def test_a_placement_is_planned_differently(sign_in: SignIn) -> None:
    manager = make_manager()
    placement = make_placement(
        make_campaign(manager), type=PlacementType.BALIHO, spec={"size": "4×6 m", "sides": 2}
    )
    client = sign_in(manager)
    home = f"/campaigns/{placement.campaign_id}/placements/{placement.id}"
    page = client.get(f"{home}/edit").text
    assert '<option selected value="4×6 m">' in page
    assert 'value="2"' in page
    given = {
        **RUN,
        "version": "1",
        "lead_workdays": "10",
        "spec_size": "2×3 m",
        "needs_permit": "y",
    }

    assert post(client, home, given, page=f"{home}/edit").status_code == 303

    assert placement.must_start_on == date(2027, 8, 13)
    assert placement.spec == {"size": "2×3 m", "lit": False}
    assert placement.needs_permit


def test_a_placement_is_removed_while_nobody_works_on_it(sign_in: SignIn) -> None:
    manager = make_manager()
    placement = make_placement(make_campaign(manager))
    make_link(placement)
    home = f"/campaigns/{placement.campaign_id}/placements/{placement.id}"

    assert post(sign_in(manager), f"{home}/deletion", page=home).status_code == 303

    assert db.session.query(Placement).count() == 0
    assert db.session.query(TrackedLink).count() == 0


def test_what_was_begun_is_cancelled_not_removed(app: Flask) -> None:
    placement = make_placement(make_campaign())
    placement.state = PlacementState.DESIGN

    with pytest.raises(NotPossible, match="Batalkan saja"):
        placement.remove(by=placement.campaign.manager.as_actor())


def test_a_placement_belongs_to_its_campaign(sign_in: SignIn) -> None:
    manager = make_manager()
    one, other = make_campaign(manager), make_campaign(manager)
    placement = make_placement(one)

    answer = sign_in(manager).get(f"/campaigns/{other.id}/placements/{placement.id}")

    assert answer.status_code == 404


def test_the_preview_counts_back_while_one_types(sign_in: SignIn) -> None:
    manager = make_manager()
    client, home = sign_in(manager), f"/campaigns/{make_campaign(manager).id}/must-start"

    counted = client.get(f"{home}?run_starts_on=2027-08-30&lead_workdays=25").text

    assert "Harus mulai Jumat, 23 Juli 2027" in counted
    for query in ("", "run_starts_on=x&lead_workdays=5", "run_starts_on=2027-08-30&lead_workdays=999",
                  "run_starts_on=0001-01-01&lead_workdays=5"):  # fmt: skip
        assert "muncul setelah" in client.get(f"{home}?{query}").text


def test_the_kinds_are_offered_with_lead_permit_and_proof(sign_in: SignIn) -> None:
    manager = make_manager()

    page = words_of(sign_in(manager).get(f"/campaigns/{make_campaign(manager).id}/kinds").text)

    assert "Baliho 30 hari kerja Izin reklame untuk setiap hari" in page
    assert "Spanduk" in page
    assert all(kind.proofs for kind in KINDS.values())


@pytest.mark.parametrize(
    "given",
    [{"size": "9×9 km"}, {"sides": -1}, {"sides": "dua"}, {"sides": True}, {"bogus": "x"}],
)
def test_facts_that_a_medium_does_not_have_are_refused(app: Flask, given: dict[str, Any]) -> None:
    with pytest.raises(NotValid):
        checked_spec(PlacementType.BALIHO, given)


def test_every_kind_has_facts_of_its_own() -> None:
    assert set(SPECS) == set(PlacementType)


def test_the_page_costs_few_statements(sign_in: SignIn, count_queries: CountQueries) -> None:
    manager = make_manager()
    placement = make_placement(make_campaign(manager), type=PlacementType.BALIHO)
    make_link(placement)
    client = sign_in(manager)

    with count_queries() as seen:
        client.get(f"/campaigns/{placement.campaign_id}/placements/{placement.id}")

    assert len(seen) <= 10
