"""Relations between institutions, named from both sides; and one that lives on in another."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from crm.institutions.models import (
    Belonging,
    Institution,
    MembershipState,
    Relation,
    RelationKind,
)
from crm.institutions.queries import family, institutions_below
from crm.institutions.succession import relate, succeed
from crm.institutions.words import RELATION_NAMES
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import (
    make_belonging,
    make_institution,
    make_parent_body,
    make_user,
)
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines

K = RelationKind
LAST_DAY = date(2027, 6, 30)


def test_every_relation_has_a_name_from_both_sides() -> None:
    assert set(RELATION_NAMES) == set(K)


def test_a_relation_is_read_from_both_sides(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    hospital, faculty = make_institution(name="RS Ajar"), make_institution(name="FK Ilmu")
    here = f"/institutions/{hospital.id}/relations"
    given = {
        "q": "ilmu",
        "other_id": str(faculty.id),
        "kind": "teaching_hospital_of:near",
        "starts_on": "2020-01-01",
        "note": "SK Dekan 12/2020",
    }

    answer = post(secretary, here, given, page=f"{here}/new?q=ilmu")

    assert answer.status_code == 303
    near = words_of(secretary.get(f"/institutions/{hospital.id}?part=profile").text)
    far = words_of(secretary.get(f"/institutions/{faculty.id}?part=profile").text)
    assert "FK Ilmu teaching hospital of · since 1 January 2020 · SK Dekan 12/2020" in near
    assert "RS Ajar teaches at" in far


def test_a_relation_said_from_the_far_side_is_the_same_relation(app: Flask) -> None:
    one, other = make_institution(), make_institution()
    relate(one, other, K.BRANCH_OF, by=SYSTEM, starts_on=date(2020, 1, 1))

    with pytest.raises(NotPossible):
        relate(other, one, K.BRANCH_OF, by=SYSTEM, from_near=False)
    with pytest.raises(NotValid):
        relate(one, one, K.PARTNER_OF, by=SYSTEM)
    relate(one, other, K.BRANCH_OF, by=SYSTEM, ends_on=date(2019, 12, 31))
    relate(other, one, K.BRANCH_OF, by=SYSTEM)
    relate(one, other, K.PARTNER_OF, by=SYSTEM)
    with pytest.raises(NotPossible):
        relate(other, one, K.PARTNER_OF, by=SYSTEM)


def test_a_relation_ends_or_never_held(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    one, other = make_institution(), make_institution()
    begun = date(2020, 1, 1)
    ended = relate(one, other, K.SUPPORTS, by=SYSTEM, starts_on=begun).id
    mistaken = relate(one, other, K.BRANCH_OF, by=SYSTEM).id
    here = f"/institutions/{other.id}/relations"

    early = post(
        secretary, f"{here}/{ended}", {"ends_on": "2019-01-01"}, page=f"{here}/{ended}/edit"
    )
    post(secretary, f"{here}/{ended}", {"ends_on": "2021-12-31"}, page=f"{here}/{ended}/edit")
    post(secretary, f"{here}/{mistaken}/deletion", page=f"{here}/{mistaken}/edit")

    db.session.expire_all()
    assert early.status_code == 409
    assert db.session.get_one(Relation, ended).ends_on == date(2021, 12, 31)
    assert db.session.get(Relation, mistaken) is None


def test_partners_read_no_names_that_they_may_not_see(sign_in: SignIn) -> None:
    own = make_institution()
    hidden = make_institution(name="Perpustakaan Tersembunyi")
    relate(own, hidden, K.PARTNER_OF, by=SYSTEM)
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id))

    page = partner.get(f"/institutions/{own.id}?part=profile").text

    assert "Tersembunyi" not in page
    assert partner.get(f"/institutions/{own.id}/relations/new").status_code == 403


def test_sums_of_the_successor_hold_those_of_all_forerunners_once(app: Flask) -> None:
    body = make_parent_body()
    oldest, older, successor, other = (make_institution() for _ in range(4))
    for one in (oldest, older, successor):
        make_belonging(one, body)
    succeed(oldest, older, by=SYSTEM, on=LAST_DAY, reason="SK 1")
    succeed(older, successor, by=SYSTEM, on=LAST_DAY, reason="SK 2")

    def asked(*institutions: Institution) -> list[int]:
        return sorted(db.session.scalars(family([one.id for one in institutions])))

    assert asked(successor) == sorted([oldest.id, older.id, successor.id])
    assert asked(successor, older, oldest) == asked(successor)
    assert asked(other) == [other.id]
    below = institutions_below(body.id, on=date(2028, 1, 1)).with_only_columns(Institution.id)
    assert sorted(db.session.scalars(below)) == [successor.id]
    assert sorted(db.session.scalars(family(below))) == asked(successor)


def test_who_ended_neither_merges_again_nor_takes_anybody_over(app: Flask) -> None:
    gone, successor, other = (make_institution() for _ in range(3))
    succeed(gone, successor, by=SYSTEM, on=LAST_DAY, reason="SK")

    for one, into in ((gone, other), (other, gone), (successor, gone), (other, other)):
        with pytest.raises(NotPossible):
            succeed(one, into, by=SYSTEM, on=LAST_DAY, reason="SK")
    assert gone.state is MembershipState.MERGED
    assert not gone.published


def test_the_secretariat_notes_a_succession_on_both_pages(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    gone = make_institution(name="FKG Lama", state=MembershipState.ACTIVE, published=True)
    make_belonging(gone, make_parent_body())
    successor = make_institution(name="FK Baru", state=MembershipState.ACTIVE)
    here = f"/institutions/{gone.id}/succession"
    given = {"q": "baru", "other_id": str(successor.id), "on": "2027-06-30"}

    without = post(secretary, here, given, page=f"{here}/new?q=baru")
    said = given | {"reason": "SK Rektor 7/2027"}
    done = post(secretary, here, said, page=f"{here}/new?q=baru")

    assert (without.status_code, done.status_code) == (422, 303)
    page = secretary.get(f"/institutions/{gone.id}?part=timeline").text
    assert "Since 30 June 2027 it is part of another institution" in words_of(page)
    assert f'href="/institutions/{successor.id}"' in page
    assert "noted that FKG Lama became part of FK Baru" in words_of(page)
    profile = words_of(secretary.get(f"/institutions/{successor.id}?part=profile").text)
    assert "FKG Lama took over" in profile
    place = db.session.scalars(
        sa.select(Belonging).where(Belonging.institution_id == gone.id)
    ).one()
    db.session.refresh(place)
    assert place.ends_on == LAST_DAY
