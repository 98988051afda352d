"""The network's own fields: typed, filled in, shown, listed; wrong words are refused."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.core.db import db
from crm.institutions.models import Institution
from crm.labels.models import FieldValue
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post

FIELDS = {
    "kursi": ("number", "12,5", "12.5"),
    "akreditasi": ("choice", "A", "A"),
    "sejak": ("date", "2020-02-29", "2020-02-29"),
    "wifi": ("yes_no", "1", "1"),
    "katalog": ("link", "katalog.example", "https://katalog.example"),
    "moto": ("text", " Baca = bisa ", "Baca = bisa"),
}


@pytest.fixture
def library(app: Flask) -> Institution:
    return make_institution()


def define(browser: FlaskClient, key: str, kind: str, **given: str) -> TestResponse:
    facts = {
        "record_kind": "institution",
        "type": kind,
        "key": key,
        "name_id": f"Isian {key}",
        "name_en": f"Field {key}",
        "choices": "A\nB" if kind == "choice" else "",
        **given,
    }
    return post(browser, "/settings/fields", facts, page="/settings/fields/new")


def test_fields_are_typed_filled_shown_and_listed(library: Institution, sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    for key, (kind, _typed, _stored) in FIELDS.items():
        assert define(secretary, key, kind).status_code == 303
    page = f"/records/institution/{library.id}/fields"
    typed = {f"field_{n}": words for n, (_k, words, _s) in enumerate(FIELDS.values(), start=1)}

    wrong = post(secretary, page, {**typed, "field_1": "1e999"}, page=page)
    right = post(secretary, page, typed, page=page)

    assert wrong.status_code == 422
    assert right.status_code == 303
    found = db.session.scalars(sa.select(FieldValue).order_by(FieldValue.field_id))
    assert [one.value for one in found] == [stored for _k, _t, stored in FIELDS.values()]
    assert "Field kursi" in secretary.get(f"/institutions/{library.id}").text
    listed = secretary.get("/institutions?columns=field.kursi,field.wifi,field.sejak").text
    assert "12.5" in listed
    assert "29 February 2020" in listed
    export = secretary.get("/lists/institution/export/csv?columns=field.kursi,field.sejak").text
    assert '"12.5","2020-02-29"' in export


def test_a_required_field_is_asked_for_and_a_key_stands_once(
    library: Institution, sign_in: SignIn
) -> None:
    secretary = sign_in(make_user())
    define(secretary, "kode_rak", "text", required="y")
    page = f"/records/institution/{library.id}/fields"

    assert post(secretary, page, {"field_1": " "}, page=page).status_code == 422
    assert define(secretary, "kode_rak", "text").status_code == 409
    assert define(secretary, "Kode Rak", "text").status_code == 422
    assert define(secretary, "pilihan", "choice", choices=" ").status_code == 422
