"""Notes on the timeline: who writes, who reads, what becomes of them."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core.audiences import Audience
from crm.core.db import db
from crm.core.prose import prose
from crm.institutions.models import Institution
from crm.permissions import Role
from crm.timeline.models import Note
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_person, make_user
from tests.pages import post, words_of


def write(browser: FlaskClient, of: Any, text: str, audience: Audience = Audience.NETWORK) -> Note:
    kind = of.__tablename__
    answer = post(
        browser,
        f"/records/{kind}/{of.id}/notes",
        {"text": text, "audience": audience.value},
        page=f"/records/{kind}/{of.id}/notes/new",
    )
    assert answer.status_code == 303, answer.text
    return db.session.scalars(sa.select(Note).order_by(Note.id.desc())).first()  # type: ignore[return-value]


@pytest.fixture
def library(app: Flask) -> Institution:
    return make_institution(name="RSUD Puspa Lentera")


def test_each_reader_finds_the_notes_meant_for_them(library: Institution, sign_in: SignIn) -> None:
    secretary = sign_in(make_user(Role.SECRETARIAT, name="Sari Wulandari"))
    write(secretary, library, "untuk semua", Audience.SHARED)
    write(secretary, library, "untuk jaringan", Audience.NETWORK)
    write(secretary, library, "tentang orangnya", Audience.PERSONAL)
    readers = {
        Role.BOARD: 3,
        Role.ADMIN: 3,
        Role.CAMPAIGN_MANAGER: 2,
        Role.PARTNER: 1,
    }

    for role, count in readers.items():
        own = library.id if role is Role.PARTNER else None
        page = sign_in(make_user(role, institution_id=own)).get(f"/institutions/{library.id}").text
        seen = [
            words
            for words in ("untuk semua", "untuk jaringan", "tentang orangnya")
            if words in page
        ]
        assert len(seen) == count, role


def test_a_note_on_a_person_is_nobodys_but_the_staffs(app: Flask, sign_in: SignIn) -> None:
    person = make_person(name="Maya Lestari")
    note = write(sign_in(make_user()), person, "sedang sakit", Audience.SHARED)

    for role in (Role.CAMPAIGN_MANAGER, Role.PARTNER, Role.EXPERT):
        browser = sign_in(make_user(role))
        assert browser.get(f"/records/person/{person.id}/notes/new").status_code in {403, 404}
        assert browser.get(f"/notes/{note.id}/edit").status_code in {403, 404}


def test_only_the_author_changes_a_note(library: Institution, sign_in: SignIn) -> None:
    author = sign_in(make_user())
    note = write(author, library, "rapat **Rabu**")
    other = sign_in(make_user())

    assert other.get(f"/notes/{note.id}/edit").status_code == 403
    answer = post(
        author,
        f"/notes/{note.id}",
        {"text": "rapat **Kamis**", "audience": "shared"},
        page=f"/notes/{note.id}/edit",
    )

    assert answer.status_code == 303
    partner = sign_in(make_user(Role.PARTNER, institution_id=library.id))
    page = partner.get(f"/institutions/{library.id}").text
    assert "<strong>Kamis</strong>" in page
    assert "Rabu" not in page


def test_a_note_goes_and_comes_back(library: Institution, sign_in: SignIn) -> None:
    author, page = sign_in(make_user()), f"/institutions/{library.id}"
    note = write(author, library, "catatan singkat")

    gone = post(author, f"/notes/{note.id}/deletion", page=page)
    toast = author.get(gone.headers["Location"]).text
    assert f'action="/notes/{note.id}/restoration"' in toast
    assert "catatan singkat" not in toast
    post(author, f"/notes/{note.id}/restoration", page=page)

    assert "catatan singkat" in author.get(page).text
    assert post(author, f"/notes/{note.id}/restoration", page=page).status_code == 409


def test_a_pinned_note_stands_above_the_filters(library: Institution, sign_in: SignIn) -> None:
    author, page = sign_in(make_user()), f"/institutions/{library.id}"
    note = write(author, library, "hubungi bagian diklat")

    post(author, f"/notes/{note.id}/pin", page=page)

    assert "hubungi bagian diklat" in author.get(f"{page}?topic=sharing").text
    post(author, f"/notes/{note.id}/pin/deletion", page=page)
    assert "hubungi bagian diklat" not in author.get(f"{page}?topic=sharing").text


def test_an_empty_note_is_asked_for_again(library: Institution, sign_in: SignIn) -> None:
    author = sign_in(make_user())
    url = f"/records/institution/{library.id}/notes"

    answer = post(author, url, {"text": "  ", "audience": "network"}, page=f"{url}/new")

    assert answer.status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(Note.id))) == 0


def test_a_partner_cannot_write_for_others_than_all(library: Institution, sign_in: SignIn) -> None:
    partner = sign_in(make_user(Role.PARTNER, institution_id=library.id))
    url = f"/records/institution/{library.id}/notes"

    answer = post(partner, url, {"text": "x", "audience": "personal"}, page=f"{url}/new")

    assert answer.status_code == 422


def test_the_trail_keeps_no_words_of_a_note(library: Institution, sign_in: SignIn) -> None:
    secretary = sign_in(make_user())
    write(secretary, library, "kenari-merah")

    assert "kenari-merah" not in secretary.get("/audit").text


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klik](javascript:alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://jahat.example/x.png)",
    "<svg/onload=alert(1)>",
    '<a href="https://a.example" style="x" onclick="y">z</a>',
    "[x](https://a.example 'onmouseover=alert(1)')",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_that_would_do_harm_do_none(text: str) -> None:
    made = str(prose(text))

    tags = re.findall(r"<[a-z][^>]*>", made)
    assert {
        tag for tag in tags if not re.fullmatch(r'<(p|a href="https://[^"]+" rel="[^"]+")>', tag)
    } == set()


def test_what_people_write_looks_as_they_meant() -> None:
    made = str(prose("**tebal** dan\nbaris\n\n- satu\n- dua\n\n[JPK](https://jpk.example)"))

    assert "<strong>tebal</strong>" in made
    assert "<br>" in made
    assert made.count("<li>") == 2
    assert 'rel="noopener noreferrer nofollow"' in made
    assert words_of(made)
