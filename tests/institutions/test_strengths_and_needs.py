"""What an institution is good at, and what it lacks."""

import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.institutions.models import Need, NeedState, Strength
from crm.institutions.subjects import subject_keyed, subjects
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of

STRENGTH = {
    "subject_key": "nlm:WS",
    "depth": "4",
    "evidence": "1.200 judul, 14 jurnal",
    "formats": ["books", "theses"],
    "languages_text": "id, EN",
    "from_year": "1990",
    "to_year": "2027",
    "leads": "y",
    "review_on": "2028-01-04",
}
NEED = {"kind": "processing", "title": "Katalog 400 judul", "detail": "Bahasa Belanda"}


def test_every_subject_is_found_again_by_its_key() -> None:
    assert all(subject_keyed(one.key) == one for one in subjects())


def test_a_member_notes_a_strength_and_everybody_reads_it(sign_in: SignIn) -> None:
    own = make_institution(published=True)
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}/strengths"

    without = post(partner, here, STRENGTH | {"evidence": ""}, page=f"{here}/new")
    years = post(partner, here, STRENGTH | {"to_year": "1980"}, page=f"{here}/new")
    noted = post(partner, here, STRENGTH, page=f"{here}/new")
    again = post(partner, here, STRENGTH, page=f"{here}/new")

    assert [one.status_code for one in (without, years, noted, again)] == [422, 422, 303, 422]
    other = sign_in(make_user(Role.PARTNER, institution_id=make_institution().id, language="en"))
    page = words_of(other.get(f"/institutions/{own.id}").text)
    assert "Paediatrics (WS) books, theses · id, en · 1990–2027 · 1.200 judul, 14 jurnal" in page
    assert "leads for the network" in page
    assert "depth 4 of 5" in page
    assert other.get(f"{here}/new").status_code == 403


def test_a_strength_is_changed_and_removed(sign_in: SignIn) -> None:
    own = make_institution()
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}/strengths"
    post(partner, here, STRENGTH, page=f"{here}/new")
    number = db.session.scalars(sa.select(Strength.id)).one()
    given = STRENGTH | {"depth": "2", "evidence": "", "version": "1"}

    changed = post(partner, f"{here}/{number}", given, page=f"{here}/{number}/edit")
    stale = post(partner, f"{here}/{number}", given, page=f"{here}/{number}/edit")
    post(partner, f"{here}/{number}/deletion", page=f"{here}/{number}/edit")

    assert (changed.status_code, stale.status_code) == (303, 422)
    assert db.session.scalars(sa.select(Strength)).all() == []


def test_a_need_is_open_until_another_member_meets_it(sign_in: SignIn) -> None:
    own = make_institution(name="RS Butuh")
    helper = make_institution(name="FK Bisa", published=True)
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}/needs"
    post(partner, here, NEED, page=f"{here}/new")
    need = db.session.scalars(sa.select(Need)).one()
    settle = f"{here}/{need.id}/settlement"
    open_page = words_of(partner.get(f"/institutions/{own.id}?part=needs").text)

    met = {"q": "bisa", "other_id": str(helper.id), "how": "Sharing SDM"}
    wrong = post(partner, settle, met | {"other_id": "9999"}, page=f"{settle}/new?q=bisa")
    right = post(partner, settle, met, page=f"{settle}/new?q=bisa")
    twice = post(partner, settle, met, page="/institutions")

    assert "Katalog 400 judul Processing" in open_page
    assert [one.status_code for one in (wrong, right, twice)] == [422, 303, 409]
    db.session.expire_all()
    assert (need.state, need.met_by_id) == (NeedState.MET, helper.id)
    assert "met by FK Bisa" in words_of(partner.get(f"/institutions/{own.id}?part=needs").text)
    secretary = sign_in(make_user(language="en"))
    told = words_of(secretary.get(f"/institutions/{helper.id}").text)
    assert "noted that a need of RS Butuh was met: Katalog 400 judul" in told


def test_a_need_that_lapses_says_why(sign_in: SignIn) -> None:
    own = make_institution()
    secretary = sign_in(make_user(language="en"))
    here = f"/institutions/{own.id}/needs"
    post(secretary, here, NEED, page=f"{here}/new")
    need = db.session.scalars(sa.select(Need)).one()
    settle = f"{here}/{need.id}/settlement"

    silent = post(secretary, settle, {"outcome": "unmet"}, page=f"{settle}/new")
    said = {"outcome": "unmet", "how": "Koleksi dihibahkan"}
    closed = post(secretary, settle, said, page=f"{settle}/new")

    assert (silent.status_code, closed.status_code) == (422, 303)
    db.session.expire_all()
    assert need.state is NeedState.CLOSED


def test_strangers_reach_nobodys_needs(app: Flask, sign_in: SignIn) -> None:
    other = make_institution(published=True)
    partner = sign_in(make_user(Role.PARTNER, institution_id=make_institution().id))

    assert partner.get(f"/institutions/{other.id}/needs/new").status_code == 403
    assert "Kebutuhan" not in words_of(partner.get(f"/institutions/{other.id}?part=needs").text)
