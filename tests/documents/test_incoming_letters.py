"""The book of letters that came in: numbers, senders, follow-up, and both books on paper (P34)."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import db
from crm.core.spreadsheets import CsvRecords
from crm.documents.models import IncomingLetter
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_parent_body, make_person, make_user
from tests.pages import post, words_of

BOOK = "/documents/incoming"


def receive(browser: FlaskClient, *, query: str = "", status: int = 303, **given: Any) -> None:
    facts = {
        "sender": "Dinas Kesehatan Kota Bandung",
        "subject": "Permohonan pelatihan penelusuran",
        "received_on": "2026-11-24",
        "follower_id": "",
        **given,
    }
    answer = post(browser, f"{BOOK}{query}", facts, page=f"{BOOK}/new{query}")
    assert answer.status_code == status, words_of(answer.text)


def newest() -> IncomingLetter:
    db.session.expire_all()
    found = db.session.scalars(sa.select(IncomingLetter).order_by(IncomingLetter.id.desc())).first()
    assert found
    return found


def test_letters_are_numbered_in_the_order_of_arrival(app: Flask, sign_in: SignIn) -> None:
    secretary = sign_in(make_user())

    receive(secretary)
    receive(secretary, sender="Kemenkes")

    entries = list(db.session.scalars(sa.select(IncomingLetter.entry).order_by(IncomingLetter.id)))
    assert [entry[:6] for entry in entries] == ["001/SM", "002/SM"]


def test_a_sender_of_the_register_has_the_letter_on_its_timeline(
    app: Flask, sign_in: SignIn
) -> None:
    office = make_parent_body(
        name="Dinas Kesehatan Kota Bandung", sort_name="dinas kesehatan kota bandung"
    )
    secretary = sign_in(make_user(language="en"))

    receive(secretary)

    page = words_of(secretary.get(f"/parent-bodies/{office.id}?part=timeline&topic=letters").text)
    assert "from Dinas Kesehatan Kota Bandung: Permohonan pelatihan penelusuran" in page


def test_a_letter_begun_on_a_page_is_linked_to_it_and_to_more(app: Flask, sign_in: SignIn) -> None:
    library, person = make_institution(), make_person(name="Maya Lestari", sort_name="maya lestari")
    secretary = sign_in(make_user(language="en"))
    receive(secretary, query=f"?of=institution&id={library.id}", sender="Direktur RS")
    letter = newest()

    found = secretary.get(f"{BOOK}/{letter.id}/links/new?q=maya")
    post(secretary, f"{BOOK}/{letter.id}/links/person/{person.id}", page=f"{BOOK}/{letter.id}")

    assert "Maya Lestari" in found.text
    for page in (f"/institutions/{library.id}", f"/people/{person.id}"):
        assert "Permohonan pelatihan penelusuran" in secretary.get(page).text
    again = post(
        secretary, f"{BOOK}/{letter.id}/links/person/{person.id}", page=f"{BOOK}/{letter.id}"
    )
    assert again.status_code == 409


def test_a_letter_of_a_member_is_not_read_by_its_people(app: Flask, sign_in: SignIn) -> None:
    library = make_institution()
    receive(sign_in(make_user()), query=f"?of=institution&id={library.id}", subject="kenari-hijau")
    partner = sign_in(make_user(Role.PARTNER, institution_id=library.id))

    assert "kenari-hijau" not in partner.get(f"/institutions/{library.id}").text
    assert partner.get(f"{BOOK}/{newest().id}").status_code == 403
    assert partner.get(BOOK).status_code == 403


def test_a_letter_waits_for_somebody_until_it_is_followed_up(app: Flask, sign_in: SignIn) -> None:
    sari = make_user(name="Sari Wulandari", language="en")
    secretary = sign_in(sari)
    with clock.standing_at(datetime(2026, 11, 24, 2, tzinfo=UTC)):
        receive(secretary, follower_id=str(sari.id), due_on="2026-11-20")
        letter = newest()
        assert "Follow up the letter from" in secretary.get("/").text
        assert letter.subject in secretary.get(f"{BOOK}?wait=late").text
        assert letter.subject in secretary.get(f"{BOOK}?wait=mine").text

        url, page = f"{BOOK}/{letter.id}/completion", f"{BOOK}/{letter.id}"
        assert post(secretary, url, {"outcome": ""}, page=page).status_code == 422
        assert post(secretary, url, {"outcome": "Dijawab."}, page=page).status_code == 303

        assert letter.subject not in secretary.get(f"{BOOK}?wait=late").text
        assert letter.subject in secretary.get(f"{BOOK}?wait=done").text
        post(secretary, f"{url}/deletion", page=page)
        assert letter.subject in secretary.get(f"{BOOK}?wait=waiting").text


def test_days_that_can_not_be_are_refused_and_nothing_typed_is_lost(
    app: Flask, sign_in: SignIn
) -> None:
    secretary = sign_in(make_user())
    facts = {
        "sender": "Kemenkes",
        "subject": "Undangan",
        "received_on": "2026-11-24",
        "dated_on": "2026-11-25",
        "follower_id": "99999",
    }

    answer = post(secretary, BOOK, facts, page=f"{BOOK}/new")

    assert answer.status_code == 422
    assert 'value="Undangan"' in answer.text
    assert db.session.scalar(sa.select(sa.func.count(IncomingLetter.id))) == 0


def test_the_book_costs_the_same_however_long_it_is(
    app: Flask, sign_in: SignIn, count_queries: CountQueries
) -> None:
    secretary = sign_in(make_user())
    receive(secretary)
    secretary.get(BOOK)
    with count_queries() as few:
        secretary.get(BOOK)
    day, now = date(2026, 11, 1), clock.now()
    fields = {"number": "", "summary": "", "follower": "", "outcome": "", "version": 1}
    rows = [
        {"entry": f"x{n}", "sender": "s", "subject": "p", "received_on": day, "created_at": now}
        for n in range(200)
    ]
    db.session.execute(sa.insert(IncomingLetter), [{**fields, **row} for row in rows])
    with count_queries() as many:
        answer = secretary.get(BOOK)

    print(f"book of letters: {len(few)} SQL for 1, {len(many)} for 201")
    assert len(many) == len(few)
    assert 'rel="next"' in answer.text


def test_both_books_are_printed_whole(app: Flask, sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    receive(secretary, sender="=Kemenkes", number="123/2026")

    table = secretary.get("/reports/P34/table")
    rows = list(CsvRecords(table.text.lstrip("\ufeff").splitlines(keepends=True), ","))
    paper = secretary.get("/reports/P34/paper")

    assert rows[1][1][0] == "Incoming"
    assert rows[1][1][3] == "'=Kemenkes"
    assert paper.data.startswith(b"%PDF-")
