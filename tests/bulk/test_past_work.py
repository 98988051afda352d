"""Who works where, what was promised and what was held: lists and calendars of the past."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from crm.bulk.moments import Moment, moment
from crm.bulk.reading import read
from crm.bulk.remembered import KeptBeside
from crm.core.db import db
from crm.gatherings.models import Gathering, GatheringKind, GatheringState, Mode
from crm.people.models import Affiliation, ContactRole, Person
from crm.reminders.models import Message
from crm.sharing.models import AgreementKind, SharingAgreement, Standing
from tests.bulk import bombs
from tests.bulk.files import Desk
from tests.bulk.test_reading import refusal
from tests.factories.register import make_institution, make_parent_body, make_person

pytestmark = pytest.mark.both_engines

WORK = "nama,email,kode_instansi,jabatan,peran,mulai,catatan\n"
PAST = "nama_kerjasama,mou_or_pks,nomor,mitra,isi,tgl_mulai,tgl_akhir,status\n"
HELD = "Judul,Tanggal,Jam,Tempat,Jenis,Peserta\n"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:satu@contoh
SUMMARY:Rapat koordinasi\\, tahunan
DTSTART;TZID=Asia/Makassar:20230503T090000
DTEND;TZID=Asia/Makassar:20230503T120000
LOCATION:Makassar
END:VEVENT
BEGIN:VEVENT
UID:satu@contoh
RECURRENCE-ID:20230510T010000Z
SUMMARY:Rapat koordinasi
DTSTART:20230510T010000Z
END:VEVENT
BEGIN:VEVENT
UID:dua@contoh
SUMMARY:Lokakarya
DTSTART;VALUE=DATE:20230601
DTEND;VALUE=DATE:20230604
RRULE:FREQ=SECONDLY;COUNT=1000000000
END:VEVENT
BEGIN:VEVENT
UID:tiga@contoh
DTSTART:kemarin
END:VEVENT
END:VCALENDAR
"""


def all_of(model: Any) -> list[Any]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(model).order_by(model.id)))


def test_who_works_where(desk: Desk) -> None:
    make_institution(code="11", name="RS Melati")
    office = make_parent_body(code="1702", name="Dinas Kesehatan")
    make_person(name="Budi", email="b@contoh.id")
    make_person(name="Ani Yudhoyono", title_before="dr.", email=None)
    rows = (
        "Budi,b@contoh.id,11,Kepala,Ketua,2020-01-01,lama\n"
        '"dr. Ani Yudhoyono",,1702,Staf,,,\n'
        "Caca,c@contoh.id,11,,,,\nBudi,b@contoh.id,99,,,,\n"
    )

    refused = desk.told("affiliations", WORK + rows)
    taken = desk.told("affiliations", WORK + rows, "--keep-good")
    again = desk.told("affiliations", WORK + rows, "--keep-good")

    assert (refused.code, refused.counts, refused["written"]) == (1, (2, 0, 0, 0, 2), False)
    assert [one["line"] for one in refused["rejected"]] == [4, 5]
    assert [one["value"] for one in refused["rejected"]] == ["c@contoh.id", "99"]
    assert (taken.counts, again.counts) == ((2, 0, 0, 0, 2), (0, 0, 2, 0, 2))
    budi, ani = all_of(Affiliation)
    assert (budi.role, budi.position, budi.starts_on) == (
        ContactRole.HEAD,
        "Kepala",
        date(2020, 1, 1),
    )
    assert (ani.parent_body_id, ani.may_confirm) == (office.id, False)
    assert [one.said for one in all_of(KeptBeside)] == [{"catatan": "lama"}]


def test_a_row_is_rejected_once_however_much_of_it_is_unknown(desk: Desk) -> None:
    found = desk.told("affiliations", "nama,institusi\nBudi,RS Tak Ada\nAni,RS Lain\n")

    assert (found["rows"], found.counts) == (2, (0, 0, 0, 0, 2))
    assert [(one["line"], one["column"]) for one in found["rejected"]] == [(2, "nama"), (3, "nama")]


def test_one_of_two_namesakes_is_never_guessed(desk: Desk) -> None:
    make_institution(code="11", name="RS Melati")
    make_person(name="Budi", email="b@contoh.id")
    make_person(name="Budi", email="x@contoh.id")

    found = desk.told("affiliations", WORK + "Budi,,11,,,,\nBudi,x@contoh.id,11,,,,\n")

    assert found.counts == (1, 0, 0, 0, 1)
    assert found["rejected"][0]["line"] == 2


def test_a_person_of_a_list_is_placed_at_a_known_institution(desk: Desk) -> None:
    make_institution(code="11", name="RS Melati")
    text = (
        "nama,email,institusi,jabatan\nBudi,b@contoh.id,RS Melati,Kepala\nAni,a@contoh.id,RS X,\n"
    )

    first, again = desk.told("people", text), desk.told("people", text)
    make_institution(code="12", name="RS X")
    later = desk.told("people", text)

    assert (first.counts, again.counts) == ((2, 0, 0, 0, 0), (0, 0, 2, 0, 0))
    assert first.lines == [3]
    assert later.counts == (0, 1, 1, 0, 0)
    assert [(one.person.name, one.place.name) for one in all_of(Affiliation)] == [
        ("Budi", "RS Melati"),
        ("Ani", "RS X"),
    ]


