"""What a command writes to a file comes in again as what is there already, and adds nothing."""

from pathlib import Path

import pytest
from flask import Flask

from crm.bulk.commands import Asked, import_file
from crm.bulk.exporting import export_to
from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.transactions import commit
from tests.factories.gatherings import make_gathering
from tests.factories.register import make_affiliation, make_institution, make_person
from tests.factories.sharing import make_agreement, make_cast

pytestmark = pytest.mark.both_engines


@pytest.fixture
def full(app: Flask) -> None:
    cast = make_cast()
    make_agreement(cast, title="PKS berbagi pustakawan")
    make_gathering(title="Rapat anggota")
    make_gathering(title="Lokakarya literasi")
    lone = make_person(name="Maya Lestari", email=None)
    make_affiliation(lone, make_institution(name="RS Anggrek", code=None), position="=1+1")
    commit()


@pytest.mark.parametrize("kind", ["affiliations", "agreements", "gatherings"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_given_out_adds_nothing_when_it_comes_back(
    full: None, tmp_path: Path, kind: str, ending: str
) -> None:
    file = tmp_path / f"{kind}.{ending}"

    assert export_to(file, kind) > 100
    db.session.rollback()
    report = import_file(kind, file, Asked())

    assert (report.accepted, report.updated, report.rejected, report.conflicts) == (0, 0, [], [])
    assert report.duplicates > 0


def test_gatherings_are_given_out_as_a_calendar(full: None, tmp_path: Path) -> None:
    file = tmp_path / "rapat.ics"

    export_to(file, "gatherings")
    db.session.rollback()
    report = import_file("gatherings", file, Asked())

    assert file.read_bytes().count(b"BEGIN:VEVENT") == 2
    assert (report.accepted, report.duplicates) == (0, 2)


def test_what_is_no_calendar_is_refused_in_words(full: None, tmp_path: Path) -> None:
    with pytest.raises(NotValid):
        export_to(tmp_path / "a.ics", "agreements")
