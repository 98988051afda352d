"""Plans made through the pages: one gathering, a series, a list, a letter, a conversation."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.gatherings.models import (
    AgendaItem,
    Gathering,
    GatheringKind,
    GatheringState,
    Invitee,
    Mode,
    Series,
    Session,
)
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.gathering_cast import Cast
from tests.factories.gatherings import (
    SECRETARY,
    jakarta,
    make_agenda_item,
    make_gathering,
    make_invited,
    make_invitee,
    make_series,
)
from tests.factories.register import make_institution, make_person, make_user
from tests.pages import post, words_of

PLAN = {
    "kind": "working_group",
    "title": "Rapat Pokja Portal",
    "day": "2027-02-03",
    "starts": "10:00",
    "ends": "12.00",
    "zone": "Asia/Makassar",
    "mode": "hybrid",
    "place": "Aula",
    "link": "https://rapat.jpk.example/pokja",
    "agenda": "Portal\n\n  Panen OAI  ",
    "chair_name": "Wulan Hapsari",
    "quorum": "none",
}


def only(model: Any) -> Any:
    return db.session.scalars(sa.select(model)).one()


def test_a_gathering_is_planned_on_the_clock_of_its_place(cast: Cast, sign_in: SignIn) -> None:
    wulan = make_person(name="Wulan Hapsari", title_before="Dr.")

    answer = post(sign_in(cast.sari), "/gatherings", PLAN, page="/gatherings/new")

    gathering = only(Gathering)
    assert answer.headers["Location"].endswith(f"/gatherings/{gathering.id}")
    assert (gathering.kind, gathering.mode) == (GatheringKind.WORKING_GROUP, Mode.HYBRID)
    assert gathering.starts_at == jakarta(2027, 2, 3, 9)
    assert gathering.chair == wulan
    titles = db.session.scalars(sa.select(AgendaItem.title).order_by(AgendaItem.position))
    assert list(titles) == ["Portal", "Panen OAI"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Isi kolom ini."),
        ({"day": "kemarin"}, "Pilih tanggal, misalnya"),
        ({"ends": "09:00"}, "Waktu selesai lebih awal daripada waktu mulai."),
        ({"last_day": "2027-02-01"}, "Pilih"),
        ({"chair_name": "Tidak Ada"}, "Tidak ada orang dengan nama ini di register."),
        ({"link": "rapat"}, "Tulis alamat lengkap"),
        ({"kind": "informal"}, ""),
        ({"zone": "Mars/Olympus"}, ""),
        ({"quorum_number": "-1"}, "Tulis angka 0 sampai 10000."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn, wrong: dict[str, str], said: str
) -> None:
    make_person(name="Wulan Hapsari")

    answer = post(sign_in(cast.sari), "/gatherings", {**PLAN, **wrong}, page="/gatherings/new")

    assert answer.status_code == 422
    assert said in words_of(answer.text)
    assert "Panen OAI" in answer.text
    assert db.session.scalars(sa.select(Gathering)).all() == []


def test_namesakes_are_told_apart_by_address(cast: Cast, sign_in: SignIn) -> None:
    make_person(name="Wulan Hapsari", email="satu@a.example")
    second = make_person(name="Wulan Hapsari", email="dua@a.example")
    browser = sign_in(cast.sari)

    refused = post(browser, "/gatherings", PLAN, page="/gatherings/new")
    assert "satu@a.example, dua@a.example" in words_of(refused.text)

    named = {**PLAN, "chair_name": "Wulan Hapsari <dua@a.example>"}
    post(browser, "/gatherings", named, page="/gatherings/new")
    assert only(Gathering).chair == second


def test_a_plan_is_changed_and_the_stale_one_is_shown_again(cast: Cast, sign_in: SignIn) -> None:
    gathering, browser = make_gathering(), sign_in(cast.sari)
    url = f"/gatherings/{gathering.id}"
    form = {"version": "1", "title": "Judul baru", "mode": "online", "quorum": "none"}

    assert post(browser, url, form, page=f"{url}/edit").status_code == 303
    stale = post(browser, url, {**form, "title": "Judul lain"}, page=f"{url}/edit")

    assert stale.status_code == 422
    assert "Judul lain" in stale.text
    assert db.session.get_one(Gathering, gathering.id).title == "Judul baru"


def test_e6_a_series_on_day_31_says_what_it_skips(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.sari)
    form = {
        "title": "Rapat Akhir Bulan",
        "rhythm": "monthly_by_day",
        "every": "1",
        "day": "2027-01-31",
        "starts": "10:00",
        "ends": "11:00",
        "zone": "Asia/Jakarta",
        "mode": "online",
        "quorum": "none",
    }
    assert (
        "bulan yang tidak punya tanggal itu dilewati" in browser.get("/gatherings/series/new").text
    )

    answer = post(browser, "/gatherings/series", form, page="/gatherings/series/new")

    said = words_of(browser.get(answer.headers["Location"]).text)
    assert (
        "Bulan yang tidak punya tanggal ini dilewati. “Hari kerja terakhir” ada di setiap bulan."
        in said
    )
    assert "7 tanggal" in said
    titles = db.session.scalars(sa.select(Gathering.title).order_by(Gathering.starts_at))
    assert next(iter(titles)) == "Rapat Akhir Bulan Januari 2027"


def test_a_series_keeps_its_dates_ahead_by_itself(
    cast: Cast, today: Any, app: Flask, sign_in: SignIn
) -> None:
    series = make_series()
    series.plan(date(2027, 12, 31), by=SECRETARY)
    browser = sign_in(cast.sari)
    assert "Buat tanggal berikutnya" not in browser.get(f"/gatherings/series/{series.id}").text

    today.move_to(jakarta(2027, 2, 1))
    page = f"/gatherings/series/{series.id}"
    browser = sign_in(cast.sari)
    assert post(browser, f"{page}/extensions", page=page).status_code == 303

    assert db.session.get_one(Series, series.id).made_until == date(2028, 1, 31)


def test_every_member_is_invited_at_once_and_only_once(cast: Cast, sign_in: SignIn) -> None:
    gathering, browser = make_gathering(), sign_in(cast.sari)
    url = f"/gatherings/{gathering.id}/invitees"
    form = {"whom": "members", "capacity": "voting"}

    for _n in range(2):
        assert post(browser, url, form, page=f"{url}/new").status_code == 303

    invited = list(db.session.scalars(sa.select(Invitee).order_by(Invitee.id)))
    assert {one.institution for one in invited} == {
        cast.lazuardi,
        cast.puspa,
        cast.kasuari,
        cast.anggrek,
    }
    assert {one.email for one in invited} >= {"dewi@lazuardi.example", "yusuf@puspa.example"}


def test_one_institution_or_one_person_is_added(cast: Cast, sign_in: SignIn) -> None:
    gathering, browser = make_gathering(), sign_in(cast.sari)
    maya = make_person(name="Maya Lestari", title_before="dr.")
    url = f"/gatherings/{gathering.id}/invitees"

    nobody = post(browser, url, {"whom": "one", "capacity": "voting"}, page=f"{url}/new")
    unknown = post(
        browser,
        url,
        {"whom": "one", "capacity": "voting", "institution": "Entah"},
        page=f"{url}/new",
    )
    post(
        browser,
        url,
        {"whom": "one", "capacity": "speaker", "person": "dr. Maya Lestari"},
        page=f"{url}/new",
    )

    assert nobody.status_code == unknown.status_code == 422
    [place] = db.session.scalars(sa.select(Invitee))
    assert (place.person, place.name) == (maya, "dr. Maya Lestari")
    gone = post(browser, f"{url}/{place.id}/deletion", page=f"{url}/new")
    assert gone.status_code == 303
    assert db.session.scalars(sa.select(Invitee)).all() == []


def test_a_heavy_warning_is_taken_with_open_eyes(cast: Cast, sign_in: SignIn) -> None:
    gathering = make_gathering(starts_at=jakarta(2027, 6, 11))
    make_invitee(gathering, cast.kasuari)
    browser, url = sign_in(cast.sari), f"/gatherings/{gathering.id}/invitations"
    form = {"classification": "urgent", "signatory": "1", "reply_by": "2027-06-06"}

    refused = post(browser, url, form, page=f"{url}/new")
    taken = post(browser, url, {**form, "heed": "y"}, page=f"{url}/new")

    assert refused.status_code == 422
    assert "Centang ini, atau pilih tanggal lain." in words_of(refused.text)
    assert taken.status_code == 303
    entry = db.session.execute(
        sa.text("SELECT after FROM audit_entry WHERE fact = 'InvitationIssued'")
    ).scalar_one()
    assert "W4" in str(entry)


def test_a_letter_needs_a_reader(cast: Cast, sign_in: SignIn) -> None:
    gathering = make_gathering()

    answer = sign_in(cast.sari).get(f"/gatherings/{gathering.id}/invitations/new")

    assert answer.status_code == 409
    assert "Belum ada yang diundang." in words_of(answer.text)


@pytest.mark.parametrize(
    "form",
    [
        {"chosen": "other", "day": "", "starts": "10:00"},
        {"chosen": "other", "day": "2027-02-30", "starts": "10:00"},
        {"chosen": "other", "day": "2027-02-03", "starts": ""},
        {"chosen": "2027-02-03T03:00:00+00:00"},
    ],
)
def test_a_move_needs_a_day_and_an_hour_that_were_offered(
    cast: Cast, sign_in: SignIn, form: dict[str, str]
) -> None:
    gathering = make_gathering()
    url = f"/gatherings/{gathering.id}/moves"

    answer = post(sign_in(cast.sari), url, form, page=f"{url}/new")

    assert answer.status_code == 422
    assert db.session.get_one(Gathering, gathering.id).sequence == 0


def test_any_other_day_can_be_chosen(cast: Cast, sign_in: SignIn) -> None:
    gathering = make_gathering()
    url = f"/gatherings/{gathering.id}/moves"
    form = {"chosen": "other", "day": "2027-02-03", "starts": "13:30"}

    assert post(sign_in(cast.sari), url, form, page=f"{url}/new").status_code == 303

    assert db.session.get_one(Gathering, gathering.id).starts_at == jakarta(2027, 2, 3, 13, 30)


@pytest.mark.parametrize(
    ("path", "state"),
    [("cancellations", GatheringState.CANCELLED), ("postponements", GatheringState.POSTPONED)],
)
def test_calling_off_needs_a_reason(
    cast: Cast, sign_in: SignIn, path: str, state: GatheringState
) -> None:
    gathering, browser = make_invited(), sign_in(cast.sari)
    url = f"/gatherings/{gathering.id}/{path}"

    assert post(browser, url, {"reason": " "}, page=f"{url}/new").status_code == 422
    assert post(browser, url, {"reason": "Banjir"}, page=f"{url}/new").status_code == 303
    assert db.session.get_one(Gathering, gathering.id).state is state


def test_points_keep_their_order(cast: Cast, sign_in: SignIn) -> None:
    gathering, browser = make_gathering(), sign_in(cast.sari)
    first = make_agenda_item(gathering, "Satu")
    make_agenda_item(gathering, "Dua", position=2)
    db.session.expire(gathering)
    url = f"/gatherings/{gathering.id}/agenda"

    post(browser, url, {"title": "Tiga", "position": "1"}, page=f"{url}/new")
    post(browser, f"{url}/{first.id}", {"title": "Satu", "position": "3", "duration": "15"})
    query = sa.select(AgendaItem).order_by(AgendaItem.position)
    assert [(one.title, one.position) for one in db.session.scalars(query)] == [
        ("Tiga", 1),
        ("Dua", 2),
        ("Satu", 3),
    ]
    post(browser, f"{url}/{first.id}/deletion", page=f"{url}/new")
    assert [one.title for one in db.session.scalars(query)] == ["Tiga", "Dua"]


def test_scenario_5_twelve_sessions_are_24_lesson_hours(cast: Cast, sign_in: SignIn) -> None:
    workshop = make_gathering(
        kind=GatheringKind.WORKSHOP,
        title="Lokakarya",
        starts_at=jakarta(2027, 10, 6, 8),
        ends_at=jakarta(2027, 10, 8, 16),
    )
    browser, url = sign_in(cast.sari), f"/gatherings/{workshop.id}/sessions"
    for day in ("2027-10-06", "2027-10-07", "2027-10-08"):
        for starts, ends in (
            ("07:30", "09:00"),
            ("09:15", "10:45"),
            ("11:00", "12:30"),
            ("13:15", "14:45"),
        ):
            form = {"title": "Sesi", "day": day, "starts": starts, "ends": ends, "is_taught": "y"}
            assert post(browser, url, form, page=f"{url}/new").status_code == 303

    said = words_of(browser.get(f"/gatherings/{workshop.id}").text)

    assert "24 jam pelajaran" in said
    assert "Salat Jumat di WIB dan WITA. 8 Oktober 2027, 11.00–12.30 WIB adalah" in said
    assert len(list(db.session.scalars(sa.select(Session)))) == 12


def test_a_meeting_has_no_sessions(cast: Cast, sign_in: SignIn) -> None:
    gathering = make_gathering()

    assert sign_in(cast.sari).get(f"/gatherings/{gathering.id}/sessions/new").status_code == 404


TALK = {
    "on": "2027-01-03",
    "met_with": "Maya Lestari",
    "topic": "Standar perpustakaan rumah sakit",
    "institution": "Perpustakaan RSUD Puspa Lentera",
    "place": "Kantin",
    "promise": "Kirim draf posisi",
    "next_step_on": "2027-01-31",
}


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.CAMPAIGN_MANAGER])
def test_a_conversation_takes_fewer_than_ten_fields(
    cast: Cast, sign_in: SignIn, role: Role
) -> None:
    maya = make_person(name="Maya Lestari")
    browser = sign_in(make_user(role))
    page = browser.get("/gatherings/conversations/new").text
    assert page.count("form-label") == 7

    answer = post(browser, "/gatherings/conversations", TALK, page="/gatherings/conversations/new")

    talk = only(Gathering)
    assert (talk.kind, talk.state) == (GatheringKind.INFORMAL, GatheringState.HELD)
    assert [(one.institution, one.person) for one in talk.invitees] == [(cast.puspa, maya)]
    shown = browser.get(answer.headers["Location"])
    assert "tepati janji sampai Minggu, 31 Januari 2027" in words_of(shown.text)
    kept = f"/gatherings/conversations/{talk.id}/kept"
    assert post(browser, kept, page=f"/gatherings/conversations/{talk.id}").status_code == 303
    assert db.session.get_one(Gathering, talk.id).promise_kept_on == date(2027, 1, 4)


@pytest.mark.parametrize("wrong", [{"met_with": ""}, {"topic": ""}, {"next_step_on": ""}])
def test_a_promise_needs_its_day(cast: Cast, sign_in: SignIn, wrong: dict[str, str]) -> None:
    answer = post(
        sign_in(cast.sari),
        "/gatherings/conversations",
        {**TALK, **wrong},
        page="/gatherings/conversations/new",
    )

    assert answer.status_code == 422
    assert "Kantin" in answer.text


def test_lists_narrow_and_turn_pages(cast: Cast, sign_in: SignIn) -> None:
    for number in range(55):
        make_gathering(title=f"Rapat {number:02}", starts_at=jakarta(2027, 2, 1, 8, number))
    make_gathering(title="Lokakarya", kind=GatheringKind.WORKSHOP)
    make_gathering(title="Sudah lama", starts_at=jakarta(2026, 12, 1))
    browser = sign_in(cast.sari)

    first = browser.get("/gatherings").text
    assert "Rapat 48" in first
    assert "Rapat 54" not in first
    assert "Sudah lama" not in first
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "Rapat 54" in browser.get(following.replace("&amp;", "&")).text
    workshops = browser.get("/gatherings?kind=workshop").text
    assert "Lokakarya" in workshops
    assert "Rapat 01" not in workshops
    assert "Sudah lama" in browser.get("/gatherings?when=past").text
    assert browser.get("/gatherings?kind=nonsense&state=%00x").status_code in {200, 400}
    assert browser.get("/gatherings?after=junk").status_code == 400


@pytest.mark.parametrize("url", ["/gatherings", "/gatherings?when=past", "/gatherings/actions"])
def test_a_list_costs_six_statements_however_long(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries, url: str
) -> None:
    for number in range(20):
        past = make_invited(starts_at=jakarta(2026, 12, 1, 8, number))
        make_invitee(make_invited(starts_at=jakarta(2027, 2, 1, 8, number)), cast.puspa)
        make_invitee(past, cast.puspa)
    for user in (cast.sari, cast.yusuf):
        browser = sign_in(user)
        browser.get(url)

        with count_queries() as statements:
            assert browser.get(url).status_code == 200

        assert len(statements) <= 6, statements


@pytest.mark.parametrize("places", [5, 60])
def test_a_gathering_costs_the_same_with_a_long_list(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries, places: int
) -> None:
    series = make_series()
    gathering = series.plan(date(2027, 12, 31), by=SECRETARY)[1]
    db.session.flush()
    for number in range(places):
        make_invitee(gathering, make_institution(), person=make_person())
        make_agenda_item(gathering, f"Butir {number}")
    browser, url = sign_in(cast.sari), f"/gatherings/{gathering.id}"

    with count_queries() as statements:
        assert browser.get(url).status_code == 200

    assert len(statements) <= 10, statements


def test_a_series_costs_the_same_with_many_dates(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    series = make_series(rule="FREQ=WEEKLY")
    series.plan(date(2027, 12, 31), by=SECRETARY)
    browser, url = sign_in(cast.sari), f"/gatherings/series/{series.id}"

    with count_queries() as statements:
        assert browser.get(url).status_code == 200

    assert len(statements) <= 10, statements
