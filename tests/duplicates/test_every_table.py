"""Whatever table refers to a record, now or later: a merge moves its rows, the undoing all back."""

from typing import Any

import pytest
import sqlalchemy as sa

from crm.core.db import Model, db
from crm.duplicates.references import Reference, references_to
from tests.duplicates.filling import Filler
from tests.duplicates.tables import all_tables, differences
from tests.duplicates.test_merging import merged, undone, whole
from tests.factories.register import make_institution, make_person

pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_engines]

MAKERS: dict[str, Any] = {"institution": make_institution, "person": make_person}
NAMES = {"institution": ("RSUD Melati", "RS Melati"), "person": ("Maya Lestari", "Maya Lestari")}
NEWER = ("gathering", "campaign", "placement", "sharing_agreement", "assignment")
HANGING = ("note", "attachment", "letter_link")


def two_of(kind: str) -> tuple[Any, Any, Filler]:
    """Two records that are one, and what fills tables around a third."""
    strangers = {name: make().id for name, make in MAKERS.items()}
    one, other = (MAKERS[kind](name=name) for name in NAMES[kind])
    return one, other, Filler(strangers)


def referring(reference: Reference, kind: str, record_id: int) -> int:
    """How many rows refer to a record in one column."""
    found = sa.select(sa.func.count()).select_from(reference.table)
    return db.session.scalar(found.where(reference.holds(kind, record_id))) or 0


@pytest.mark.parametrize("kind", MAKERS)
def test_every_foreign_key_of_the_house_is_known(kind: str) -> None:
    keys = {
        (table.name, column.name)
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == kind for key in column.foreign_keys)
    }

    assert keys <= {(one.table.name, one.column.name) for one in references_to(kind)}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("is_older_gone", [True, False])
def test_a_row_of_every_table_moves_and_comes_back(kind: str, is_older_gone: bool) -> None:
    one, other, filler = two_of(kind)
    kept, gone = (other, one) if is_older_gone else (one, other)
    for reference in references_to(kind):
        filler.refer(reference, kind, gone.id)
    whole()
    before = all_tables()
    held = {one: referring(one, kind, gone.id) for one in references_to(kind)}
    assert min(held.values()) > 0

    done = merged(kept, gone)

    for reference in references_to(kind):
        where = f"{reference.table.name}.{reference.column.name}"
        assert referring(reference, kind, done.gone_id) == 0, where
        assert referring(reference, kind, done.survivor_id) >= held[reference], where

    undone(done.id)

    assert differences(before, all_tables()) == []


@pytest.mark.parametrize("kind", MAKERS)
def test_two_records_with_a_row_in_every_table_become_one_and_two_again(kind: str) -> None:
    kept, gone, filler = two_of(kind)
    for reference in references_to(kind):
        filler.refer(reference, kind, kept.id)
        filler.refer(reference, kind, gone.id)
    whole()
    before = all_tables()

    done = merged(kept, gone)

    for reference in references_to(kind):
        where = f"{reference.table.name}.{reference.column.name}"
        assert referring(reference, kind, done.gone_id) == 0, where
        assert referring(reference, kind, done.survivor_id) > 0, where

    undone(done.id)

    assert differences(before, all_tables()) == []


def test_what_hangs_on_the_work_of_an_institution_stays_on_that_work() -> None:
    kept, gone, filler = two_of("institution")
    tables = Model.metadata.tables
    work = {kind: filler.row(tables[kind], _owner(kind, gone.id)) for kind in NEWER}
    invited = {"gathering_id": work["gathering"], "institution_id": gone.id}
    carried = {"campaign_id": work["campaign"], "institution_id": gone.id}
    party = {"agreement_id": work["sharing_agreement"], "institution_id": gone.id}
    for name, given in (
        ("invitee", invited), ("campaign_partner", carried), ("agreement_party", party)
    ):  # fmt: skip
        filler.row(tables[name], given)
    for kind, record_id in work.items():
        for name in HANGING:
            filler.row(tables[name], {"record_kind": kind, "record_id": record_id})
    whole()
    before = all_tables()

    done = merged(kept, gone)

    after = all_tables()
    for name in HANGING:
        assert after[name] == before[name]
        assert len(after[name]) == len(NEWER)
    for name in ("invitee", "campaign_partner", "agreement_party"):
        assert [row["institution_id"] for row in after[name].values()] == [done.survivor_id]
    assert after["assignment"][repr([work["assignment"]])]["host_id"] == done.survivor_id

    undone(done.id)

    assert differences(before, all_tables()) == []


def _owner(kind: str, institution_id: int) -> dict[str, Any]:
    return {"host_id": institution_id} if kind == "assignment" else {}
