"""The network's own fields: typed, filled in, shown, listed; wrong words are refused."""

from urllib.parse import parse_qsl, quote

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from crm.core.db import db, save
from crm.core.lists import list_kinds
from crm.institutions.models import Institution
from crm.labels.listing import read_listing
from crm.labels.models import CustomField, FieldType, FieldValue
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines

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


def name_of(key: str) -> str:
    """What a field is called in forms."""
    number = db.session.scalars(sa.select(CustomField.id).where(CustomField.key == key)).one()
    return f"field_{number}"


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
    typed = {name_of(key): words for key, (_k, words, _s) in FIELDS.items()}

    wrong = post(secretary, page, {**typed, name_of("kursi"): "1e999"}, page=page)
    right = post(secretary, page, typed, page=page)

    assert wrong.status_code == 422
    assert right.status_code == 303
    found = db.session.scalars(sa.select(FieldValue).order_by(FieldValue.field_id))
    assert [one.value for one in found] == [stored for _k, _t, stored in FIELDS.values()]
    assert 'value="12.5"' in secretary.get(page).text
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

    assert post(secretary, page, {name_of("kode_rak"): " "}, page=page).status_code == 422
    assert define(secretary, "kode_rak", "text").status_code == 409
    assert define(secretary, "Kode Rak", "text").status_code == 422
    assert define(secretary, "pilihan", "choice", choices=" ").status_code == 422


KEPT = {"anggrek": "120", "bakung": "80", "cempaka": "9.5"}


@pytest.fixture
def wards(app: Flask) -> dict[str, Institution]:
    """Three libraries of which seats, wifi, class, day and motto are known, and one of none."""
    made = {name: make_institution(name=f"RS {name.title()}") for name in (*KEPT, "dahlia")}
    types = {
        "kursi": "number",
        "wifi": "yes_no",
        "kelas": "choice",
        "sejak": "date",
        "moto": "text",
    }
    fields = {}
    for key, kind in types.items():
        facts = {"key": key, "name_id": f"Isian {key}", "name_en": f"Field {key}"}
        one = CustomField(record_kind="institution", type=FieldType(kind), **facts)
        one.choices = ["A", "B"] if kind == "choice" else []
        fields[key] = save(one).id
    held = {
        "anggrek": {
            "kursi": "120",
            "wifi": "1",
            "kelas": "A",
            "sejak": "2020-02-29",
            "moto": "Baca",
        },
        "bakung": {
            "kursi": "80",
            "wifi": "0",
            "kelas": "B",
            "sejak": "2021-01-01",
            "moto": "Tulis",
        },
        "cempaka": {"kursi": "9.5", "kelas": "A", "moto": "100% baca_an"},
    }
    for name, values in held.items():
        for key, value in values.items():
            which = {"record_kind": "institution", "record_id": made[name].id}
            save(FieldValue(field_id=fields[key], value=value, **which))
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("field.kursi=120", "Anggrek"),
        ("field.kursi.from=80", "Anggrek Bakung"),
        ("field.kursi.to=80", "Bakung Cempaka"),
        ("field.kursi.from=9,5&field.kursi.to=100", "Bakung Cempaka"),
        ("field.kursi=-", "Dahlia"),
        ("field.wifi=0", "Bakung"),
        ("field.kelas=A&field.kursi.from=10", "Anggrek"),
        ("field.sejak.from=2020-03-01", "Bakung"),
        ("field.sejak=2020-02-29", "Anggrek"),
        ("field.moto=BACA", "Anggrek Cempaka"),
        ("field.moto=%25", "Cempaka"),
        ("field.moto=a_a", "Cempaka"),
        ("field.kursi=", "Anggrek Bakung Cempaka Dahlia"),
    ],
)
def test_a_list_is_narrowed_by_what_a_field_holds(
    wards: dict[str, Institution], asked: str, found: str
) -> None:
    arguments = MultiDict(parse_qsl(asked))
    listing = read_listing(list_kinds()["institution"], arguments, make_user())

    records = db.session.scalars(listing.narrowed(sa.select(Institution)))

    assert sorted(one.name.removeprefix("RS ") for one in records) == found.split()


