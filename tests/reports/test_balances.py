"""P09: what each institution gave and received this year, for whoever may know it."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import save
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.permissions import Role
from crm.sharing.models import State, TimeEntry
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
    assert cast.host.name not in page
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
