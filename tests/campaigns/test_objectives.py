"""Objectives: figures that agree with each other, baselines in time (VR2, VR3, VR4)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from crm.campaigns.models import Objective
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.measures.models import Unit
from tests.conftest import SignIn
from tests.factories.campaigns import (
    make_approved,
    make_audience,
    make_campaign,
    make_manager,
    make_objective,
)
from tests.pages import post

ANSWERS = {
    "level": "behaviour",
    "behaviour": "Residen memakai portal",
    "unit": "percent",
    "direction": "up",
    "target_value": "45",
    "target_on": "2027-09-30",
}


@pytest.mark.parametrize(
    "figures",
    [
        {"target_value": Decimal("100.5")},
        {"baseline_value": Decimal(-1)},
        {"baseline_value": Decimal(45)},
        {"target_on": date(2027, 8, 29)},
    ],
)
def test_figures_that_make_no_sense_are_refused(app: Flask, figures: dict[str, Any]) -> None:
    campaign = make_campaign()

    with pytest.raises(NotPossible):
        make_objective(campaign, **figures)


def test_other_units_may_pass_a_hundred(app: Flask) -> None:
    objective = make_objective(make_campaign(), unit=Unit.COUNT, target_value=Decimal(1200))

    assert objective.target_value == 1200


@pytest.mark.parametrize(
    ("taken", "wave", "counts"),
    [
        (Decimal(31), None, True),
        (None, date(2027, 8, 30), True),
        (None, date(2027, 8, 31), False),
        (None, None, False),
    ],
)
def test_a_baseline_is_a_figure_or_a_wave_before_the_window(
    app: Flask, taken: Decimal | None, wave: date | None, *, counts: bool
) -> None:
    objective = make_objective(make_campaign(), baseline_value=taken, baseline_wave_on=wave)

    assert objective.has_baseline is counts


def test_a_baseline_taken_in_the_window_is_late(app: Flask) -> None:
    campaign = make_campaign()

    assert make_objective(campaign, baseline_on=date(2027, 8, 31)).baseline_is_late
    assert not make_objective(campaign, baseline_on=date(2027, 8, 30)).baseline_is_late


def test_an_objective_is_set_changed_and_removed(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    audience = make_audience(campaign)
    client, home = sign_in(manager), f"/campaigns/{campaign.id}/objectives"

    given = {**ANSWERS, "campaign_segment_id": str(audience.id), "baseline_value": "31,5"}
    assert post(client, home, given, page=f"{home}/new").status_code == 303

    [objective] = db.session.query(Objective).all()
    assert objective.baseline_value == Decimal("31.50")
    assert objective.campaign_segment_id == audience.id

    page = f"{home}/{objective.id}/edit"
    assert 'value="31.50"' in client.get(page).text or 'value="31.5"' in client.get(page).text
    changed = {**given, "target_value": "50"}
    assert post(client, f"{home}/{objective.id}", changed, page=page).status_code == 303
    assert objective.target_value == 50
    db.session.expire_all()
    assert 'value="50"' in client.get(page).text

    assert post(client, f"{home}/{objective.id}/deletion", page=page).status_code == 303
    assert db.session.query(Objective).all() == []


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("target_value", "101", "Persentase ada di antara 0 dan 100."),
        ("target_value", "banyak", "Isi angka, misalnya 31,5."),
        ("target_value", "NaN", "Isi angka, misalnya 31,5."),
        ("target_on", "2027-08-29", "Pilih 30 Agustus 2027 atau sesudahnya"),
        ("target_on", "besok", "misalnya 2027-04-01."),
        ("baseline_n", "-3", "Isi bilangan bulat, 0 atau lebih."),
        ("behaviour", "", "Isi"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    sign_in: SignIn, field: str, typed: str, words: str
) -> None:
    manager = make_manager()
    home = f"/campaigns/{make_campaign(manager).id}/objectives"

    refused = post(sign_in(manager), home, {**ANSWERS, field: typed}, page=f"{home}/new")

    assert refused.status_code == 422
    assert words in refused.text
    assert f'id="{field}-error"' in refused.text


def test_a_target_that_equals_the_baseline_is_refused(sign_in: SignIn) -> None:
    manager = make_manager()
    home = f"/campaigns/{make_campaign(manager).id}/objectives"

    given = {**ANSWERS, "baseline_value": "45"}
    refused = post(sign_in(manager), home, given, page=f"{home}/new")

    assert refused.status_code == 422
    assert "Target sama dengan data awal." in refused.text


def test_a_promise_changed_after_approval_is_another_version(app: Flask) -> None:
    campaign = make_approved(make_campaign())
    objective = db.session.query(Objective).one()
    by = campaign.manager.as_actor()

    objective.change(by=by, baseline_n=200)
    assert campaign.plan_version == 1, "taking the baseline changes no promise"

    objective.change(by=by, target_value=Decimal(40))
    objective.change(by=by, target_value=Decimal(42))
    assert campaign.plan_version == 2
    assert campaign.approved_version == 1
