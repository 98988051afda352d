"""Needs and offers on the board: asked, filled, gone by; who may, and who sees what."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.core.actors import SYSTEM
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from crm.institutions.models import Need, NeedKind
from crm.institutions.queries import today
from crm.permissions import Role
from crm.sharing.board.answering import left_of
from crm.sharing.board.lapsing import let_postings_lapse
from crm.sharing.models import (
    POSTING_MOVES,
    Assignment,
    DeclineReason,
    NeedAnswer,
    Party,
    PassedOver,
    PostingState,
    SharingNeed,
    SharingOffer,
)
from crm.sharing.negotiation import agree, decline, propose
from crm.sharing.queries.postings import needs_visible_to, offers_visible_to
from crm.timeline.models import Entry
from tests.conftest import CountQueries, SignIn
from tests.factories.board import make_able, make_need, make_offer, skill_named
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.factories.sharing import Cast, make_approver
from tests.pages import token_on, words_of

NEEDS, OFFERS, BOARD = "/sharing/needs", "/sharing/offers", "/sharing/board"


def post(
    browser: FlaskClient, url: str, data: dict[str, Any], *, page: str = "/account"
) -> TestResponse:
    """Send a form with the token of a page that always has one."""
    token = token_on(browser.get(page).text)
    return browser.post(url, data={**data, "csrf_token": token})


def filled(cast: Cast, **given: Any) -> dict[str, Any]:
    first = today() + timedelta(days=40)
    return {
        "place": cast.host.id,
        "title": "Mengatalog 400 judul",
        "skill_id": skill_named().id,
        "level": 3,
        "purpose": "S32",
        "mode": "remote",
        "weekly_minutes": "6",
        "starts_on": first,
        "ends_on": first + timedelta(days=60),
        "deadline": today() + timedelta(days=10),
        "detail": "Buku kedokteran",
        **given,
    }


def offered(cast: Cast, **given: Any) -> dict[str, Any]:
    return {
        "place": cast.home.id,
        "person_id": cast.ratna.id,
        "role": "Pengatalog",
        "skill_id": skill_named().id,
        "second_skill_id": skill_named("classification").id,
        "third_skill_id": 0,
        "ability": 3,
        "weekly_minutes": "4",
        "starts_on": today(),
        "ends_on": today() + timedelta(days=200),
        **given,
    }


def the_need() -> SharingNeed:
    return db.session.scalars(sa.select(SharingNeed)).one()


def the_offer() -> SharingOffer:
    return db.session.scalars(sa.select(SharingOffer)).one()


def answered_by(assignment: Assignment) -> NeedAnswer:
    asked = sa.select(NeedAnswer).where(NeedAnswer.assignment_id == assignment.id)
    return db.session.scalars(asked).one()


def the_assignment() -> Assignment:
    return db.session.scalars(sa.select(Assignment).order_by(Assignment.id.desc())).first() or (
        pytest.fail("no assignment")
    )


def shown(browser: FlaskClient, url: str) -> str:
    return words_of(browser.get(url).text.split("<main")[1])


@pytest.mark.both_engines
def test_a_member_asks_proposes_and_the_need_is_filled_when_all_agree(
    cast: Cast, sign_in: SignIn
) -> None:
    make_able(cast.ratna)
    make_offer(cast.home, person=cast.ratna, weekly_minutes=450)
    yusuf = sign_in(cast.yusuf_user)

    asked = post(yusuf, NEEDS, filled(cast), page=f"{NEEDS}/new")

    need = the_need()
    assert asked.headers["Location"] == f"{NEEDS}/{need.id}"
    assert (need.host, need.weekly_minutes, need.state) == (cast.host, 360, PostingState.OPEN)
    page = yusuf.get(f"{NEEDS}/{need.id}").text
    assert "Ratna Prameswari" in page
    assert "ditawarkan oleh instansi asalnya" in words_of(page)
    link = next(one for one in page.split('"') if "/sharing/assignments/new?person=" in one)

    draft = yusuf.get(link.replace("&amp;", "&"))

    assert 'value="Mengatalog 400 judul"' in draft.text
    assert f'name="need" value="{need.id}"' in draft.text
    chosen = {"person": cast.ratna.id, "host": cast.host.id, "home": cast.home.id}
    chosen |= {"need": need.id, "offer": the_offer().id}
    post(yusuf, "/sharing/assignments", written(need) | chosen, page=link.replace("&amp;", "&"))
    assignment = the_assignment()
    assert answered_by(assignment).need is need
    assert assignment.current.skills == ["cataloguing"]

    propose(assignment, by=cast.yusuf_user)
    commit()
    assert the_need().state is PostingState.OPEN
    all_agree(cast, assignment)

    assert the_need().state is PostingState.FILLED
    assert left_of(the_offer()) == 450 - 360
    assert the_offer().state is PostingState.OPEN


def written(need: SharingNeed, **given: Any) -> dict[str, Any]:
    return {
        "role": need.title,
        "tasks": need.title,
        "purpose": need.purpose.value,
        "instrument": "pks_sharing",
        "agreement_id": 0,
        "weekly_minutes": "6",
        "starts_on": need.starts_on,
        "ends_on": need.ends_on,
        "zone": "Asia/Makassar",
        "mode": need.mode.value,
        "salary_payer": "home",
        "transport_payer": "home",
        "lodging_payer": "home",
        "daily_payer": "home",
        "honorarium_payer": "home",
        **given,
    }


def all_agree(cast: Cast, assignment: Assignment) -> None:
    for party in list(assignment.awaited):
        agree(assignment, cast.voice(party), version=1)
    commit()


def drafted(cast: Cast, sign_in: SignIn, need: SharingNeed, **given: Any) -> Assignment:
    """Ratna is drafted and proposed for a need by the secretariat."""
    browser = sign_in(cast.secretariat)
    chosen = {"person": cast.ratna.id, "home": cast.home.id, "host": need.host_id, "need": need.id}
    page = "/sharing/assignments/new?" + "&".join(f"{k}={v}" for k, v in (chosen | given).items())
    answer = post(browser, "/sharing/assignments", written(need) | chosen | given, page=page)
    assert answer.status_code == 303
    assignment = the_assignment()
    propose(assignment, by=cast.secretariat)
    commit()
    return assignment


def test_what_falls_through_opens_need_and_offer_again(cast: Cast, sign_in: SignIn) -> None:
    need = make_need(cast.host)
    offer = make_offer(cast.home, person=cast.ratna, weekly_minutes=360)
    assignment = drafted(cast, sign_in, need, offer=offer.id)
    all_agree(cast, assignment)
    assert (need.state, offer.state) == (PostingState.FILLED, PostingState.FILLED)

    assignment.withdraw(by=cast.secretariat.as_actor(), reason="Ratna sakit")
    commit()

    assert (need.state, offer.state) == (PostingState.OPEN, PostingState.OPEN)


def test_a_decline_before_all_agreed_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    need = make_need(cast.host)
    assignment = drafted(cast, sign_in, need)

    decline(
        assignment,
        cast.voice(Party.HOME_HEAD),
        version=1,
        reason=DeclineReason.CAPACITY,
        note="Penuh",
    )
    commit()

    assert need.state is PostingState.OPEN


def test_a_settled_need_takes_no_new_draft(cast: Cast, sign_in: SignIn) -> None:
    need = make_need(cast.host)
    need.withdraw(by=SYSTEM, reason="Sudah ada")
    browser = sign_in(cast.secretariat)
    chosen = {"person": cast.ratna.id, "home": cast.home.id, "host": cast.host.id, "need": need.id}

    answer = post(browser, "/sharing/assignments", written(need) | chosen)

    assert answer.status_code == 409
    assert db.session.scalar(sa.select(sa.func.count(Assignment.id))) == 0


@pytest.mark.both_engines
def test_the_clock_lets_needs_and_offers_go_by_once(cast: Cast) -> None:
    need = make_need(cast.host, deadline=today())
    offer = make_offer(cast.home, ends_on=today())
    later = make_need(cast.host, title="Lain", deadline=today() + timedelta(days=30))
    commit()

    assert let_postings_lapse() == 0
    with time_machine.travel("2027-02-25T02:00:00+00:00", tick=False):
        assert let_postings_lapse() == 2
        assert let_postings_lapse() == 0
    states = [db.session.get_one(type(one), one.id).state for one in (need, offer, later)]
    assert states == [PostingState.PAST, PostingState.PAST, PostingState.OPEN]


def test_a_past_need_waits_again_when_its_deadline_is_moved(
    cast: Cast, sign_in: SignIn, clock_stands: time_machine.Traveller
) -> None:
    need = make_need(cast.host, deadline=today())
    clock_stands.move_to("2027-02-27T02:00:00+00:00", tick=False)
    need.lapse(on=today())
    commit()
    yusuf, url = sign_in(cast.yusuf_user), f"{NEEDS}/{need.id}"
    typed = filled(cast, version=need.version, title="Mengatalog 300 judul")

    post(yusuf, url, typed, page=f"{url}/edit")

    assert (need.state, need.title) == (PostingState.OPEN, "Mengatalog 300 judul")


def test_who_saves_second_sees_what_was_saved_first_and_loses_nothing(
    cast: Cast, sign_in: SignIn
) -> None:
    need = make_need(cast.host)
    commit()
    old = need.version
    need.change(by=SYSTEM, on=today(), weekly_minutes=240, title="Dari orang lain")
    commit()
    yusuf, url = sign_in(cast.yusuf_user), f"{NEEDS}/{need.id}"

    answer = post(yusuf, url, filled(cast, version=old, title="Milik saya"), page=f"{url}/edit")

    assert answer.status_code == 422
    assert 'value="Milik saya"' in answer.text
    assert "Dari orang lain" in words_of(answer.text)
    assert ": 4" in words_of(answer.text)
    again = filled(cast, version=need.version, title="Milik saya")
    assert post(yusuf, url, again, page=f"{url}/edit").status_code == 303
    assert need.title == "Milik saya"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("skill_id", "999"),
        ("weekly_minutes", "banyak"),
        ("weekly_minutes", "0"),
        ("ends_on", "2027-01-01"),
        ("ends_on", "2029-01-01"),
        ("deadline", "2027-02-23"),
        ("deadline", "2028-01-01"),
        ("mode", "sihir"),
    ],
)
def test_what_can_not_be_asked_is_said_beside_the_field(
    cast: Cast, sign_in: SignIn, name: str, value: str
) -> None:
    yusuf = sign_in(cast.yusuf_user)

    answer = post(yusuf, NEEDS, filled(cast, **{name: value}), page=f"{NEEDS}/new")

    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text
    assert "Buku kedokteran" in answer.text
    assert db.session.scalar(sa.select(sa.func.count(SharingNeed.id))) == 0


def test_only_who_may_confirm_for_an_institution_asks_for_it(cast: Cast, sign_in: SignIn) -> None:
    liaison = make_user(Role.PARTNER, institution_id=cast.host.id)
    need = make_need(cast.host)
    offer = make_offer(cast.home)
    commit()
    plain, dewi = sign_in(liaison), sign_in(cast.dewi_user)

    assert plain.get(f"{NEEDS}/new").status_code == 409
    assert post(plain, NEEDS, filled(cast)).status_code == 409
    assert plain.get(f"{NEEDS}/{need.id}/edit").status_code == 403
    assert post(dewi, f"{NEEDS}/{need.id}/withdrawals", {"reason": "x"}).status_code == 403
    assert post(plain, f"{OFFERS}/{offer.id}", offered(cast)).status_code == 403
    assert post(dewi, NEEDS, filled(cast), page=f"{NEEDS}/new").status_code == 303
    assert [one.host.name for one in db.session.scalars(sa.select(SharingNeed))] == [
        cast.host.name,
        cast.home.name,
    ], "a member asks for its own institution, whatever the form says"


def test_members_see_what_is_open_and_their_own(cast: Cast) -> None:
    theirs = make_need(cast.host)
    gone = make_need(cast.host, title="Dicabut")
    gone.withdraw(by=SYSTEM, reason="Sudah ada")
    offer = make_offer(cast.home)
    commit()
    seen = {
        "secretariat": cast.secretariat,
        "yusuf": cast.yusuf_user,
        "dewi": cast.dewi_user,
        "dean": make_approver(cast.faculty),
        "expert": make_user(Role.EXPERT),
    }

    needs = {
        name: set(db.session.scalars(needs_visible_to(user, on=today())))
        for name, user in seen.items()
    }

    assert needs == {
        "secretariat": {theirs, gone},
        "yusuf": {theirs, gone},
        "dewi": {theirs},
        "dean": set(),
        "expert": set(),
    }
    dean = offers_visible_to(seen["dean"], on=today())
    assert list(db.session.scalars(dean)) == [offer], "the dean's own tree"


def test_an_offer_shows_the_needs_it_fits_with_reasons(cast: Cast, sign_in: SignIn) -> None:
    near = make_need(cast.host)
    make_need(cast.host, title="Melatih penelusuran", code="literature_search")
    much = make_need(make_institution(), title="Tingkat ahli", level=4)
    commit()
    dewi = sign_in(cast.dewi_user)

    post(dewi, OFFERS, offered(cast), page=f"{OFFERS}/new")

    offer = the_offer()
    assert (offer.home, offer.person, len(offer.skills)) == (cast.home, cast.ratna, 2)
    page = shown(dewi, f"{OFFERS}/{offer.id}")
    assert page.index(near.title) < page.index(much.title)
    assert "tingkat 3" in page
    assert "Melatih penelusuran" not in page
    home = dewi.get(f"{OFFERS}/{offer.id}").text
    assert f"need={near.id}" in home


def test_an_offer_that_names_nobody_leads_to_a_name(cast: Cast, sign_in: SignIn) -> None:
    need, offer = make_need(cast.host), make_offer(cast.home, weekly_minutes=360)
    commit()
    staff = sign_in(cast.secretariat)

    page = staff.get(f"{NEEDS}/{need.id}").text
    link = next(one for one in page.split('"') if "assignments/new?home=" in one)
    step = staff.get(link.replace("&amp;", "&") + "&who=ratna").text

    assert "Pengatalog" in words_of(page)
    assert f"need={need.id}" in step
    assert f"offer={offer.id}" in step
    assert f"person={cast.ratna.id}" in step


@pytest.mark.both_engines
def test_the_whole_board_is_accepted_line_by_line(cast: Cast, sign_in: SignIn) -> None:
    make_able(cast.ratna)
    first, second = make_need(cast.host), make_need(cast.host, title="Kedua")
    spare = make_able(make_person(name="Bima Cadangan"), level=2)
    make_affiliation(spare, cast.home)
    commit()
    staff = sign_in(cast.secretariat)
    page = shown(staff, BOARD)
    assert page.index("Ratna Prameswari") < page.index("Bima Cadangan")
    line = {"need": first.id, "person": cast.ratna.id, "home": cast.home.id, "offer": 0}

    answer = post(staff, BOARD, line)

    assignment = the_assignment()
    assert answer.headers["Location"] == f"/sharing/assignments/{assignment.id}"
    assert answered_by(assignment).need is first
    assert (assignment.current.weekly_minutes, assignment.current.tasks) == (360, first.title)
    assert post(staff, BOARD, line).status_code == 409, "the need waits no more"
    again = {**line, "need": second.id}
    assert post(staff, BOARD, again).status_code == 409, "Ratna's hours are drafted away"
    assert "Ratna Prameswari" not in shown(staff, BOARD)


@pytest.mark.parametrize("broken", ["need", "person", "home"])
def test_a_line_that_is_not_proposed_is_not_accepted(
    cast: Cast, sign_in: SignIn, broken: str
) -> None:
    make_able(cast.ratna)
    need = make_need(cast.host)
    commit()
    line = {"need": need.id, "person": cast.ratna.id, "home": cast.home.id, "offer": 0}

    answer = post(sign_in(cast.secretariat), BOARD, {**line, broken: "99999"})

    assert answer.status_code == 409
    assert db.session.scalar(sa.select(sa.func.count(Assignment.id))) == 0


def test_passing_over_is_remembered_and_taken_back(cast: Cast, sign_in: SignIn) -> None:
    make_able(cast.ratna)
    need = make_need(cast.host)
    commit()
    staff, url = sign_in(cast.secretariat), f"{NEEDS}/{need.id}"

    post(staff, "/sharing/passings", {"need": need.id, "person": cast.ratna.id, "offer": 0})

    fits, _, passed = shown(staff, url).partition("Dilewati")
    assert "Ratna Prameswari" not in fits
    assert "Ratna Prameswari" in passed
    assert "Ratna Prameswari" not in shown(staff, BOARD).partition("Dilewati")[0]
    one = db.session.scalars(sa.select(PassedOver)).one()
    post(staff, f"/sharing/passings/{one.id}/deletion", {})
    assert "Ratna Prameswari" in shown(staff, url).partition("Riwayat")[0]


def test_nobody_is_passed_over_who_is_no_candidate_and_nobody_elses_need(
    cast: Cast, sign_in: SignIn
) -> None:
    make_able(cast.ratna)
    need = make_need(cast.host)
    commit()
    line = {"need": need.id, "person": cast.dewi.id, "offer": 0}

    assert post(sign_in(cast.secretariat), "/sharing/passings", line).status_code == 404
    hers = {**line, "person": cast.ratna.id}
    assert post(sign_in(cast.dewi_user), "/sharing/passings", hers).status_code == 403


def test_a_need_of_the_register_leads_to_one_on_the_board(cast: Cast, sign_in: SignIn) -> None:
    noted = save(
        Need.note(
            cast.host,
            by=SYSTEM,
            on=today(),
            kind=NeedKind.SKILL,
            title="Tenaga pengolah",
            detail="Dua rak",
        )
    )
    commit()
    yusuf = sign_in(cast.yusuf_user)
    page = f"{NEEDS}/new?place={cast.host.id}&from={noted.id}"

    assert page.replace("&", "&amp;") in yusuf.get(f"/institutions/{cast.host.id}?part=needs").text
    assert 'value="Tenaga pengolah"' in yusuf.get(page).text
    post(yusuf, NEEDS, {**filled(cast), "from": noted.id}, page=page)
    assert the_need().register_need_id == noted.id


def test_every_move_stands_on_the_timelines_of_need_and_host(cast: Cast, sign_in: SignIn) -> None:
    yusuf = sign_in(cast.yusuf_user)
    post(yusuf, NEEDS, filled(cast), page=f"{NEEDS}/new")
    need = the_need()

    empty = post(yusuf, f"{NEEDS}/{need.id}/withdrawals", {"reason": " "})
    post(yusuf, f"{NEEDS}/{need.id}/withdrawals", {"reason": "Sudah ada"})

    assert empty.status_code == 422
    assert need.end_reason == "Sudah ada"
    told = [
        (one.record_kind, one.fact)
        for one in db.session.scalars(sa.select(Entry).order_by(Entry.id))
        if one.fact.startswith("HelpAsk")
    ]
    assert set(told) == {
        ("sharing_need", "HelpAsked"),
        ("institution", "HelpAsked"),
        ("sharing_need", "HelpAskWithdrawn"),
        ("institution", "HelpAskWithdrawn"),
    }


@pytest.mark.parametrize("start", PostingState)
def test_only_the_moves_of_the_table_are_made(cast: Cast, start: PostingState) -> None:
    need = make_need(cast.host)
    need.state = start

    if PostingState.WITHDRAWN in POSTING_MOVES[start]:
        need.withdraw(by=SYSTEM, reason="x")
        assert need.state is PostingState.WITHDRAWN
    else:
        with pytest.raises(NotPossible):
            need.withdraw(by=SYSTEM, reason="x")


@pytest.mark.parametrize("state", PostingState)
@pytest.mark.parametrize("path", [NEEDS, OFFERS])
def test_the_lists_are_narrowed_by_the_address(
    cast: Cast, sign_in: SignIn, path: str, state: PostingState
) -> None:
    for one in PostingState:
        for posting in (
            make_need(cast.host, title=f"Perlu {one}"),
            make_offer(cast.home, role=f"Tawar {one}"),
        ):
            posting.state = one
    commit()
    staff = sign_in(cast.secretariat)
    known, other = skill_named().id, skill_named("ill").id

    page = shown(staff, f"{path}?state={state}&skill={known}")

    found = [one for one in PostingState if f"Perlu {one}" in page or f"Tawar {one}" in page]
    assert found == [state]
    assert not re.search(
        f"(Perlu|Tawar) {state}", shown(staff, f"{path}?state={state}&skill={other}")
    )
    assert staff.get(f"{path}?state=sihir").status_code == 400


@pytest.mark.parametrize(
    "path", [NEEDS, OFFERS, BOARD, f"{NEEDS}/1", f"{OFFERS}/1", f"{NEEDS}/new"]
)
def test_a_page_costs_the_same_for_one_and_for_many(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries, path: str
) -> None:
    make_able(cast.ratna)
    first, offer = make_need(cast.host), make_offer(cast.home)
    commit()
    path = path.replace(f"{NEEDS}/1", f"{NEEDS}/{first.id}")
    path = path.replace(f"{OFFERS}/1", f"{OFFERS}/{offer.id}")
    dewi, counts = sign_in(cast.secretariat), []
    for number in range(5):
        other = make_institution()
        make_need(make_institution(), title=f"Perlu {number}")
        make_offer(other, role=f"Tawar {number}")
        able = make_able(make_person(name=f"Orang {number}"))
        make_affiliation(able, other)
        save(PassedOver(need=first, person=able))
        commit()
        if number in {0, 4}:
            dewi.get(path)
            with count_queries() as found:
                assert dewi.get(path).status_code == 200
            counts.append(len(found))

    assert counts[0] == counts[1]
    assert counts[0] <= 24