def test_agreements_of_the_past_stand_by_their_days(desk: Desk) -> None:
    partner = make_institution(code="11", name="RS Melati")
    rows = (
        "Magang,MOU,01/2020,RS Melati,Satu,2020-01-01,2022-01-01,Aktif\n"
        "Penelitian,PKS,,Universitas Antah,,5 Mei 2024,2090-01-01,Aktif\n"
        "Tanpa hari,PKS,,RS Melati,,,,\nTerbalik,,,RS Melati,,2024-01-01,2023-01-01,\n"
    )

    found = desk.told("agreements", PAST + rows, "--keep-good")
    again = desk.told("agreements", PAST + rows, "--keep-good")

    assert (found.counts, again.counts) == ((3, 0, 0, 0, 1), (0, 0, 3, 0, 1))
    assert sorted(found.lines) == [3, 5]
    over, runs, backward = all_of(SharingAgreement)
    assert (over.kind, over.standing(on=date(2026, 1, 1))) == (AgreementKind.MOU, Standing.ENDED)
    assert over.institutions == [partner]
    assert over.parties[0].number == "01/2020"
    assert (runs.kind, runs.standing(on=date(2026, 1, 1))) == (
        AgreementKind.PKS,
        Standing.IN_FORCE,
    )
    assert runs.parties[1].name == "Universitas Antah"
    assert backward.valid_to is None
    assert db.session.scalars(sa.select(sa.func.count(Message.id))).one() == 0


def test_a_partner_by_the_number_of_an_earlier_list(desk: Desk) -> None:
    desk.told("institutions", "id,institusi\n7,RS Melati\n8,RS Kenanga\n", name="mitra.csv")
    text = "id,id_mitra,nama_kerjasama,tgl_mulai\n1,7,Magang,2020-01-01\n2,8,Magang,2020-01-01\n"

    found = desk.told("agreements", text)

    assert found.counts == (2, 0, 0, 0, 0)
    assert [one.institutions[0].name for one in all_of(SharingAgreement)] == [
        "RS Melati",
        "RS Kenanga",
    ]


def test_gatherings_of_a_list(desk: Desk) -> None:
    rows = (
        'Rapat kerja,"Rabu, 13 Januari 2021",09.00-12.00 WITA,Makassar,Rapat,12\n'
        "Lokakarya literasi,3-5 Mei 2023,,Zoom,,40\nRapat depan,2090-01-01,09.00,,,\n"
        ",2021-01-01,,,,\nX,,,,,\n"
    )

    found = desk.told("gatherings", HELD + rows, "--keep-good")
    again = desk.told("gatherings", HELD + rows, "--keep-good")

    assert (found.counts, again.counts) == ((3, 0, 0, 0, 2), (0, 0, 3, 0, 2))
    meeting, workshop, ahead = all_of(Gathering)
    assert (meeting.kind, meeting.state) == (GatheringKind.REGULAR, GatheringState.HELD)
    assert (meeting.starts_at, meeting.zone) == (
        datetime(2021, 1, 13, 1, tzinfo=UTC),
        "Asia/Makassar",
    )
    assert meeting.lasts.total_seconds() == 3 * 3600
    assert (workshop.kind, workshop.mode, workshop.lasts.days) == (
        GatheringKind.WORKSHOP,
        Mode.ONLINE,
        2,
    )
    assert ahead.state is GatheringState.DRAFT
    assert [one.said for one in all_of(KeptBeside)] == [{"Peserta": "12"}, {"Peserta": "40"}]


def test_a_calendar_brings_each_appointment_once(desk: Desk) -> None:
    found = desk.told("gatherings", CALENDAR, "--keep-good", name="k.ics")
    again = desk.told("gatherings", CALENDAR, "--keep-good", name="lain.ics")

    assert (found.counts, again.counts) == ((2, 0, 1, 0, 1), (0, 0, 3, 0, 1))
    assert (found["rejected"][0]["line"], found.lines) == (23, [16])
    meeting, workshop = all_of(Gathering)
    assert (meeting.title, meeting.uid) == ("Rapat koordinasi, tahunan", "satu@contoh")
    assert meeting.starts_at == datetime(2023, 5, 3, 1, tzinfo=UTC)
    assert (workshop.starts_at.date(), workshop.ends_at.date()) == (
        date(2023, 6, 1),
        date(2023, 6, 3),
    )


@pytest.mark.parametrize("name", bombs.CALENDARS)
def test_a_calendar_made_to_hurt_is_refused(name: str) -> None:
    assert refusal(bombs.CALENDARS[name]()).key in {"appointments", "too_many_appointments"}


def test_a_calendar_of_huge_rules_is_quick() -> None:
    assert len(list(read(bombs.endless_rules()).rows)) == 300


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2024-05-05", "2024-05-05 12:00+07:00"),
        ("5 Mei 2024 pukul 09.00 WIB", "2024-05-05 09:00+07:00"),
        ("Rabu, 13 Januari 2027, 10.00-12.00 WITA", "2027-01-13 10:00+08:00"),
        ("2024-05-05T09:00:00-07:00", "2024-05-05 09:00-07:00"),
        ("13/01/2027 9:30 PM", "2027-01-13 21:30+07:00"),
        ("3 s/d 5 Mei 2024", "2024-05-03 12:00+07:00"),
    ],
)
def test_days_and_hours_as_people_write_them(text: str, begins: str) -> None:
    found: Moment = moment(text)

    assert found.begin("Asia/Jakarta") == datetime.fromisoformat(begins)


def test_a_file_of_the_past_names_its_people_in_a_workbook(desk: Desk, tmp_path: Path) -> None:
    make_institution(code="11", name="RS Melati")
    make_person(name="Budi", email="b@contoh.id")
    file = tmp_path / "x.csv"
    file.write_text("Daftar pengurus\n\nNama;Surel;Institusi\nBudi;b@contoh.id;RS Melati\n")

    found = desk.brought("affiliations", file)

    assert found.counts == (1, 0, 0, 0, 0)
    assert all_of(Affiliation)[0].person is all_of(Person)[0]
