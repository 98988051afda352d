"""What the letters and papers of a gathering say, word for word."""

import sqlalchemy as sa
from flask import Flask
from icalendar import Calendar

from crm.core.db import db
from crm.core.transactions import commit
from crm.documents.models import Document
from crm.gatherings.letters import InvitationWords, circulate, copies_for, issue_invitation, paper
from crm.gatherings.models import Attendance, Gathering, GatheringState, Rsvp
from crm.reminders.models import Enclosure, Message, MessageState
from tests.factories.gathering_cast import Cast
from tests.factories.gatherings import (
    SECRETARY,
    jakarta,
    make_action,
    make_agenda_item,
    make_gathering,
    make_invitee,
)
from tests.factories.register import make_institution
from tests.pages import words_of


def meeting(cast: Cast, **given: object) -> Gathering:
    gathering = make_gathering(**given)
    make_agenda_item(gathering, "Sharing SDM")
    make_agenda_item(gathering, "Rencana kampanye")
    db.session.expire(gathering, ["agenda"])
    make_invitee(gathering, cast.puspa, email="yusuf@puspa.example", name="Yusuf Rahmadi")
    return gathering


def issued(cast: Cast) -> Gathering:
    gathering = meeting(cast)
    issue_invitation(gathering, InvitationWords(), by=SECRETARY)
    commit()
    return gathering


def letters() -> list[Message]:
    return list(db.session.scalars(sa.select(Message).order_by(Message.id)))


def event_with(letter: Message) -> tuple[str, object]:
    [file] = letter.attachments
    data = db.session.get_one(Enclosure, file["sha256"]).data
    calendar = Calendar.from_ical(data)
    assert file["content_type"].startswith("text/calendar; method=")
    return str(calendar["METHOD"]), calendar.events[0]


def test_the_invitation_goes_out_in_the_words_of_its_rule(cast: Cast) -> None:
    issued(cast)

    [letter] = letters()

    assert letter.recipient == "yusuf@puspa.example"
    assert letter.rule == "R01"
    assert letter.subject == "Undangan: Rapat Rutin Januari 2027, Rabu, 13 Januari 2027"
    assert "pukul 11.00 WITA (10.00 WIB), di Ruang Rapat, Bandung" in letter.body_text
    assert "Nomor undangan: 001/UND/SEK-JPK/I/2027." in letter.body_text
    assert "Acara: 1. Sharing SDM; 2. Rencana kampanye." in letter.body_text
    assert "[[link:" in letter.body_text
    method, event = event_with(letter)
    assert (method, event["SEQUENCE"], str(event["SUMMARY"])) == (  # type: ignore[index]
        "REQUEST",
        0,
        "Rapat Rutin Januari 2027",
    )
    assert event["ATTENDEE"] == "mailto:yusuf@puspa.example"  # type: ignore[index]


def test_whoever_has_no_address_is_named_on_the_desk(cast: Cast) -> None:
    gathering = meeting(cast)
    make_invitee(gathering, make_institution(name="Tanpa surel"), email="")
    issue_invitation(gathering, InvitationWords(), by=SECRETARY)
    commit()

    assert [letter.recipient for letter in letters()] == ["yusuf@puspa.example"]


def test_a_moved_meeting_is_told_once_with_the_same_uid(cast: Cast) -> None:
    gathering = issued(cast)
    gathering.invitees[0].rsvp = Rsvp.ACCEPTED
    gathering.move(jakarta(2027, 1, 20), by=SECRETARY, reason="Ruang dipakai")
    commit()

    first, second = letters()

    assert first.state is MessageState.CANCELLED
    assert (
        second.subject
        == "Perubahan jadwal: Rapat Rutin Januari 2027, menjadi Rabu, 20 Januari 2027"
    )
    assert " ".join(second.body_text.split()) == (
        "Yth. Yusuf Rahmadi, Tanggal Rapat Rutin Januari 2027 berubah. "
        "Semula 13 Januari 2027, 10.00 WIB. "
        "Waktu: Rabu, 20 Januari 2027, 10.00–12.00 WIB (11.00 WITA) "
        "Tempat: Ruang Rapat, Bandung Alasan: Ruang dipakai "
        "Jawaban Bapak/Ibu tetap: Hadir. Bila tidak sesuai lagi, ubah di sini. "
        f"[[link:{_link_in(second)}]] "
        "Salam hormat, Sekretariat Jaringan Perpustakaan Kesehatan -- Jaringan Perpustakaan Kesehatan"
    )
    old, new = event_with(first)[1], event_with(second)[1]
    assert old["UID"] == new["UID"]  # type: ignore[index]
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 1)  # type: ignore[index]


def _link_in(letter: Message) -> int:
    return int(letter.body_text.split("[[link:")[1].split("]]")[0])


def test_a_cancelled_meeting_takes_itself_out_of_calendars(cast: Cast) -> None:
    gathering = issued(cast)
    gathering.cancel(reason="Kuorum tidak tercapai", by=SECRETARY)
    commit()

    letter = letters()[-1]

    assert letter.subject == "Dibatalkan: Rapat Rutin Januari 2027"
    assert "Alasan: Kuorum tidak tercapai" in letter.body_text
    method, event = event_with(letter)
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)  # type: ignore[index]


