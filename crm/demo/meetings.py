"""Meetings in the demo: a regular series, a workshop, talks at the coffee machine."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.demo.register import Troupe
from crm.demo.year import ZONE, Year
from crm.gatherings.drafting import plan_gathering, plan_series
from crm.gatherings.letters import InvitationWords, approve, circulate, issue_invitation
from crm.gatherings.lists import all_members
from crm.gatherings.models import (
    ActionItem,
    Attendance,
    Decision,
    Gathering,
    GatheringKind,
    Mode,
    QuorumRule,
    Rsvp,
    Series,
    Session,
    conversation,
    log,
)
from crm.gatherings.planning import outlook
from crm.gatherings.recurrence import Rhythm, rule_for

ANSWERS = (Rsvp.ACCEPTED, Rsvp.ACCEPTED, Rsvp.DECLINED, Rsvp.ACCEPTED, Rsvp.TENTATIVE)

LONG_AGO, STILL_OPEN = -60, -25
TALKS = (
    (-34, "dr. Maya Lestari, M.Kes.", "maya", "Kantin RSUD", "Standar perpustakaan RS",
     "Kirim masukan untuk draf standar perpustakaan rumah sakit", 4),
    (-12, "Tono", "tono", "Telepon", "Perpanjangan keanggotaan RS Kenanga Puspita",
     "Kirim ringkasan manfaat untuk direktur", -2),
    (-5, "Galih Saputra, S.Hum.", "galih", "Kopi pagi di kampus", "Pelatihan sitasi bersama",
     "", 0),
)  # fmt: skip
PROGRAMME = (
    (0, "09:00", "10:30", "Pembukaan dan peta kemitraan", "sari"),
    (0, "10:45", "12:15", "Penelusuran literatur klinis", "galih"),
    (0, "13:15", "14:45", "Telaah kritis bersama dokter", "maya"),
    (1, "09:00", "10:30", "Klasifikasi NLM dan tajuk MeSH", "dewi"),
    (1, "10:45", "12:15", "Panen metadata dan portal satu pintu", "bima"),
)


def live_meetings(troupe: Troupe, year: Year) -> None:
    """Let the network meet: what was, what comes, and what was promised in between."""
    secretary = troupe.secretary
    series = _begin_series(troupe, year, secretary)
    for meeting in _past_of(series, year):
        _hold(meeting, troupe, year, secretary)
    _invite_to_next(series, year, secretary)
    _announce_workshop(troupe, year, secretary)
    _talk(troupe, year)


def _begin_series(troupe: Troupe, year: Year, by: Actor) -> Series:
    first = _second_wednesday(year.today - timedelta(days=100))
    with year.lived(-125):
        return plan_series(
            {
                "kind": GatheringKind.REGULAR,
                "title": "Rapat Rutin Jaringan",
                "rule": rule_for(Rhythm.MONTHLY_BY_WEEKDAY, first),
                "first_starts_at": datetime.combine(first, time(10), ZoneInfo(ZONE)),
                "zone": ZONE,
                "duration": 120,
                "mode": Mode.HYBRID,
                "place": "Perpustakaan FK Universitas Lazuardi Nusantara",
                "link": "https://rapat.jpk.example/rutin",
                "chair": troupe.people["dewi"],
                "note_taker": troupe.people["bima"],
                "quorum": QuorumRule.FRACTION,
            },
            None,
            by=by,
        )


def _second_wednesday(day: date) -> date:
    first = day.replace(day=1)
    return first + timedelta(days=(2 - first.weekday()) % 7 + 7)


def _all_of(series: Series) -> list[Gathering]:
    query = sa.select(Gathering).where(Gathering.series_id == series.id)
    return list(db.session.scalars(query.order_by(Gathering.starts_at)))


def _past_of(series: Series, year: Year) -> list[Gathering]:
    return [one for one in _all_of(series) if one.starts_at.date() < year.today]


def _away(at: datetime, year: Year) -> int:
    return (at.date() - year.today).days


def _again(meeting: Gathering) -> Gathering:
    return db.session.get_one(Gathering, meeting.id)


def _invite(meeting: Gathering, year: Year, by: Actor, *, days_before: int) -> None:
    when = _away(meeting.starts_at, year)
    with year.lived(min(when - days_before, -1)):
        meeting = _again(meeting)
        meeting.add_invitees(all_members(), by=by)
        words = InvitationWords(reply_by=year.day(when - 3))
        issue_invitation(meeting, words, by=by, accepting=_warnings_of(meeting))


def _warnings_of(meeting: Gathering) -> list[str]:
    return outlook(meeting).codes


def _hold(meeting: Gathering, troupe: Troupe, year: Year, by: Actor) -> None:
    _invite(meeting, year, by, days_before=14)
    when = _away(meeting.starts_at, year)
    with year.lived(when - 5):
        _answer(_again(meeting), len(ANSWERS))
    with year.lived(when + 1):
        meeting = _again(meeting)
        present: dict[int, Attendance | None] = {
            one.id: Attendance.PRESENT_ONSITE if place % 3 else Attendance.PRESENT_ONLINE
            for place, one in enumerate(meeting.invitees)
            if one.rsvp is Rsvp.ACCEPTED
        }
        meeting.record_attendance(present, by=by)
        _write_minutes(meeting, troupe, year, by, when)
    with year.lived(when + 3):
        circulate(_again(meeting).changeable_minutes(), by=by)
    if when < STILL_OPEN:
        with year.lived(when + 12):
            approve(_again(meeting).changeable_minutes(), by=by)


def _answer(meeting: Gathering, many: int) -> None:
    for place, invitee in enumerate(meeting.invitees):
        if place % 6 == many:
            continue
        who = Actor(name=invitee.name or "Narahubung", role="invitee", way="link")
        invitee.answer(ANSWERS[place % many], by=who)


def _write_minutes(meeting: Gathering, troupe: Troupe, year: Year, by: Actor, when: int) -> None:
    minutes = meeting.begin_minutes(by=by)
    minutes.opened_at = meeting.starts_at
    save(
        Decision(
            gathering_id=meeting.id,
            text="Setiap anggota membuka alamat OAI paling lambat akhir bulan depan.",
            created_at=clock.now(),
        )
    )
    promises = (
        ("Kirim daftar 400 judul yang perlu dikatalog", "M", "yusuf", 10),
        ("Uji panen OAI STIKes Griya Anggrek", "B", "bima", 24),
    )
    for what, member, person, days in promises:
        action = ActionItem(
            gathering=meeting,
            what=what,
            institution=troupe.members[member],
            person=troupe.people[person],
            due_on=year.day(when + days),
            created_at=clock.now(),
        )
        save(action).agree(by=by)
        if when < LONG_AGO:
            action.complete(evidence="Selesai, lihat lampiran notula.", by=by)


def _invite_to_next(series: Series, year: Year, by: Actor) -> None:
    coming = [one for one in _all_of(series) if one.starts_at.date() > year.today]
    _invite(coming[0], year, by, days_before=15)
    with year.lived(-1):
        _answer(_again(coming[0]), 2)


def _announce_workshop(troupe: Troupe, year: Year, by: Actor) -> None:
    first = year.works.at_or_after(year.today + timedelta(days=40))
    second = year.works.shifted(first, 1)
    days = (first, second)
    with year.lived(-8):
        workshop = plan_gathering(
            {
                "kind": GatheringKind.WORKSHOP,
                "title": "Lokakarya Nasional Literatur Kesehatan",
                "starts_at": _moment(first, "09:00"),
                "ends_at": _moment(second, "12:15"),
                "zone": ZONE,
                "mode": Mode.ONSITE,
                "place": "Bandung, Gedung Pertemuan Lazuardi",
                "chair": troupe.people["dewi"],
            },
            (),
            by=by,
        )
        for day, starts, ends, title, speaker in PROGRAMME:
            save(
                Session(
                    gathering=workshop,
                    starts_at=_moment(days[day], starts),
                    ends_at=_moment(days[day], ends),
                    title=title,
                    speaker=troupe.people[speaker].full_name,
                    speaker_person=troupe.people[speaker],
                )
            )


def _moment(day: date, clock_time: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock_time), ZoneInfo(ZONE))


def _talk(troupe: Troupe, year: Year) -> None:
    sari = troupe.users["sari@jpk.example"]
    for away, met, key, place, topic, promise, next_step in TALKS:
        with year.lived(away, 16):
            talk = conversation(year.day(away), topic=topic, logged_by=sari)
            talk.met_with, talk.place, talk.promise = met, place, promise
            talk.next_step_on = year.day(next_step) if promise else None
            save(talk)
            log(talk, by=sari.as_actor(), institution=None, person=troupe.people[key])
