"""The yearly check: asked by letter, answered by link on a phone, accepted field by field."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.core.db import db
from crm.core.transactions import commit
from crm.institutions.checking import PURPOSE
from crm.institutions.models import (
    AccessPolicy,
    CheckState,
    DataCheck,
    DataCorrection,
    Institution,
    MembershipState,
)
from crm.links.models import Link
from crm.people.models import ContactRole
from crm.reminders.models import Message
from tests.conftest import SignIn
from tests.factories.register import (
    make_affiliation,
    make_institution,
    make_person,
    make_user,
)
from tests.pages import post, words_of

NOW = datetime(2028, 1, 4, 3, tzinfo=UTC)


@pytest.fixture
def member(app: Flask) -> Any:
    with time_machine.travel(NOW, tick=False):
        institution = make_institution(
            name="RSUD Puspa Lentera",
            phone="0411 1",
            state=MembershipState.ACTIVE,
            last_confirmed_on=date(2027, 1, 4),
        )
        liaison = make_person(name="Nurhayati", language="en", email="nur@lentera.example")
        make_affiliation(liaison, institution, role=ContactRole.LIAISON)
        yield institution


def asked(sign_in: SignIn, member: Institution) -> tuple[FlaskClient, Link]:
    """The secretary who asked, and the link that the liaison was sent."""
    secretary = sign_in(make_user(name="Sari Wulandari", language="en"))
    here = f"/institutions/{member.id}"
    assert post(secretary, f"{here}/data-checks", page=here).status_code == 303
    link = db.session.scalars(sa.select(Link).where(Link.purpose == PURPOSE)).one()
    return secretary, link


def answer(app: Flask, link: Link, given: dict[str, str]) -> tuple[FlaskClient, int]:
    phone = app.test_client()
    page = phone.get(f"/c/{link.secret}", follow_redirects=True)
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page.text))
    return phone, phone.post(f"/c/link/{link.id}", data=fields | given).status_code


def stored(member: Institution) -> Institution:
    db.session.expire_all()
    return db.session.get_one(Institution, member.id)


def test_the_liaison_says_that_all_is_true(app: Flask, sign_in: SignIn, member: Any) -> None:
    _secretary, link = asked(sign_in, member)
    letter = db.session.scalars(sa.select(Message)).one()

    phone, status = answer(app, link, {"answer": "true"})

    assert letter.recipient == "nur@lentera.example"
    assert f"[[link:{link.id}]]" in letter.body_text
    assert status == 303
    assert stored(member).last_confirmed_on == date(2028, 1, 4)
    assert stored(member).phone == "0411 1"
    again = phone.get(f"/c/{link.secret}")
    assert again.status_code == 410
    assert "The data of RSUD Puspa Lentera are confirmed" in words_of(again.text)


def test_what_was_typed_is_not_lost_by_the_wrong_button(
    app: Flask, sign_in: SignIn, member: Any
) -> None:
    _secretary, link = asked(sign_in, member)

    answer(app, link, {"answer": "true", "phone": "0411 999"})

    (row,) = db.session.scalars(sa.select(DataCorrection))
    assert (row.field, row.wanted) == ("phone", "0411 999")
    assert stored(member).last_confirmed_on == date(2027, 1, 4)


def test_corrections_change_nothing_until_they_are_accepted(
    app: Flask, sign_in: SignIn, member: Any
) -> None:
    secretary, link = asked(sign_in, member)
    given = {
        "answer": "corrections",
        "phone": "0411 999",
        "access_policy": "open",
        "librarians": "4",
        "accreditation_ends_on": "2030-06-30",
        "remark": "Kepala kami berganti",
    }

    _phone, status = answer(app, link, given)

    assert status == 303
    check = db.session.scalars(sa.select(DataCheck)).one()
    rows = {one.field: one for one in check.corrections}
    assert set(rows) == {"phone", "access_policy", "librarians", "accreditation_ends_on"}
    assert (rows["phone"].was, rows["phone"].wanted) == ("0411 1", "0411 999")
    assert stored(member).phone == "0411 1"
    assert stored(member).last_confirmed_on == date(2027, 1, 4)
    front = words_of(secretary.get("/").text)
    assert "Corrections for RSUD Puspa Lentera" in front
    here = f"/institutions/{member.id}/data-checks/{check.id}"
    page = words_of(secretary.get(here).text)
    assert "Telephone 0411 1 0411 999" in page
    assert "Access – open to everybody" in page
    assert "Kepala kami berganti" in page


def judged(secretary: FlaskClient, correction: DataCorrection, verdict: str, why: str = "") -> int:
    check = correction.check
    here = f"/institutions/{check.institution_id}/data-checks/{check.id}"
    end = "/deletion" if verdict == "keep" else ""
    target = f"{here}/corrections/{correction.id}{end}"
    return post(secretary, target, {"answer": why}, page=here).status_code


def test_what_is_accepted_changes_the_record_and_the_rest_is_answered(
    app: Flask, sign_in: SignIn, member: Any
) -> None:
    secretary, link = asked(sign_in, member)
    given = {
        "answer": "corrections",
        "phone": "0411 999",
        "access_policy": "open",
        "name": "RSUD X",
    }
    answer(app, link, given)
    check = db.session.scalars(sa.select(DataCheck)).one()
    rows = {one.field: one for one in check.corrections}

    assert judged(secretary, rows["phone"], "accept") == 303
    assert judged(secretary, rows["phone"], "accept") == 409
    assert judged(secretary, rows["name"], "keep") == 409
    assert judged(secretary, rows["name"], "keep", "Nama resmi menurut SK") == 303
    assert db.session.get_one(DataCheck, check.id).state is CheckState.WAITING
    assert judged(secretary, rows["access_policy"], "accept") == 303

    kept = stored(member)
    assert (kept.phone, kept.name) == ("0411 999", "RSUD Puspa Lentera")
    assert kept.access_policy is AccessPolicy.OPEN
    assert kept.last_confirmed_on == date(2028, 1, 4)
    assert db.session.get_one(DataCheck, check.id).state is CheckState.SETTLED
    letter = db.session.scalars(
        sa.select(Message).where(Message.kind == "institutions/mail/check_settled")
    ).one()
    assert letter.recipient == "nur@lentera.example"
    assert "Telephone: accepted" in letter.body_text
    assert "Name: kept as it was: Nama resmi menurut SK" in letter.body_text
    told = words_of(secretary.get(f"/institutions/{member.id}").text)
    assert "Nurhayati sent corrections for RSUD Puspa Lentera: 3" in told
    assert "2 accepted, 1 not" in told


def test_words_alone_are_settled_by_hand(app: Flask, sign_in: SignIn, member: Any) -> None:
    secretary, link = asked(sign_in, member)
    answer(app, link, {"answer": "corrections", "remark": "Jam buka berubah"})
    check = db.session.scalars(sa.select(DataCheck)).one()
    here = f"/institutions/{member.id}/data-checks/{check.id}"

    assert "Jam buka berubah" in words_of(secretary.get(here).text)
    assert post(secretary, here, page=here).status_code == 303

    assert stored(member).last_confirmed_on == date(2028, 1, 4)


def test_an_impossible_correction_loses_nothing(app: Flask, sign_in: SignIn, member: Any) -> None:
    _secretary, link = asked(sign_in, member)

    phone, status = answer(app, link, {"answer": "corrections", "email": "x", "phone": "0411 7"})

    assert status == 422
    assert db.session.scalars(sa.select(DataCheck)).all() == []
    assert phone.get(f"/c/link/{link.id}").status_code == 200


def test_an_npp_of_another_is_never_accepted(app: Flask, sign_in: SignIn, member: Any) -> None:
    make_institution(npp="7371012B0000902")
    secretary, link = asked(sign_in, member)
    answer(app, link, {"answer": "corrections", "npp": "7371012B0000902"})
    (row,) = db.session.scalars(sa.select(DataCorrection))

    assert judged(secretary, row, "accept") == 409

    assert stored(member).npp is None


def test_asking_again_closes_the_first_link_and_only_members_are_asked(
    app: Flask, sign_in: SignIn, member: Any
) -> None:
    secretary, first = asked(sign_in, member)
    here = f"/institutions/{member.id}"
    prospect = make_institution(state=MembershipState.PROSPECT)
    commit()

    post(secretary, f"{here}/data-checks", page=here)
    refused = post(secretary, f"/institutions/{prospect.id}/data-checks", page=here)

    assert refused.status_code == 409
    assert app.test_client().get(f"/c/{first.secret}").status_code == 410
