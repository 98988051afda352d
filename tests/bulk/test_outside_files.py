"""The files that others gave us: what a right import of each gives, through the command."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from crm.core.db import db
from crm.institutions.models import Belonging, Institution, Subordination
from tests.bulk.files import Desk

EXPECTED = (
    ("parent-bodies", "institutions/health_offices_id.csv", 548),
    ("institutions", "institutions/hospitals_id.csv", 2250),
    ("institutions", "institutions/puskesmas_id.csv", 7411),
    ("institutions", "institutions/health_higher_education_id.csv", 985),
    ("people", "people/people_synthetic_2000.csv", 2000),
)


def count(of: sa.Select[int]) -> int:
    return db.session.scalars(sa.select(sa.func.count()).select_from(of.subquery())).one()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_register_of_a_country_comes_in_once(desk: Desk, outside_data: Path) -> None:
    for kind, file, number in EXPECTED:
        first = desk.brought(kind, outside_data / file)
        again = desk.brought(kind, outside_data / file)

        assert (first.code, first.counts) == (0, (number, 0, 0, 0, 0)), file
        assert (again.code, again.counts) == (0, (0, 0, number, 0, 0)), file

    units = sa.select(Institution.id).where(Institution.type.in_(["hospital", "puskesmas"]))
    assert count(units) == 2250 + 7411
    assert count(units.where(Institution.province_code.is_(None))) == 0
    below = sa.select(Belonging.institution_id)
    assert count(below) == count(below.distinct()) == count(units)
    assert count(sa.select(Subordination.id)) == 514


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_more_about_hospitals_that_are_known(desk: Desk, outside_data: Path) -> None:
    desk.brought("parent-bodies", outside_data / "institutions/health_offices_id.csv")
    desk.brought("institutions", outside_data / "institutions/hospitals_id.csv")
    detail = outside_data / "reference_only/hospitals_id_detail.csv"

    first = desk.brought("institutions", detail)
    again = desk.brought("institutions", detail)

    assert first.counts == (0, 2058, 0, 0, 0)
    assert again.counts == (0, 0, 2058, 0, 0)
    located = sa.select(Institution.id).where(Institution.latitude.is_not(None))
    assert count(located) > 2000
    assert count(sa.select(Belonging.id)) == 2250


def test_three_pairs_of_namesakes_are_warned_about(desk: Desk, outside_data: Path) -> None:
    found = desk.brought("people", outside_data / "people/people_synthetic_2000.csv", "--dry-run")

    spoken = [one["message"] for one in found["warnings"]]
    assert len(spoken) == 2003
    assert sum("contoh.example" in message for message in spoken) == 2000
