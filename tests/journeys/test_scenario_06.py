"""Scenario 6: the campaign “Satu Pintu Literatur Kesehatan”, planned through the pages."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.campaigns.models import Campaign, CampaignSegment, CampaignState, Placement
from crm.core.db import db
from tests.conftest import SignIn
from tests.factories.campaigns import make_manager
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of


@pytest.fixture(autouse=True)
def now(app: Flask) -> Iterator[None]:
    with time_machine.travel("2027-06-01T02:00:00+00:00", tick=True):
        yield


@pytest.fixture
def manager(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_manager(name="Dimas Prakoso"))


@pytest.fixture
def secretariat(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(name="Sari Wulandari"))


@pytest.fixture
def campaign(manager: FlaskClient) -> Campaign:
    planned = post(
        manager,
        "/campaigns",
        {
            "title_id": "Satu Pintu Literatur Kesehatan",
            "window_starts_on": "2027-08-30",
            "window_ends_on": "2027-09-30",
            "peak_on": "2027-09-14",
            "welfare_benefit": "Residen menemukan bukti lebih cepat.",
        },
        page="/campaigns/new",
    )
    assert planned.status_code == 303
    return db.session.scalars(sa.select(Campaign)).one()


def add_audience(manager: FlaskClient, campaign: Campaign, **answers: str) -> None:
    url = f"/campaigns/{campaign.id}/segments"
    assert (
        post(manager, url, {"priority": "primary", **answers}, page=f"{url}/new").status_code == 303
    )


def audience_called(name: str) -> str:
    audiences = db.session.scalars(sa.select(CampaignSegment))
    return str(next(one.id for one in audiences if one.segment.name == name))


def place(manager: FlaskClient, campaign: Campaign, kind: str, name: str, **answers: Any) -> Any:
    url = f"/campaigns/{campaign.id}/placements"
    given = {
        "name": name,
        "run_starts_on": "2027-08-30",
        "run_ends_on": "2027-09-30",
        "language": "id",
        **answers,
    }
    return post(manager, f"{url}?type={kind}", given, page=f"{url}/new?type={kind}")


def placement_called(name: str) -> Placement:
    return db.session.scalars(sa.select(Placement).where(Placement.name == name)).one()


def test_the_window_has_thirty_two_days_and_a_peak(
    manager: FlaskClient, campaign: Campaign
) -> None:
    page = words_of(manager.get(f"/campaigns/{campaign.id}").text)

    assert campaign.code == "KMP-2027-01"
    assert "30 Agustus–30 September 2027, 32 hari, puncak 14 September" in page


def test_must_start_days_are_counted_back_over_holidays(
    manager: FlaskClient, campaign: Campaign
) -> None:
    place(manager, campaign, "brochure", "Brosur lipat tiga", lead_workdays="25")
    place(manager, campaign, "baliho", "Baliho Simpang Dago", lead_workdays="30")

    assert placement_called("Brosur lipat tiga").must_start_on == date(2027, 7, 23)
    assert placement_called("Baliho Simpang Dago").must_start_on == date(2027, 7, 16)
    page = words_of(manager.get(f"/campaigns/{campaign.id}").text)
    assert re.search(r"Brosur lipat tiga brosur Direncanakan 23 Jul", page)


def test_the_kinds_offer_their_usual_lead_times(manager: FlaskClient, campaign: Campaign) -> None:
    page = f"/campaigns/{campaign.id}/placements/new"

    assert "Harus mulai Jumat, 23 Juli 2027" in manager.get(f"{page}?type=brochure").text
    assert "Harus mulai Jumat, 16 Juli 2027" in manager.get(f"{page}?type=baliho").text


def test_a_placement_that_ends_after_the_window_is_refused(
    manager: FlaskClient, campaign: Campaign
) -> None:
    refused = place(manager, campaign, "poster", "Poster terlambat",
                    lead_workdays="20", run_ends_on="2027-10-05")  # fmt: skip

    assert refused.status_code == 422
    assert (
        "Penempatan berakhir 5 Oktober, sesudah jangka waktu kampanye (30 September). "
        "Persingkat, atau minta ubah jangka waktu." in words_of(refused.text)
    )
    assert 'value="Poster terlambat"' in refused.text
    assert db.session.scalar(sa.select(sa.func.count(Placement.id))) == 0


def test_approval_waits_for_a_behaviour_with_target_and_baseline(
    manager: FlaskClient, secretariat: FlaskClient, campaign: Campaign
) -> None:
    home = f"/campaigns/{campaign.id}"
    house = make_institution(name="RSUD Puspa Lentera", sort_name="rsud puspa lentera")
    partner = {"institution_id": str(house.id), "role": "venue"}
    post(manager, f"{home}/partners?name=puspa", partner, page=f"{home}/partners/new?name=puspa")
    post(manager, f"{home}/reviews", page=home)

    refused = post(secretariat, f"{home}/approvals", page="/campaigns")

    assert refused.status_code == 409
    assert "sasaran perilaku dengan target dan data awalnya" in refused.text

    post(
        secretariat,
        f"{home}/returns",
        {"reason": "Tulis sasaran perilaku"},
        page=f"{home}/returns/new",
    )
    post(
        manager,
        f"{home}/objectives",
        {
            "level": "behaviour",
            "behaviour": "Residen memakai portal tiap pekan",
            "unit": "percent",
            "direction": "up",
            "target_value": "45",
            "target_on": "2027-09-30",
            "baseline_wave_on": "2027-08-02",
        },
        page=f"{home}/objectives/new",
    )
    post(manager, f"{home}/reviews", page=home)
    agreed = post(secretariat, f"{home}/approvals", page=home)

    assert agreed.status_code == 303
    db.session.refresh(campaign)
    assert campaign.state is CampaignState.APPROVED
    assert campaign.approved_by == "Sari Wulandari"


def test_removing_the_placements_for_librarians_is_warned_of(
    manager: FlaskClient, campaign: Campaign
) -> None:
    home = f"/campaigns/{campaign.id}"
    add_audience(manager, campaign, name="Pustakawan", audience_type="librarian", size="400")
    add_audience(manager, campaign, name="Residen", audience_type="health_worker", size="1200")
    place(manager, campaign, "poster", "Poster ruang staf",
          lead_workdays="20", audiences=audience_called("Pustakawan"))  # fmt: skip
    place(manager, campaign, "poster", "Poster ruang tunggu",
          lead_workdays="20", audiences=audience_called("Residen"))  # fmt: skip
    warning = "Belum ada penempatan yang menjangkau pustakawan."
    assert warning not in manager.get(home).text

    removed = placement_called("Poster ruang staf")
    post(
        manager, f"{home}/placements/{removed.id}/deletion", page=f"{home}/placements/{removed.id}"
    )

    page = words_of(manager.get(home).text)
    assert warning in page
    assert "Belum ada penempatan untuk Pustakawan." in page
