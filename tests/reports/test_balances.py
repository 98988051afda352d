"""P09: what each institution gave and received this year, for whoever may know it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.network.queries import the_network
from crm.permissions import Role
from crm.sharing.models import Assignment, State, TimeEntry
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_user
from tests.factories.sharing import Cast, make_assignment, make_cast
from tests.pages import words_of

pytestmark = pytest.mark.both_engines


@pytest.fixture
def cast(app: object) -> Cast:
    return make_cast()


@pytest.fixture
def reader(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(Role.BOARD, language="en"))


def worked(cast: Cast, minutes: int, planned: int, *, confirmed: bool = True) -> None:
    first = today().replace(month=1, day=1)
    made = make_assignment(cast, starts_on=first)
    made.current.ends_on = first + timedelta(days=300)
    made.current.planned_minutes = planned
    made.state, made.number_in_force = State.ACTIVE, 1
    at = clock.now() if confirmed else None
    facts = {"task": "Katalog", "noted_by": "Ratna", "noted_at": clock.now(), "confirmed_at": at}
    save(TimeEntry(assignment_id=made.id, day=today(), minutes=minutes, **facts))
    commit()


def test_hours_stand_for_who_gave_and_against_who_received(cast: Cast, reader: FlaskClient) -> None:
    worked(cast, 600, 1200)
    worked(cast, 300, 600, confirmed=False)

    page = words_of(reader.get("/reports/P09").text)

    assert f"{cast.home.name} 10.0 0.0 +10.0" in page
    assert "33.3%" in page
    assert f"{cast.host.name} 0.0 10.0 -10.0" in page
    assert "10.0" in reader.get("/reports/P09/table").text


def test_a_parent_body_reads_the_lines_below_it_only(cast: Cast, sign_in: SignIn) -> None:
    worked(cast, 600, 1200)
    dean = sign_in(make_user(Role.PARENT_APPROVER, parent_body_id=cast.faculty.id))
    member = sign_in(cast.yusuf_user)

    page = words_of(dean.get("/reports/P09").text)

    assert f"{cast.home.name} 10,0" in page
    assert f"{cast.host.name} 0,0" not in page
    assert member.get("/reports/P09").status_code == 403


def test_it_costs_the_same_for_one_and_for_many(
    cast: Cast, reader: FlaskClient, count_queries: CountQueries
) -> None:
    counts = []
    for _ in range(3):
        worked(cast, 60, 600)
        reader.get("/reports/P09")
        with count_queries() as found:
            reader.get("/reports/P09")
        counts.append(len(found))

    assert len(set(counts)) == 1


@pytest.mark.parametrize(("rate", "told"), [(None, False), (80_000, True)])
def test_cost_avoided_has_its_assumption_or_says_why_there_is_no_figure(
    cast: Cast, reader: FlaskClient, rate: int | None, *, told: bool
) -> None:
    the_network().hour_rate = rate
    worked(cast, 630, 1200)

    page = words_of(reader.get("/reports/P09").text)

    assert ("no rate for an hour is agreed" in page) is not told
    assert ("10.5 hours received at Rp80.000 an hour make Rp840.000" in page) is told
    assert (f"{cast.home.name} 10.5 0.0 +10.5" in page) is True
    assert ("Rp840.000" in page) is told


def test_the_assignments_behind_the_hours_and_the_skills_given_stand_there(
    cast: Cast, reader: FlaskClient
) -> None:
    worked(cast, 600, 1200)
    made = db.session.scalars(sa.select(Assignment)).one()
    made.current.skills = ["cataloguing"]
    commit()

    page = reader.get("/reports/P09").text

    assert f'href="/sharing/assignments/{made.id}"' in page
    assert f"{made.code} {cast.ratna.full_name} {cast.home.name}" in words_of(page)
    assert "Cataloguing" in words_of(page)
