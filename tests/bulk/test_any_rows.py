"""Whatever the rows are and in whatever order they stand: counts add up, twice adds nothing.

Also where a file knows one record under several names: what a row stood for by the way is
remembered by its line, so that a second time fills up nothing that another of its rows made.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crm.bulk import importing
from crm.bulk.models import Import
from crm.bulk.outcomes import Report
from crm.bulk.reading import read
from crm.bulk.vocabulary import ImportKind
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import rollback
from crm.institutions.models import Institution

pytestmark = pytest.mark.both_engines

Rows = list[tuple[str, ...]]
ANY = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = st.sampled_from(
    ["Maya Lestari", "dr. Maya Lestari, Sp.PD", "MAYA", "Yusuf", "Ratna Dewi", "...", ""]
)
ADDRESSES = st.sampled_from(["", "", "a@contoh.id", "A@Contoh.ID", "b@contoh.id", "tidak"])
NUMBERS = st.sampled_from(["", "", "081234567890", "+62 812-3456-7890", "0812 000 000 01", "5"])
PEOPLE = st.lists(st.tuples(NAMES, ADDRESSES, NUMBERS), max_size=12)
UNITS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "A", "B"]),
        st.sampled_from(["", "11", "12", "13", "0"]),
        st.sampled_from(["RS Melati", "RSUD Melati", "RS Kenanga", "Puskesmas Curup", "-"]),
        st.sampled_from(["", "32.73", "17.02", "99.99"]),
        st.sampled_from(["", "Bandung", "Leeds"]),
    ),
    max_size=12,
)


def brought(kind: ImportKind, head: str, rows: Rows, name: str = "x.csv") -> Report:
    """What comes of the rows, in the transaction at hand."""
    page = StringIO()
    csv.writer(page).writerows([head.split(","), *((str(n), *r) for n, r in enumerate(rows))])
    content = page.getvalue().encode()
    table = read(content, separator=",", header="1")
    digest = importing.digest_of(content)
    checked = importing.check(kind, table, None, file_name=name, digest=digest)
    of = Import.stage(by=SYSTEM, kind=kind, file_name=name, sha256=digest, source=name)
    return importing.apply(checked, of, by=SYSTEM).report


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever an example wrote is gone, also when it is given up half-way."""
    try:
        yield
    finally:
        rollback()


def codes() -> set[str]:
    """The official codes that the register knows."""
    return set(db.session.scalars(sa.select(Institution.code).where(Institution.code.is_not(None))))


NUMBER = "081234567890"
TWO_UNDER_ONE_NUMBER = [
    ("Maya Lestari", "", NUMBER),
    ("Maya Lestari", "a@contoh.id", NUMBER),
    ("Maya Lestari", "a@contoh.id", ""),
]
TITLED_BY_THE_WAY = [
    ("Maya Lestari", "", NUMBER),
    ("dr. Maya Lestari, Sp.PD", "a@contoh.id", NUMBER),
    ("Maya Lestari", "a@contoh.id", ""),
]


@ANY
@given(rows=PEOPLE, shuffled=st.randoms(use_true_random=False))
@example(rows=TWO_UNDER_ONE_NUMBER, shuffled=Random(1))
@example(rows=TITLED_BY_THE_WAY, shuffled=Random(1))
def test_people(app: Flask, rows: Rows, shuffled: Random) -> None:
    head = "no,nama,email,telepon"
    mixed = shuffled.sample(rows, len(rows))

    with taken_back():
        first = brought(ImportKind.PEOPLE, head, rows)
        again = brought(ImportKind.PEOPLE, head, rows)
        other = brought(ImportKind.PEOPLE, head, [row for row in mixed if row[1] or row[2]])

    assert first.rows == again.rows == len(rows)
    assert len(first.rejected) == len(again.rejected)
    assert (again.accepted, again.updated) == (0, 0)
    assert other.accepted == 0 or "5" in {row[2] for row in rows}


REFERENCE_IN_TWO_PLACES = [
    ("A", "12", "RS Melati", "", ""),
    ("", "12", "RS Melati", "", "Bandung"),
    ("A", "", "RS Melati", "17.02", ""),
]


@ANY
@given(rows=UNITS, shuffled=st.randoms(use_true_random=False))
@example(rows=REFERENCE_IN_TWO_PLACES, shuffled=Random(0))
def test_institutions(app: Flask, rows: Rows, shuffled: Random) -> None:
    """A row without a code never swallows one with a code, nor joins two of them.

    In another order only a row that leans on the file's own reference alone can come anew: where
    the file places that reference twice, the first place that is read is believed.
    """
    head = "no,ref,kode,nama,kode_kab_2025,kota"
    kind, mixed = ImportKind.INSTITUTIONS, shuffled.sample(rows, len(rows))
    valid = {row[1] for row in rows if row[1] not in {"", "0"} and row[2] != "-"}
    leaning = sum(1 for row in rows if row[0] and not row[1])

    with taken_back():
        first = brought(kind, head, rows)
        assert first.rows == len(rows)
        assert first.accepted >= len(valid)
        assert codes() == valid
        again = brought(kind, head, rows)
        assert (again.rows, again.accepted, again.updated) == (len(rows), 0, 0)
        other = brought(kind, head, mixed)
        assert other.accepted <= leaning
        assert codes() == valid
    with taken_back():
        brought(kind, head, mixed)
        assert codes() == valid


FILLED_AND_THEN_NAMED_WITHOUT_A_PLACE = [
    ("A", "", "RS Melati", "", "Bandung"),
    ("", "", "RS Melati", "", ""),
]


@ANY
@given(stored=UNITS, rows=UNITS)
@example(stored=[("A", "", "RS Melati", "", "")], rows=FILLED_AND_THEN_NAMED_WITHOUT_A_PLACE)
def test_codes_come_in_whatever_is_stored(app: Flask, stored: Rows, rows: Rows) -> None:
    head = "no,ref,kode,nama,kode_kab_2025,kota"
    kind = ImportKind.INSTITUTIONS
    valid = {row[1] for row in [*stored, *rows] if row[1] not in {"", "0"} and row[2] != "-"}

    with taken_back():
        brought(kind, head, stored)
        brought(kind, head, rows)
        assert codes() == valid
        again = brought(kind, head, rows)
        assert (again.accepted, again.updated) == (0, 0)


@ANY
@given(rows=UNITS)
def test_what_is_foretold_is_what_comes(app: Flask, rows: Rows) -> None:
    head = "no,ref,kode,nama,kode_kab_2025,kota"
    page = StringIO()
    csv.writer(page).writerows([head.split(","), *((str(n), *r) for n, r in enumerate(rows))])
    table = read(page.getvalue().encode(), separator=",", header="1")
    kind = ImportKind.INSTITUTIONS

    with taken_back():
        checked = importing.check(kind, table, None, file_name="x.csv", digest="0" * 64)
        foretold = importing.compare(checked).report
        came = brought(kind, head, rows)

    for name in ("accepted", "updated", "duplicates", "conflicts", "rejected", "warnings"):
        assert getattr(foretold, name) == getattr(came, name)
