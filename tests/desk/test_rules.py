"""Rules at the desk: when, whom, in which words; switched off and on; shown with real names."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.permissions import Role
from crm.reminders.catalogue import CATALOGUE, install_rules
from crm.reminders.models import Rule
from crm.reminders.terms import Step, Unit, read_steps, written_steps
from crm.reminders.wording import filled, tokens_in
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.factories.reminders import Shelf, make_occasion, make_recipient
from tests.pages import post, words_of


def rule(code: str = "R03") -> Rule:
    db.session.expire_all()
    return db.session.scalars(sa.select(Rule).where(Rule.code == code)).one()


def typed(**given: object) -> dict[str, object]:
    return {
        "version": "1",
        "moments": "H-5, HK-2",
        "channels": ["email", "app"],
        "audiences": ["invitees"],
        "subject_id": "Ingat {rapat}",
        "body_id": "Yth. {nama},\n\nSampai jumpa {tanggal}.",
        "subject_en": "Remember {meeting}",
        "body_en": "Dear {name},\n\nSee you on {date}.",
        **given,
    }


def test_every_rule_of_the_catalogue_is_listed(secretary: FlaskClient, shelf: Shelf) -> None:
    page = words_of(secretary.get("/desk/rules").text)

    assert all(entry.code in page for entry in CATALOGUE)
    assert "7 days before · 1 day before" in page


def test_the_secretariat_changes_when_whom_and_the_words(
    secretary: FlaskClient, shelf: Shelf
) -> None:
    address = f"/desk/rules/{rule().id}"

    answer = post(secretary, address, typed(version=rule().version), page=f"{address}/edit")

    changed = rule()
    assert answer.status_code == 302
    assert written_steps(changed.terms.steps) == "H-5, HK-2"
    assert changed.channels == ["app", "email"]
    assert changed.audiences == ["invitees"]
    assert changed.subject_id == "Ingat {rapat}"
    assert "changed reminder rule R03" in words_of(secretary.get(address).text)


def test_an_installation_never_overwrites_what_was_edited(
    secretary: FlaskClient, shelf: Shelf
) -> None:
    address = f"/desk/rules/{rule().id}"
    post(secretary, address, typed(version=rule().version), page=f"{address}/edit")
    untouched = rule("R11")
    untouched.subject_id = "Kata lama"
    commit()

    install_rules()

    assert rule().subject_id == "Ingat {rapat}"
    assert rule("R11").subject_id != "Kata lama"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"moments": "besok"}, "“besok” is no moment"),
        ({"moments": " , "}, "Name at least one moment"),
        ({"body_id": "Halo {rahasia}"}, "This rule knows no {rahasia}"),
        ({"subject_en": ""}, "Fill this in"),
        ({"channels": []}, "Fill this in"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    secretary: FlaskClient, shelf: Shelf, given: dict[str, object], words: str
) -> None:
    address = f"/desk/rules/{rule().id}"

    answer = post(
        secretary, address, typed(version=rule().version, **given), page=f"{address}/edit"
    )

    assert answer.status_code == 422
    assert words in words_of(answer.text)
    assert rule().edited_at is None


def test_whoever_saves_second_sees_what_was_saved_first(
    secretary: FlaskClient, shelf: Shelf
) -> None:
    address, version = f"/desk/rules/{rule().id}", rule().version
    post(secretary, address, typed(version=version), page=f"{address}/edit")

    late = post(
        secretary, address, typed(version=version, subject_id="Lain"), page=f"{address}/edit"
    )

    assert late.status_code == 422
    assert "Saved meanwhile: Ingat {rapat}" in words_of(late.text)
    assert rule().subject_id == "Ingat {rapat}"


def test_words_can_be_seen_with_real_names_before_they_are_saved(
    secretary: FlaskClient, shelf: Shelf
) -> None:
    soon = clock.now().date() + timedelta(days=20)
    person = make_recipient(name="Ratna")
    shelf.held = [make_occasion(on=soon, recipients=(person,), facts={"meeting": "Rapat April"})]
    address = f"/desk/rules/{rule().id}"

    answer = post(
        secretary, f"{address}/previews", typed(version=rule().version), page=f"{address}/edit"
    )
    page = words_of(answer.text)

    assert answer.status_code == 200
    assert "Ingat Rapat April" in page
    assert "Dear Ratna," in page
    assert rule().subject_id != "Ingat {rapat}"


def test_a_rule_is_switched_off_and_on(secretary: FlaskClient, shelf: Shelf) -> None:
    address = f"/desk/rules/{rule().id}"

    post(secretary, f"{address}/pause", page=address)
    off = rule().active
    post(secretary, f"{address}/pause/deletion", page=address)

    assert (off, rule().active) == (False, True)
    assert "switched reminder rule R03 off" in words_of(secretary.get(address).text)


def test_the_board_reads_rules_and_changes_none(sign_in: SignIn, shelf: Shelf) -> None:
    board = make_user(Role.BOARD, language="en")
    commit()
    browser, address = sign_in(board), f"/desk/rules/{rule().id}"

    assert browser.get(address).status_code == 200
    assert browser.get(f"{address}/edit").status_code == 403
    assert post(browser, f"{address}/pause", page=address).status_code == 403


def test_every_text_of_the_catalogue_uses_tokens_that_its_source_fills(app: Flask) -> None:
    known = {source.code: source for source in app.extensions["mitra.sources"]}
    with app.app_context():
        unknown = {
            entry.code: sorted(extra)
            for entry in CATALOGUE
            if (source := known.get(entry.source))
            for words in (entry.id, entry.en)
            if (
                extra := tokens_in(words.subject + words.body)
                - {*source.tokens, *source.tokens.values()}
                - {"name", "nama", "object", "perihal", "date", "tanggal", "time", "jam"}
                - {"when", "kapan", "link", "tautan", "network", "jaringan"}
            )
        }

    assert unknown == {}


@pytest.mark.parametrize(
    "text", ["{a.__init__}", "{{7*7}}", "{0}", "{meeting!r}", "{% if x %}", "{meeting:>99}"]
)
def test_stored_texts_are_never_programs(text: str) -> None:
    said = filled(text, {"meeting": "Rapat {name}", "name": "Ratna"})

    assert "49" not in said
    assert "<class" not in said
    assert said == text


def test_what_is_put_in_is_not_read_again() -> None:
    assert filled("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


def test_steps_are_read_as_they_are_written() -> None:
    steps = read_steps("h-7, HK+3,H+1*7, H-7")

    assert steps == (Step(-7), Step(3, Unit.WORKDAYS), Step(1, repeat=7))
    assert written_steps(steps) == "H-7, HK+3, H+1*7"
    assert isinstance(date(2027, 1, 1), date)
