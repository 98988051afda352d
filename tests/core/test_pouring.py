"""Many rows at once arrive as single ones would: on both databases, whatever they hold."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core import clock
from crm.core.audiences import Audience
from crm.core.db import db
from crm.core.pouring import pour
from crm.places.models import CodeChange, Replacement
from crm.search.models import Scope, SearchEntry
from crm.timeline.models import Entry
from crm.timeline.topics import Topic

pytestmark = pytest.mark.both_engines

ODD = "tab\tbackslash\\ baris\nbaru Łódź \\N \\. “kutip” ' null"


def test_words_come_as_they_are(app: Flask) -> None:
    row = {"old_code": "96.71", "new_code": "96.01", "starts_on": date(2026, 1, 2)}

    pour(Replacement, [{"id": 7, "decree": ODD, **row}])

    kept = db.session.scalars(sa.select(Replacement)).one()
    assert (kept.decree, kept.starts_on) == (ODD, date(2026, 1, 2))


def test_what_a_column_converts_is_converted(app: Flask) -> None:
    rows = [
        {"kind": "x", "record_id": n, "scope": Scope.FULL, "title": "T", "second": "", **words}
        for n, words in enumerate([{"folded_title": "t", "words": "a b"}] * 2, 1)
    ]
    line = {"record_kind": "x", "record_id": 1, "fact": "Y", "actor": "", "reason": ""}

    pour(SearchEntry, rows)
    pour(
        Entry,
        [
            {
                **line,
                "at": clock.now(),
                "topic": Topic.CHANGES,
                "facts": {"file": ODD},
                "subject_kind": "",
                "subject_id": 1,
            }
        ],
    )

    assert db.session.scalars(sa.select(SearchEntry.scope)).all() == [Scope.FULL, Scope.FULL]
    assert db.session.scalars(sa.select(Entry.facts)).one() == {"file": ODD}


@pytest.mark.parametrize("at_once", [1, 60])
def test_what_many_rows_share_arrives_in_each_of_them(app: Flask, at_once: int) -> None:
    shared = {"title": ODD, "second": "", "folded_title": "t", "scope": Scope.FULL, "words": "a"}
    rows = [{**shared, "kind": "x", "record_id": n} for n in range(1, 131)]
    rows[-1] |= {"second": ODD, "scope": Scope.PUBLIC}

    pour(SearchEntry, rows, at_once=at_once)

    found = sa.select(*(SearchEntry.__table__.c[name] for name in ("record_id", *shared)))
    kept = db.session.execute(found.order_by(SearchEntry.record_id)).all()
    assert [row.record_id for row in kept] == list(range(1, 131))
    assert {tuple(row[1:4]) for row in kept[:-1]} == {(ODD, "", "t")}
    assert (kept[-1].second, kept[-1].scope, kept[0].scope) == (ODD, Scope.PUBLIC, Scope.FULL)


def test_what_many_rows_leave_unsaid_is_as_the_column_holds_it(app: Flask) -> None:
    rows = [
        {"record_kind": "x", "record_id": n, "at": clock.now(), "fact": "Y", "actor": "A"}
        | {"reason": "", "facts": {}, "subject_kind": "it's", "subject_id": 1}
        for n in range(60)
    ]

    pour(Entry, rows)

    entries = db.session.scalars(sa.select(Entry)).all()
    assert {(one.topic, one.audience, one.subject_kind) for one in entries} == {
        (Topic.CHANGES, Audience.SHARED, "it's")
    }
    assert all(one.facts == {} for one in entries)


def test_the_order_in_which_a_row_says_things_makes_no_difference(app: Flask) -> None:
    one, other = (
        {"old_code": "99.01", "new_code": "96.01"},
        {"new_code": "96.71", "old_code": "99.02"},
    )

    pour(CodeChange, [one, other])
    pour(CodeChange, [])

    assert db.session.get_one(CodeChange, "99.02").new_code == "96.71"


def test_a_refusal_is_the_same_as_of_any_other_statement(app: Flask) -> None:
    row = {"old_code": "99.01", "new_code": "96.71"}

    with pytest.raises(sa.exc.IntegrityError):
        pour(CodeChange, [row, row])
