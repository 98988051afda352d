"""Papers: numbers without gap or double, frozen words, checked by anyone, taken back by reason."""

from datetime import date
from io import BytesIO
from threading import Thread
from typing import Any

import pypdf
import pytest
from flask import Flask, render_template_string

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit, rollback, unit_of_work
from crm.documents import issuing
from crm.documents.models import Document, DocumentState
from crm.documents.numbering import next_sequence, register_of, written
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post

pytestmark = pytest.mark.both_engines

PAPER = """{% extends "layouts/print.html" %}{% block title %}{{ document.number }}{% endblock %}
{% block content %}<h1>{{ _("Facts") }}</h1><p>{{ document.number }} {{ words }}</p>{{ qr }}{% endblock %}"""


@pytest.fixture(autouse=True)
def plain_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers of rooms have templates of their own; here one sentence is enough."""
    monkeypatch.setattr(
        issuing, "render_template", lambda _name, **words: render_template_string(PAPER, **words)
    )


def make_paper(**given: Any) -> Document:
    about = given.pop("about", None) or make_institution()
    return issuing.issue(
        "UND",
        "any",
        about,
        **{
            "kind": "P01",
            "titles": {"id": "Undangan rapat", "en": "Invitation"},
            "by": SYSTEM,
            "on": date(2027, 1, 4),
            "words": "Gedung Perpustakaan Łódź",
            **given,
        },
    )


def test_numbers_follow_each_other_in_the_form_of_the_register(app: Flask) -> None:
    numbers = [make_paper().number for _ in range(2)]

    assert numbers == ["001/UND/SEK-JPK/I/2027", "002/UND/SEK-JPK/I/2027"]
    assert make_paper(on=date(2028, 12, 1)).number == "001/UND/SEK-JPK/XII/2028"


def test_twenty_at_the_same_second_get_twenty_numbers(app: Flask) -> None:
    given: list[int] = []

    def take() -> None:
        with app.app_context():
            with unit_of_work():
                given.append(next_sequence(register_of("ST"), 2027))
            db.session.remove()

    threads = [Thread(target=take) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    print(
        f"numbers of 20 parallel issues: {len(set(given))} different, {min(given)} to {max(given)}"
    )
    assert sorted(given) == list(range(1, 21))


def test_a_number_that_was_rolled_back_leaves_no_gap(app: Flask) -> None:
    next_sequence(register_of("UND"), 2027)
    rollback()

    assert next_sequence(register_of("UND"), 2027) == 1


def test_a_void_paper_keeps_its_number_and_says_so(app: Flask, sign_in: SignIn) -> None:
    paper = make_paper()
    commit()
    office = sign_in(make_user(Role.SECRETARIAT))

    refused = post(
        office, f"/documents/{paper.id}/void", {"reason": ""}, page=f"/documents/{paper.id}"
    )
    post(
        office,
        f"/documents/{paper.id}/void",
        {"reason": "Salah tanggal"},
        page=f"/documents/{paper.id}",
    )

    assert refused.status_code == 422
    assert paper.state is DocumentState.VOID
    assert "Batal" in office.get("/documents").text
    assert "tidak berlaku lagi" in app.test_client().get(f"/verify/{paper.code}").text
    assert make_paper().number.startswith("002/")
    with pytest.raises(NotPossible):
        paper.void(reason="lagi", by=SYSTEM)


def test_anyone_can_check_a_paper_and_nobody_can_guess_one(app: Flask) -> None:
    paper = make_paper()
    visitor = app.test_client()

    page = visitor.get(f"/verify/{paper.code.lower()}")

    assert paper.number in page.text
    assert visitor.get("/verify/ABCDEFGHJK").status_code == 404
    assert visitor.get("/verify/?code=ABCDEFGHJK").status_code == 404


def test_a_newer_paper_of_the_same_kind_replaces_the_older(app: Flask) -> None:
    about = make_institution()

    first, second = make_paper(about=about), make_paper(about=about)
    db.session.refresh(first)

    assert first.state is DocumentState.SUPERSEDED
    assert first.superseded_by_id == second.id


@pytest.mark.parametrize(("language", "word"), [("id", "Keterangan"), ("en", "Facts")])
def test_the_pdf_says_what_was_frozen(sign_in: SignIn, language: str, word: str) -> None:
    paper = make_paper()
    office = sign_in(make_user(Role.SECRETARIAT))

    answer = office.get(f"/documents/{paper.id}/paper?language={language}")

    text = pypdf.PdfReader(BytesIO(answer.data)).pages[0].extract_text()
    assert answer.content_type == "application/pdf"
    assert word in text
    assert "001/UND/SEK-JPK/I/2027" in text
    assert "Łódź" in text


def test_a_partner_reads_only_papers_that_name_the_own_institution(sign_in: SignIn) -> None:
    own, other = make_institution(), make_institution()
    mine, theirs = make_paper(readers=[own.id]), make_paper(institution_id=other.id)
    partner = sign_in(make_user(Role.PARTNER, institution=own))

    assert partner.get(f"/documents/{mine.id}").status_code == 200
    assert partner.get(f"/documents/{theirs.id}").status_code == 404
    assert partner.get(f"/documents/{theirs.id}/paper").status_code == 404
    assert partner.get("/documents").status_code == 403


@pytest.mark.parametrize("pattern", ["{seq}/{year}", "{seq:03}-{roman_month}-{year}"])
def test_a_register_follows_its_own_pattern(app: Flask, pattern: str) -> None:
    register = register_of("UND")
    register.pattern = pattern

    assert written(register, 7, date(2027, 1, 4), unit="SEK") in {"7/2027", "007-I-2027"}


@pytest.mark.parametrize(
    "pattern",
    [
        "{seq.__class__}{year}",
        "{seq!r}/{year}",
        "{0}{year}",
        "{seq:>99999999}{year}",
        "{",
        "UND/{year}",
    ],
)
def test_a_pattern_that_is_none_is_refused(sign_in: SignIn, pattern: str) -> None:
    office = sign_in(make_user(Role.SECRETARIAT))
    register = register_of("UND")
    form = {"name_id": "Undangan", "name_en": "Invitations", "pattern": pattern}

    answer = post(office, f"/settings/registers/{register.id}", form)

    assert answer.status_code == 422
    assert register.pattern == "{seq:03}/{type}/{unit}/{roman_month}/{year}"