def test_whoever_declined_hears_of_a_new_date_but_not_of_a_new_room(cast: Cast) -> None:
    gathering = issued(cast)
    gathering.invitees[0].rsvp = Rsvp.DECLINED
    gathering.change(by=SECRETARY, place="Aula")
    commit()
    assert len(letters()) == 1

    gathering.move(jakarta(2027, 1, 20), by=SECRETARY)
    commit()

    assert letters()[-1].kind == "gatherings/mail/moved"


def test_a_postponed_meeting_gives_the_hour_back(cast: Cast) -> None:
    gathering = issued(cast)
    gathering.postpone(reason="Banjir", by=SECRETARY)
    commit()

    letter = letters()[-1]

    assert letter.kind == "gatherings/mail/postponed"
    assert event_with(letter)[0] == "CANCEL"


def test_english_readers_get_english(cast: Cast) -> None:
    gathering = issued(cast)
    gathering.invitees[0].language = "en"
    gathering.cancel(reason="Flood", by=SECRETARY)
    commit()

    letter = letters()[-1]

    assert letter.subject == "Cancelled: Rapat Rutin Januari 2027"
    assert "Reason: Flood" in letter.body_text


def test_the_minutes_go_to_those_who_came(cast: Cast) -> None:
    gathering = meeting(cast, state=GatheringState.HELD)
    gathering.invitees[0].attendance = Attendance.PRESENT_ONLINE
    make_invitee(gathering, make_institution(), email="lain@contoh.example")
    minutes = gathering.begin_minutes(by=SECRETARY)
    make_action(gathering, institution=cast.puspa)
    db.session.flush()
    circulate(minutes, by=SECRETARY)
    commit()

    [letter] = letters()

    assert letter.recipient == "yusuf@puspa.example"
    assert letter.rule == "R10"
    said = " ".join(letter.body_text.split())
    assert "Berikut notula 001/NOT/SEK-JPK/I/2027 dari Rapat Rutin Januari 2027." in said
    assert "Mohon kirim koreksi paling lambat Sabtu, 9 Januari 2027." in said
    assert (
        "Tindak lanjut: - Kirim daftar judul ganda: Perpustakaan RSUD Puspa Lentera"
        " · sampai 10 Februari 2027" in said
    )


def test_minutes_are_frozen_with_what_was_said(cast: Cast) -> None:
    gathering = meeting(cast, state=GatheringState.HELD)
    gathering.agenda[0].discussion = "Dibahas panjang"
    minutes = gathering.begin_minutes(by=SECRETARY)
    db.session.flush()
    document = circulate(minutes, by=SECRETARY)
    commit()
    gathering.agenda[0].discussion = "Diubah"
    commit()

    frozen = words_of(db.session.get_one(Document, document.id).papers["id"])

    assert "Notula Nomor 001/NOT/SEK-JPK/I/2027" in frozen
    assert "1. Sharing SDM Dibahas panjang" in frozen
    assert "tidak hadir Perpustakaan RSUD Puspa Lentera" in frozen


def test_a_long_list_is_enclosed_with_local_times(cast: Cast) -> None:
    gathering = meeting(cast)
    for place in (cast.lazuardi, cast.kasuari, cast.anggrek, make_institution()):
        make_invitee(gathering, place)
    document = issue_invitation(gathering, InvitationWords(), by=SECRETARY)
    commit()

    said = words_of(db.session.get_one(Document, document.id).papers["id"])

    assert "Lampiran 1 lembar" in said
    assert "Yth. Kepala perpustakaan yang diundang (daftar terlampir)" in said
    assert "3 Perpustakaan Poltekkes Kasuari Mandiri Kepala Perpustakaan Bersuara 12.00 WIT" in said


def test_the_invitation_exists_in_english_as_well(cast: Cast) -> None:
    gathering = meeting(cast)
    document = issue_invitation(gathering, InvitationWords(), by=SECRETARY)
    commit()

    said = words_of(db.session.get_one(Document, document.id).papers["en"])

    assert "Wednesday, 13 January 2027" in said
    assert "10:00 WIB until 12:00 WIB (11:00 WITA)" in said


def test_copies_go_to_the_office_above_once(cast: Cast) -> None:
    ids = [cast.lazuardi.id, cast.puspa.id, make_institution().id]

    assert copies_for(ids) == [
        "Dekan Fakultas Kedokteran Universitas Lazuardi Nusantara",
        "Direktur RSUD Puspa Lentera",
    ]


def test_the_agenda_counts_the_clock(cast: Cast, app: Flask) -> None:
    gathering = meeting(cast)
    gathering.agenda[0].duration = 45

    with app.test_request_context(headers={"Accept-Language": "id"}):
        said = words_of(paper(gathering, "agenda"))

    assert "1 10.00 WIB Sharing SDM – 2 10.45 WIB Rencana kampanye –" in said


def test_the_attendance_list_is_blank_before_and_filled_after(cast: Cast, app: Flask) -> None:
    gathering = meeting(cast)

    with app.test_request_context(headers={"Accept-Language": "id"}):
        blank = words_of(paper(gathering, "attendance"))
        gathering.state = GatheringState.HELD
        gathering.invitees[0].attendance = Attendance.LATE
        filled = words_of(paper(gathering, "attendance"))

    assert "Tanda tangan" in blank
    assert "Datang terlambat" in filled
