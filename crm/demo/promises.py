"""Staff sharing in the demo: one promise in each of the states that people meet most."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.actors import Actor
from crm.core.db import db
from crm.demo.board import ask
from crm.demo.register import Troupe
from crm.demo.work import judged, work_on
from crm.demo.year import Year
from crm.people.models import Person
from crm.sharing.amendments.amending import ask_for_change
from crm.sharing.authority import contacts_for
from crm.sharing.behalf.recording import record_answer
from crm.sharing.choosing import Choice, draft
from crm.sharing.letters import issue_duty_letter
from crm.sharing.models import (
    Assignment,
    DeclineReason,
    Mode,
    Party,
    Purpose,
    SharingNeed,
    State,
    Voice,
    Way,
)
from crm.sharing.negotiation import agree, counter, decline, propose


def live_sharing(troupe: Troupe, year: Year) -> None:
    """Let the members make, change and answer promises over the last months."""
    _search_course_was_held(troupe, year)
    _network_help_at_work(troupe, year)
    _cataloguing_with_a_counter(troupe, year)
    _training_waits_for_the_parent(troupe, year)
    _search_help_is_asked(troupe, year)
    _indexing_was_declined(troupe, year)
    _fewer_hours_are_asked(troupe, year)


def _write(
    troupe: Troupe, key: str, home: str, host: str, *, by: User, **content: Any
) -> Assignment:
    need = content.pop("need", None)
    person, there, here = troupe.people[key], troupe.members[home], troupe.members[host]
    choice = Choice(person=person, homes=[there], home=there, host=here, hosts=[here], need=need)
    return draft(
        choice,
        by=by,
        **{
            "zone": here.zone,
            "home_supervisor": _head(troupe, home),
            "host_supervisor": _head(troupe, host),
            **content,
        },
    )


def _head(troupe: Troupe, member: str) -> str:
    head = next((h for h in _humans_at(troupe, member)), None)
    return head.full_name if head else ""


def _humans_at(troupe: Troupe, member: str) -> list[Person]:
    place = troupe.members[member]
    return [
        person
        for person in troupe.people.values()
        if any(a.institution is place and a.may_confirm for a in person.affiliations)
    ]


def _says(troupe: Troupe, party: Party, who: Person, member: str = "") -> Voice:
    institution = troupe.members[member].id if member else None
    actor = Actor(name=who.full_name, role=party.value, institution_id=institution, way="link")
    return Voice(party=party, by=actor, email=who.email or "", person_id=who.id)


def _again(assignment: Assignment) -> Assignment:
    return db.session.get_one(Assignment, assignment.id)


def _everyone_agrees(troupe: Troupe, assignment: Assignment, home: str, host: str) -> None:
    voices = {
        Party.HOME_HEAD: _says(troupe, Party.HOME_HEAD, _humans_at(troupe, home)[0], home),
        Party.HOST_HEAD: _says(troupe, Party.HOST_HEAD, _humans_at(troupe, host)[0], host),
        Party.PERSON: _says(troupe, Party.PERSON, assignment.person),
    }
    for party in list(assignment.awaited):
        agree(assignment, voices[party], version=assignment.current_number)


def _week(*spans: tuple[int, str, str]) -> list[dict[str, Any]]:
    return [{"weekday": day, "starts": starts, "ends": ends} for day, starts, ends in spans]


def _network_help_at_work(troupe: Troupe, year: Year) -> None:
    secretary = troupe.users["sari@jpk.example"]
    with year.lived(-88):
        asked = ask(
            troupe, "Y", by=secretary, title="Pindah ke SLiMS 9", code="slims", level=3,
            purpose=Purpose.AUTOMATION, weekly_minutes=360, mode=Mode.REMOTE,
            starts_on=year.day(-60), ends_on=year.day(20), deadline=year.day(-70),
        )  # fmt: skip
    with year.lived(-80):
        help_ = _write(
            troupe, "bima", "B", "Y", by=secretary, need=db.session.get_one(SharingNeed, asked.id),
            role="Pendamping jaringan dan SLiMS",
            tasks="Memindahkan katalog ke SLiMS 9\nMenyiapkan panen OAI-PMH\nMelatih dua pengelola",
            purpose=Purpose.AUTOMATION, skills=["slims", "oai"], weekly_minutes=360,
            starts_on=year.day(-60), ends_on=year.day(20), mode=Mode.REMOTE,
            slots=_week((0, "13:00", "16:00"), (3, "13:00", "16:00")),
        )  # fmt: skip
        propose(help_, by=secretary)
    with year.lived(-76):
        _everyone_agrees(troupe, _again(help_), "B", "Y")
    with year.lived(-72):
        if not _again(help_).current.needs_parent:
            issue_duty_letter(_again(help_), by=secretary)
    with year.lived(-60):
        _again(help_).begin(on=year.day(-60))
    work_on(_again(help_), "Migrasi katalog", _host_voice(troupe, "Y"), year)


def _fewer_hours_are_asked(troupe: Troupe, year: Year) -> None:
    """The home of the help at work asks for less; until all agreed the old hours hold."""
    help_ = db.session.scalars(sa.select(Assignment).where(Assignment.state == State.ACTIVE)).one()
    with year.lived(-4):
        voice = _says(troupe, Party.HOME_HEAD, _humans_at(troupe, "B")[0], "B")
        changes = {
            "weekly_minutes": 180,
            "slots": _week((3, "13:00", "16:00")),
            "starts_on": year.day(3),
        }
        note = "Kamis saja: Senin Bima menyiapkan akreditasi."
        ask_for_change(_again(help_), voice, version=1, changes=changes, note=note)


def _host_voice(troupe: Troupe, host: str) -> Voice:
    return _says(troupe, Party.HOST_HEAD, _humans_at(troupe, host)[0], host)


def _search_course_was_held(troupe: Troupe, year: Year) -> None:
    """A promise that was kept: worked, confirmed, completed and judged by both sides."""
    secretary = troupe.users["sari@jpk.example"]
    with year.lived(-150):
        help_ = _write(
            troupe, "bima", "B", "K", by=secretary,
            role="Pendamping jaringan", tasks="Menata ulang jaringan ruang baca",
            purpose=Purpose.AUTOMATION, skills=["slims"], weekly_minutes=180,
            starts_on=year.day(-140), ends_on=year.day(-95), mode=Mode.REMOTE,
            slots=_week((1, "13:00", "16:00")),
        )  # fmt: skip
        propose(help_, by=secretary)
    with year.lived(-147):
        _everyone_agrees(troupe, _again(help_), "B", "K")
    with year.lived(-145):
        issue_duty_letter(_again(help_), by=secretary)
    with year.lived(-140):
        _again(help_).begin(on=year.day(-140))
    host = _host_voice(troupe, "K")
    work_on(_again(help_), "Jaringan ruang baca", host, year)
    judged(_again(help_), host, year)


def _cataloguing_with_a_counter(troupe: Troupe, year: Year) -> None:
    dewi, yusuf = troupe.users["dewi@lazuardi.example"], troupe.people["yusuf"]
    with year.lived(-6):
        help_ = _write(
            troupe, "ratna", "B", "M", by=dewi,
            role="Pustakawan pengolahan", tasks="Mengatalog 400 judul buku kedokteran",
            purpose=Purpose.PROCESSING, skills=["cataloguing", "subject_headings"],
            weekly_minutes=480, starts_on=year.day(20), ends_on=year.day(110), mode=Mode.REMOTE,
            slots=_week((1, "09:00", "13:00"), (3, "09:00", "13:00")),
        )  # fmt: skip
        propose(help_, by=dewi)
    with year.lived(-3, 14):
        changes = {
            "weekly_minutes": 360,
            "slots": _week((1, "09:00", "12:00"), (3, "09:00", "12:00")),
            "ends_on": year.day(140),
        }
        voice = _says(troupe, Party.HOST_HEAD, yusuf, "M")
        note = "Tiga jam sehari lebih cocok dengan jam layanan kami."
        counter(_again(help_), voice, version=1, changes=changes, note=note)


def _training_waits_for_the_parent(troupe: Troupe, year: Year) -> None:
    secretary = troupe.users["sari@jpk.example"]
    with year.lived(-20):
        help_ = _write(
            troupe, "dewi", "B", "S", by=secretary,
            role="Pelatih pengolahan", tasks="Melatih klasifikasi NLM\nMenyusun panduan lokal",
            purpose=Purpose.SKILLS, skills=["classification"], weekly_minutes=240,
            starts_on=year.day(15), ends_on=year.day(125), mode=Mode.REMOTE,
            slots=_week((2, "09:00", "13:00")),
        )  # fmt: skip
        propose(help_, by=secretary)
    with year.lived(-9):
        _everyone_agrees(troupe, _again(help_), "B", "S")


def _search_help_is_asked(troupe: Troupe, year: Year) -> None:
    secretary = troupe.users["sari@jpk.example"]
    with year.lived(-2):
        help_ = _write(
            troupe, "galih", "C", "M", by=secretary,
            role="Pendamping tinjauan sistematis", tasks="Mendampingi tiga tim penelusur",
            purpose=Purpose.COACHING, skills=["systematic_review"], weekly_minutes=180,
            starts_on=year.day(25), ends_on=year.day(60), mode=Mode.REMOTE,
            slots=_week((4, "08:00", "11:00")),
        )  # fmt: skip
        propose(help_, by=secretary)
    with year.lived(-1, 10):
        _head_says_yes_by_phone(_again(help_), secretary, year)


def _head_says_yes_by_phone(help_: Assignment, secretary: User, year: Year) -> None:
    """The home has no time for letters: the secretariat writes the answer down."""
    head = contacts_for(help_)[Party.HOME_HEAD][0]
    by = replace(secretary.as_actor(), on_behalf_of=head.name, way=Way.PHONE.value)
    voice = Voice(
        party=Party.HOME_HEAD, by=by, email=head.email, person_id=head.person_id,
        said_on=year.day(-1), note="Lewat telepon perpustakaan: setuju, asal hanya Jumat pagi.",
    )  # fmt: skip
    record_answer(help_, voice, version=1)


def _indexing_was_declined(troupe: Troupe, year: Year) -> None:
    secretary, rudi = troupe.users["sari@jpk.example"], troupe.people["rudi"]
    with year.lived(-45):
        help_ = _write(
            troupe, "rudi", "N", "D", by=secretary,
            role="Pengindeks artikel", tasks="Mengindeks 12 nomor majalah",
            purpose=Purpose.PROCESSING, skills=["indexing"], weekly_minutes=300,
            starts_on=year.day(-20), ends_on=year.day(20), mode=Mode.REMOTE,
            slots=_week((1, "13:00", "15:30"), (3, "13:00", "15:30")),
        )  # fmt: skip
        propose(help_, by=secretary)
    with year.lived(-41):
        voice = _says(troupe, Party.HOME_HEAD, rudi, "N")
        note = "Dua pustakawan kami sedang cuti sampai akhir bulan."
        decline(_again(help_), voice, version=1, reason=DeclineReason.CAPACITY, note=note)
