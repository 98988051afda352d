"""E5: she works at two places; the one lends her to the other, and one human heads both."""

from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from crm.core.db import db
from crm.institutions.models import Institution
from crm.sharing.models import Assignment, State
from tests.conftest import SignIn
from tests.factories.register import make_affiliation, make_institution
from tests.factories.sharing import Cast, make_cast, may_confirm
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines


@pytest.fixture
def cast(app: Flask) -> Any:
    with time_machine.travel("2027-02-24T02:00:00+00:00", tick=False):
        yield make_cast()


@pytest.fixture
def sister(cast: Cast) -> Institution:
    """Another library of the university: Ratna works there too, and Dewi heads it as well."""
    made = make_institution(name="Perpustakaan FKM Lazuardi", province_code="32", published=True)
    make_affiliation(cast.ratna, made)
    may_confirm(cast.dewi, made)
    return made


def draft_at(cast: Cast, host: Institution) -> dict[str, Any]:
    return {
        "person": cast.ratna.id, "home": cast.home.id, "host": host.id, "role": "Pengatalog",
        "tasks": "Pengatalogan", "purpose": "S32", "starts_on": "2027-04-01",
        "ends_on": "2027-06-30", "weekly_minutes": "6", "zone": "Asia/Jakarta", "mode": "remote",
        "instrument": "pks_sharing", "agreement_id": "0", "salary_payer": "home",
        "transport_payer": "host", "lodging_payer": "host", "daily_payer": "host",
        "honorarium_payer": "host",
    }  # fmt: skip


def test_home_and_host_are_never_the_same(cast: Cast, sign_in: SignIn, sister: Institution) -> None:
    browser, page = sign_in(cast.secretariat), "/sharing/assignments"

    answer = post(browser, page, draft_at(cast, cast.home), page=f"{page}/new")

    assert answer.status_code == 422
    assert db.session.scalars(sa.select(Assignment)).all() == []


def test_the_sister_is_allowed_and_one_human_for_two_is_told(
    cast: Cast, sign_in: SignIn, sister: Institution
) -> None:
    browser, page = sign_in(cast.secretariat), "/sharing/assignments"
    assert post(browser, page, draft_at(cast, sister), page=f"{page}/new").status_code == 303
    made = db.session.scalars(sa.select(Assignment)).one()
    own = f"{page}/{made.id}"
    post(browser, f"{own}/proposals", page=own)

    dewi = sign_in(cast.dewi_user)
    for _ in ("home", "host"):
        assert post(dewi, f"{own}/signoffs", {"version": "1"}, page=own).status_code == 303

    db.session.expire_all()
    assert [answer.conflict for answer in made.sign_offs] == [False, True]
    assert made.state is State.PROPOSED
    assert "orang yang sama" in words_of(browser.get(own).text)
