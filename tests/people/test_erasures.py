"""A person is forgotten within three days; what the law keeps stays, with the reason."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.audit.models import AuditEntry
from crm.core.actors import SYSTEM
from crm.core.db import Model, db, save
from crm.core.errors import NotPossible
from crm.institutions.queries import today
from crm.labels.acting import act_on
from crm.labels.models import Act, CustomField, FieldType, Tagging
from crm.people.erasing import ask_erasure, erase, erasure_list, replay_erasures
from crm.people.expertise import name_expert
from crm.people.models import Affiliation, Erasure, ErasureState, ExpertKind, Person, PersonSkill
from crm.people.silences import silent_experts
from crm.permissions import Role
from crm.reminders.models import Message, Reminder
from crm.reminders.outbox import Addressee, Letter, owe
from crm.reminders.sources import Span
from crm.sharing.board.answering import pass_over
from crm.timeline.models import Entry
from tests.conftest import SignIn
from tests.factories.board import make_need, make_offer
from tests.factories.gatherings import make_invited, make_invitee
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines

NIP = "198501012010011001"
FURTHER = "Kacang rahasia"
SECRETS = ("kenanga@rahasia.example", "+6281122334455", "Melati Kenanga", "Catatan rahasia", NIP)


def make_melati() -> Person:
    """Somebody of whom much is known, in every room."""
    place = make_institution(name="RS Contoh Bersama")
    user = make_user(Role.EXPERT, name="Melati Kenanga", email="kenanga.akun@rahasia.example")
    person = save(
        Person.register(
            by=SYSTEM,
            name="Melati Kenanga",
            title_before="dr.",
            email="kenanga@rahasia.example",
            phone="+6281122334455",
            nip=NIP,
            note="Catatan rahasia",
            user=user,
        )
    )
    person.change(by=SYSTEM, phone="+6281122334455", note="Catatan rahasia", rank="Pembina")
    save(Affiliation.begin(person, place, by=SYSTEM, position="Dokter"))
    facts = {"kind": ExpertKind.DOCTOR, "registration": "STR-1234-RAHASIA"}
    name_expert(person, facts, by=SYSTEM)
    save(PersonSkill(person_id=person.id, skill_id=1, level=4))
    make_invitee(make_invited(), place, person=person, name=person.name, email=person.email)
    make_offer(place, person=person)
    need = make_need(make_institution())
    pass_over(need, person_id=person.id, offer_id=0, name=person.full_name, by=make_user())
    reader = Addressee(email="kenanga@rahasia.example", name="Melati Kenanga", person_id=person.id)
    owe([Letter(to=reader, key="k", kind="reminder", subject="Untuk Melati Kenanga", text="T")])
    return person


def everything_but_the_trail() -> str:
    kept = {"audit_entry", "audit_seal", "search_word"}
    return "\n".join(
        str(tuple(row))
        for table in Model.metadata.sorted_tables
        if table.name not in kept
        for row in db.session.execute(sa.select(table))
    )


def test_nothing_is_left_but_the_trail_and_that_without_addresses(sign_in: SignIn) -> None:
    person = make_melati()
    admin = sign_in(make_user(Role.ADMIN, language="en"))
    here = f"/people/{person.id}"
    further = f"/records/person/{person.id}/fields"
    facts = {"key": "pantangan", "name_id": "Pantangan", "name_en": "Avoids"}
    field = save(CustomField(record_kind="person", type=FieldType.TEXT, **facts)).id
    act_on("person", [person.id], Act.TAG, word="Pantangan rahasia", by=SYSTEM)
    assert post(admin, further, {f"field_{field}": FURTHER}, page=further).status_code == 303

    asked = post(admin, f"{here}/erasures", page=here)
    assert all(secret in everything_but_the_trail() for secret in SECRETS)
    done = post(admin, f"{asked.location}/completion", page=asked.location)

    assert (asked.status_code, done.status_code) == (303, 303)
    left = everything_but_the_trail()
    assert [secret for secret in (*SECRETS, "rahasia.example", "RAHASIA") if secret in left] == []
    assert FURTHER not in left
    assert "kacang" not in left
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Tagging)) == 0
    trail = [str((one.before, one.after)) for one in db.session.scalars(sa.select(AuditEntry))]
    assert not any(secret in line for line in trail for secret in (*SECRETS, FURTHER))
    told = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.fact == "PersonErased")).one()
    assert told.facts == {"number": person.id}
    page = words_of(admin.get(asked.location).text)
    assert "The audit trail: who did what" in page
    assert "This person was erased" in words_of(admin.get(here).text)
    assert f"erased person {person.id}" not in admin.get("/people").text
    assert admin.get("/people?q=melati").text.count("Melati") == 0
    assert post(admin, f"{asked.location}/completion", page="/account").status_code == 409


def test_the_secretariat_asks_and_the_administrator_decides(sign_in: SignIn) -> None:
    person = make_person(name="Ratna")
    admin_user = make_user(Role.ADMIN, language="en")
    secretary, admin = sign_in(make_user(language="en")), sign_in(admin_user)
    here = f"/people/{person.id}"

    asked = post(secretary, f"{here}/erasures", page=here)
    again = post(secretary, f"{here}/erasures", page=here)
    refused = post(secretary, f"{asked.location}/completion", page="/account")
    empty = post(admin, f"{asked.location}/refusal", {"reason": " "}, page=asked.location)
    aside = post(admin, f"{asked.location}/refusal", {"reason": "Ditarik"}, page=asked.location)

    assert asked.location == again.location
    assert (refused.status_code, empty.status_code, aside.status_code) == (403, 422, 303)
    (wish,) = db.session.scalars(sa.select(Erasure))
    assert (wish.state, wish.reason) == (ErasureState.LAID_ASIDE, "Ditarik")
    assert "Ratna" in secretary.get(here).text
    (letter,) = db.session.scalars(sa.select(Message).where(Message.rule == "R48"))
    assert letter.recipient == admin_user.email
    assert "Ratna" not in letter.subject + letter.body_text
    app_lines = db.session.scalars(sa.select(Reminder.user_id).where(Reminder.rule == "R48"))
    assert set(app_lines) == {admin_user.id}


def test_a_backup_that_is_restored_forgets_again(app: Flask) -> None:
    person, other = make_melati(), make_person(name="Lain")
    born = person.created_at
    erase(ask_erasure(person, by=SYSTEM), by=SYSTEM)
    listed = erasure_list()

    person.erased_at, person.name = None, "Melati Kenanga"
    person.email, person.created_at = "kenanga@rahasia.example", born
    db.session.execute(sa.delete(Erasure))
    db.session.flush()
    wrong = [{"person_id": other.id, "mark": listed[0]["mark"]}]

    assert replay_erasures([*listed, *wrong, {"person_id": 99_999, "mark": ""}], by=SYSTEM) == 1
    assert (person.email, person.erased_at is None, other.erased_at) == (None, False, None)
    assert replay_erasures(listed, by=SYSTEM) == 0
    assert "Melati" not in json.dumps(listed)


def test_what_was_decided_is_not_decided_again(app: Flask) -> None:
    wish = ask_erasure(make_person(), by=SYSTEM)
    wish.lay_aside(reason="x", by=SYSTEM)

    with pytest.raises(NotPossible):
        erase(wish, by=SYSTEM)


def test_the_copy_holds_everything_but_the_nip(sign_in: SignIn) -> None:
    person = make_melati()
    secretary = sign_in(make_user(language="en"))
    here = f"/people/{person.id}/copy"

    answer = post(secretary, here)

    packet = zipfile.ZipFile(io.BytesIO(answer.data))
    data, page = packet.read("data.json").decode(), packet.read("index.html").decode()
    for told in ("kenanga@rahasia.example", "STR-1234-RAHASIA", "Dokter", "Untuk Melati Kenanga"):
        assert told in data
        assert told in page
    assert NIP not in data + page
    titles = {chapter["title"] for chapter in json.loads(data)["chapters"]}
    assert {"Who the person is", "Invitations", "Letters that were sent"} <= titles
    assert "made the copy of all data" in words_of(secretary.get(f"/people/{person.id}").text)


def test_the_nip_and_the_registration_are_in_no_history(sign_in: SignIn) -> None:
    person = make_melati()
    secretary = sign_in(make_user(language="en"))
    given = {"name": "Melati Kenanga", "category": "pns", "language": "id", "channel": "email"}
    here = f"/people/{person.id}"

    typed = {**given, "version": str(person.version), "nip": "199001012015012002"}
    assert post(secretary, here, typed, page=f"{here}/edit").status_code == 303

    trail = "".join(
        str((one.before, one.after)) for one in db.session.scalars(sa.select(AuditEntry))
    )
    lines = "".join(str(one.facts) for one in db.session.scalars(sa.select(Entry)))
    for hidden in (NIP, "199001012015012002", "STR-1234-RAHASIA"):
        assert hidden not in trail + lines
        assert hidden not in secretary.get(here).text + secretary.get("/people/experts").text
    assert "'nip': '…'" in trail


# R45 -------------------------------------------------------------------------------------------


def test_an_expert_is_greeted_again_after_180_days(app: Flask) -> None:
    keeper, colleague = make_user(name="Nadia"), make_user(name="Sari")
    own, anybodys, fresh = (make_person(name=name) for name in ("Maya", "Bima", "Lina"))
    for person, owner in ((own, keeper.id), (anybodys, None), (fresh, None)):
        name_expert(person, {"kind": ExpertKind.DOCTOR, "owner_id": owner}, by=SYSTEM)
    own.last_contact_on = anybodys.last_contact_on = date(2026, 1, 4)
    fresh.last_contact_on = date(2026, 1, 5)
    db.session.flush()
    day = date(2026, 1, 4) + timedelta(days=180)

    found = {one.title: one for one in silent_experts(Span(day, day))}

    assert set(found) == {"Maya", "Bima"}
    assert [to.user_id for to in found["Maya"].recipients] == [keeper.id]
    assert {to.user_id for to in found["Bima"].recipients} == {keeper.id, colleague.id}
    own.note_contact(on=today(), by=SYSTEM)
    db.session.flush()
    assert "Maya" not in {one.title for one in silent_experts(Span(day, day))}


def test_a_contact_is_noted_with_one_click(sign_in: SignIn) -> None:
    secretary, person = sign_in(make_user(language="en")), make_person(name="Maya")
    name_expert(person, {"kind": ExpertKind.DOCTOR}, by=SYSTEM)
    here = f"/people/{person.id}"

    assert post(secretary, f"{here}/contacts", page=here).status_code == 303

    assert person.last_contact_on == today()


def browser_of(sign_in: SignIn, role: Role) -> FlaskClient:
    return sign_in(make_user(role))


@pytest.mark.parametrize("role", [Role.BOARD, Role.SECRETARIAT])
def test_nobody_but_an_administrator_erases(sign_in: SignIn, role: Role) -> None:
    person = make_person()
    make_affiliation(person, make_institution())
    wish = ask_erasure(person, by=SYSTEM)
    reader = browser_of(sign_in, role)

    status = post(reader, f"/people/erasures/{wish.id}/completion", page="/account").status_code

    assert status == 403
    assert person.erased_at is None