@pytest.mark.parametrize(
    "asked",
    [
        "field.kursi=banyak", "field.kursi.from=1e9", "field.sejak=2021-02-30", "field.wifi=2",
        "field.kelas=C", "field.kelas.from=A", "field.rahasia=1", "field.kursi.x=1", "field.=1",
    ],
)  # fmt: skip
def test_what_a_field_does_not_know_is_refused(
    wards: dict[str, Institution], sign_in: SignIn, asked: str
) -> None:
    assert sign_in(make_user()).get(f"/institutions?{asked}").status_code == 400


def test_the_sentence_tells_the_filter_and_it_is_kept_in_views_and_files(
    wards: dict[str, Institution], sign_in: SignIn
) -> None:
    secretary = sign_in(make_user(language="en"))
    asked = "field.kursi.from=80&field.wifi=1"

    page = secretary.get(f"/institutions?{asked}").text
    form = secretary.get(f"/lists/institution/filters?asked={quote(asked)}").text
    export = secretary.get(f"/lists/institution/export/csv?{asked}").text
    views = "/lists/institution/views"
    kept = post(secretary, views, {"name": "Besar", "query": asked}, page=views)
    wrong = post(secretary, views, {"name": "x", "query": "field.rahasia=1"}, page=views)

    assert "<span>Field kursi</span>" in page
    assert "<summary>from 80</summary>" in page
    assert 'href="/institutions?field.wifi=1"' in page
    assert 'name="field.wifi" value="1"' in form
    assert 'name="field.kursi.from" value="80"' in form
    assert "RS Anggrek" in export
    assert "RS Bakung" not in export
    assert f"?{asked}&view=" in kept.location
    assert wrong.status_code == 400


def test_who_does_not_know_labels_finds_nothing_by_them(
    wards: dict[str, Institution], sign_in: SignIn
) -> None:
    partner = sign_in(make_user(Role.PARTNER, institution_id=wards["anggrek"].id))

    assert partner.get("/institutions?field.kursi=120").status_code == 400
    assert partner.get("/lists/institution/filters").status_code == 403
    assert "Isian kursi" not in partner.get(f"/institutions/{wards['anggrek'].id}/edit").text


def test_the_form_of_a_record_holds_the_further_data(
    wards: dict[str, Institution], sign_in: SignIn
) -> None:
    secretary, ward = sign_in(make_user(language="en")), wards["dahlia"]
    here = f"/institutions/{ward.id}"
    given = {"name": "RS Dahlia", "type": "hospital_library", "version": "1"}
    seats, kind = name_of("kursi"), name_of("kelas")

    wrong = post(secretary, here, {**given, seats: "banyak"}, page=f"{here}/edit")
    right = post(secretary, here, {**given, seats: "40", kind: "B"}, page=f"{here}/edit")
    db.session.refresh(ward)
    given["version"], further = str(ward.version), f"/records/institution/{ward.id}/fields"
    post(secretary, further, {seats: "50", kind: "B"}, page=further)
    late = post(secretary, here, {**given, seats: "41"}, page=f"{here}/edit")
    new = {"name": "RS Edelweis", "type": "hospital_library", "state": "none", seats: "7"}
    made = post(secretary, "/institutions", new, page="/institutions/new")

    assert (wrong.status_code, right.status_code, made.status_code) == (422, 303, 303)
    assert "Enter a number such as 1200 or 12,5." in wrong.text
    assert "Field kursi 50" in words_of(secretary.get(here).text)
    assert late.status_code == 422
    assert "Saved meanwhile: 50" in late.text
    assert 'value="41"' in late.text
    assert "Field kursi 7" in words_of(secretary.get(made.location).text)


@pytest.mark.parametrize("kind", ["parent_body", "person"])
def test_parent_bodies_and_people_have_them_in_their_forms_too(
    app: Flask, sign_in: SignIn, kind: str
) -> None:
    secretary = sign_in(make_user(language="en"))
    define(secretary, "lemari", "text", record_kind=kind)
    pages = {"parent_body": "/parent-bodies", "person": "/people"}
    given = {"name": "Baru Sekali", "approval_days": "5", "language": "id"}
    given |= {"channel": "email", "category": "other", name_of("lemari"): "tiga"}

    made = post(secretary, pages[kind], given, page=f"{pages[kind]}/new")
    assert made.status_code == 303
    changed = post(
        secretary,
        made.location,
        {**given, name_of("lemari"): "empat"},
        page=f"{made.location}/edit",
    )

    assert changed.status_code == 303
    assert "Field lemari empat" in words_of(secretary.get(made.location).text)
