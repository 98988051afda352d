"""The volumes of a national network come beside what is there, and count on from it."""

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.campaigns.models import Campaign
from crm.core import clock
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.demo import volumes
from crm.institutions.models import Institution
from crm.people.models import Affiliation
from crm.search.finding import find
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_person, make_user

pytestmark = pytest.mark.both_engines

FEW = {"institutions": 30, "people": 90, "entries": 250, "placements": 6, "scan_days": 12}


def test_what_is_there_stays_and_the_rest_is_found(app: Flask, sign_in: SignIn) -> None:
    reader = make_user()
    own = make_institution(name="RS Sudah Ada")
    make_person(name="Sudah Ada")
    commit()
    said: list[str] = []

    volumes.add(FEW, watch=said.append)

    assert db.session.scalar(sa.select(sa.func.count(Institution.id))) == 31
    staff = sa.select(Affiliation.institution_id).where(Affiliation.institution_id == own.id)
    assert db.session.scalars(staff).all() == []
    assert db.session.scalars(sa.select(Campaign.manager_id)).all() == [reader.id]
    assert find("V000007", reader).count == 1
    assert "person: 90 of 90 can be found" in said
    assert sign_in(reader).get(f"/institutions/{own.id + 1}").status_code == 200


def test_the_next_one_gets_the_next_number(app: Flask) -> None:
    volumes.add(FEW)
    last = db.session.scalar(sa.select(sa.func.max(Campaign.id))) or 0

    following = save(
        Campaign(
            code="SESUDAH",
            title_id="Sesudah itu",
            manager_id=db.session.scalars(sa.select(Campaign.manager_id)).first() or 0,
            created_at=clock.now(),
            window_starts_on=clock.today("Asia/Jakarta"),
            window_ends_on=clock.today("Asia/Jakarta"),
        )
    )
    commit()

    assert following.id == last + 1
