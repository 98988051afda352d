"""Pages of assignments: list, draft, record; who sees what."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from crm.core.db import db
from crm.core.transactions import commit
from crm.people.models import Expert, ExpertKind
from crm.permissions import Role
from crm.sharing.models import Assignment, Mode, Party, State
from crm.sharing.negotiation import agree, propose
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_parent_body, make_person, make_user
from tests.factories.sharing import Cast, make_approver, make_assignment
from tests.pages import post, words_of


def filled(cast: Cast, **given: Any) -> dict[str, Any]:
    return {
        "person": cast.ratna.id,
        "home": cast.home.id,
        "host": cast.host.id,
        "role": "Pengatalog",
        "tasks": "Pengatalogan 400 judul",
        "purpose": "S32",
        "starts_on": "2027-04-01",
        "ends_on": "2027-06-30",
        "weekly_minutes": "8",
        "weekdays": ["0", "2"],
        "starts": "09:00",
        "ends": "13:00",
        "zone": "Asia/Makassar",
        "mode": "hybrid",
        "location": "RSUD Puspa Lentera",
        "instrument": "pks_sharing",
        "agreement_id": "0",
        "salary_payer": "home",
        "transport": "6.400.000",
        "transport_payer": "host",
        "lodging_payer": "host",
        "daily_payer": "host",
        "honorarium_payer": "host",
        "revision": "",
        **given,
    }


def new_page(cast: Cast) -> str:
    return f"/sharing/assignments/new?person={cast.ratna.id}&host={cast.host.id}"


def the_assignment() -> Assignment:
    return db.session.scalars(sa.select(Assignment)).one()


def page_of(assignment: Assignment) -> str:
    return f"/sharing/assignments/{assignment.id}"


def test_a_member_drafts_step_by_step(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.dewi_user)

    found = browser.get("/sharing/assignments/new?who=ratna")
    where = browser.get(f"/sharing/assignments/new?person={cast.ratna.id}&where=puspa")
    answer = post(browser, "/sharing/assignments", filled(cast), page=new_page(cast))

    assert "Ratna Prameswari" in words_of(found.text)
    assert f"host={cast.host.id}" in where.text
    assert answer.status_code == 303
    assignment = the_assignment()
    assert (assignment.state, assignment.proposer) == (State.DRAFT, Party.HOME_HEAD)
    assert assignment.current.weekly_minutes == 480
    assert assignment.current.cost == 6_400_000
    assert assignment.current.mode is Mode.HYBRID


def test_a_draft_that_does_not_fit_comes_back_with_everything_typed(
    cast: Cast, sign_in: SignIn
) -> None:
    browser = sign_in(cast.dewi_user)
    wrong = filled(cast, weekly_minutes="6", ends_on="2027-03-01", transport="banyak")

    answer = post(browser, "/sharing/assignments", wrong, page=new_page(cast))

    assert answer.status_code == 422
    assert "Pengatalogan 400 judul" in answer.text
    assert "banyak" in answer.text
    assert "8 jam" in words_of(answer.text)
    assert db.session.scalars(sa.select(Assignment)).all() == []


@pytest.mark.parametrize("hours", ["", "0", "-1", "1e9", "NaN", "enam", "169"])
def test_hours_that_are_none(cast: Cast, sign_in: SignIn, hours: str) -> None:
    browser = sign_in(cast.dewi_user)

    answer = post(
        browser, "/sharing/assignments", filled(cast, weekly_minutes=hours), page=new_page(cast)
    )

    assert answer.status_code == 422


def test_hours_with_a_comma(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.dewi_user)
    given = filled(cast, weekly_minutes="7,5", weekdays=[])

    post(browser, "/sharing/assignments", given, page=new_page(cast))

    assert the_assignment().current.weekly_minutes == 450


def test_a_member_finds_own_people_experts_and_others_by_exact_address(
    cast: Cast, sign_in: SignIn
) -> None:
    stranger = make_person(name="Orang Lain", email="lain@kenanga.example")
    db.session.add(Expert(person=make_person(name="Maya Pakar"), kind=ExpertKind.DOCTOR))
    browser = sign_in(cast.dewi_user)
    page = "/sharing/assignments/new?who="

    assert "Maya Pakar" in browser.get(page + "maya").text
    assert "Orang Lain" not in browser.get(page + "orang").text
    assert "Orang Lain" in browser.get(page + "lain@kenanga.example").text
    by_number = browser.get(f"/sharing/assignments/new?person={stranger.id}")
    assert "Orang Lain" not in by_number.text


def test_the_host_asks_for_help_itself(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.yusuf_user)
    who = cast.ratna.email
    page = f"/sharing/assignments/new?person={cast.ratna.id}&who={who}"

    answer = post(browser, "/sharing/assignments", filled(cast, who=who, host=1), page=page)

    assert answer.status_code == 303
    assert the_assignment().host_id == cast.host.id
    assert the_assignment().proposer is Party.HOST_HEAD


def test_a_draft_is_sent(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast)
    browser = sign_in(cast.dewi_user)

    answer = post(browser, f"{page_of(assignment)}/proposals", page=page_of(assignment))

    assert answer.status_code == 303
    assert the_assignment().state is State.PROPOSED


def test_an_incomplete_draft_says_what_is_missing(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast, role="")
    browser = sign_in(cast.dewi_user)

    assert "peran di instansi penerima" in words_of(browser.get(page_of(assignment)).text)
    answer = post(browser, f"{page_of(assignment)}/proposals", page=page_of(assignment))

    assert answer.status_code == 409
    assert "peran di instansi penerima" in words_of(answer.text)


def test_a_draft_is_changed(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast)
    browser = sign_in(cast.dewi_user)
    given = filled(cast, role="Pelatih", revision=assignment.revision)

    answer = post(browser, page_of(assignment), given, page=f"{page_of(assignment)}/edit")

    assert answer.status_code == 303
    assert the_assignment().current.role == "Pelatih"


def test_two_who_write_at_once_lose_nothing(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast)
    browser, edit = sign_in(cast.dewi_user), f"{page_of(assignment)}/edit"
    first = filled(cast, role="Pertama", revision=assignment.revision)
    second = filled(cast, role="Kedua", revision=assignment.revision)

    post(browser, page_of(assignment), first, page=edit)
    refused = post(browser, page_of(assignment), second, page=edit)

    assert refused.status_code == 422
    assert "Kedua" in refused.text
    assert the_assignment().current.role == "Pertama"
    again = filled(cast, role="Kedua", revision=the_assignment().revision)
    assert post(browser, page_of(assignment), again, page=edit).status_code == 303
    assert the_assignment().current.role == "Kedua"


def test_each_sees_what_concerns_them(cast: Cast, sign_in: SignIn) -> None:
    proposed = make_assignment(cast)
    propose(proposed, by=cast.dewi_user)
    other = make_institution(name="RS Kenanga")
    strangers = [
        make_user(Role.PARTNER, institution_id=other.id),
        make_user(Role.EXPERT),
        make_approver(make_parent_body()),
        make_user(Role.PARTNER),
    ]
    insiders = [
        cast.dewi_user, cast.yusuf_user, cast.secretariat, make_approver(cast.faculty),
        make_user(Role.BOARD), make_user(Role.ADMIN), expert_behind(cast),
    ]  # fmt: skip

    for stranger in strangers:
        assert sign_in(stranger).get(page_of(proposed)).status_code == 404, stranger.role
        assert "Ratna" not in sign_in(stranger).get("/sharing/assignments").text
    for insider in insiders:
        assert sign_in(insider).get(page_of(proposed)).status_code == 200, insider.role
        assert "Ratna" in sign_in(insider).get("/sharing/assignments").text
    assert sign_in(make_user(Role.CAMPAIGN_MANAGER)).get(page_of(proposed)).status_code == 403


def expert_behind(cast: Cast) -> Any:
    user = make_user(Role.EXPERT, name=cast.ratna.name)
    cast.ratna.user = user
    return user


def test_a_draft_is_seen_by_its_own_side_only(cast: Cast, sign_in: SignIn) -> None:
    draft = make_assignment(cast)

    assert sign_in(cast.dewi_user).get(page_of(draft)).status_code == 200
    assert sign_in(cast.secretariat).get(page_of(draft)).status_code == 200
    for stranger in (cast.yusuf_user, make_approver(cast.faculty), expert_behind(cast)):
        assert sign_in(stranger).get(page_of(draft)).status_code == 404


def test_buttons_are_for_those_who_may(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    yes = f"{page_of(assignment)}/signoffs"

    assert yes in sign_in(cast.yusuf_user).get(page_of(assignment)).text
    for other in (cast.dewi_user, cast.secretariat, make_user(Role.BOARD)):
        assert yes not in sign_in(other).get(page_of(assignment)).text


def test_without_the_right_to_confirm_nobody_signs(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    cast.yusuf.affiliations[0].ends_on = date(2027, 2, 23)
    browser, url = sign_in(cast.yusuf_user), f"{page_of(assignment)}/signoffs"

    answer = post(browser, url, {"version": 1}, page=page_of(assignment))

    assert answer.status_code == 403
    assert the_assignment().awaited == [Party.HOST_HEAD, Party.PERSON]


def test_the_secretariat_signs_for_nobody(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    browser, url = sign_in(cast.secretariat), f"{page_of(assignment)}/signoffs"

    assert post(browser, url, {"version": 1}, page=page_of(assignment)).status_code == 403


def test_lanes_and_their_counts(cast: Cast, sign_in: SignIn) -> None:
    make_assignment(cast)
    propose(make_assignment(cast), by=cast.dewi_user)
    browser = sign_in(cast.dewi_user)

    drafts = browser.get("/sharing/assignments?lane=drafts")
    mine = sign_in(cast.yusuf_user).get("/sharing/assignments?lane=mine")

    assert "TGS-2027-001" in drafts.text
    assert "TGS-2027-002" not in drafts.text
    assert "TGS-2027-002" in mine.text
    assert "TGS" not in browser.get("/sharing/assignments?lane=mine").text
    assert browser.get("/sharing/assignments?lane=zzz").status_code == 200
    assert browser.get("/sharing/assignments?after=zzz").status_code == 400


def test_an_answer_of_the_reader_no_longer_waits(cast: Cast, sign_in: SignIn) -> None:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    agree(assignment, cast.voice(Party.HOST_HEAD), version=1)

    assert "TGS" not in sign_in(cast.yusuf_user).get("/sharing/assignments?lane=mine").text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_record_reads_in_both_languages(cast: Cast, sign_in: SignIn, language: str) -> None:
    assignment = make_assignment(cast, costs=[{"item": "salary", "payer": "home", "amount": 0}])
    propose(assignment, by=cast.dewi_user)
    cast.yusuf_user.language = language

    said = words_of(sign_in(cast.yusuf_user).get(page_of(assignment)).text)

    wanted = {
        "id": ["Setuju atas versi 1", "Senin dan Rabu, 09.00–13.00 WITA", "1 dari 3 pihak"],
        "en": ["Agree to version 1", "Monday and Wednesday, 09:00–13:00 WITA", "1 of 3 parties"],
    }
    for words in wanted[language]:
        assert words in said


def test_the_list_costs_the_same_for_one_and_for_many(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    browser = sign_in(cast.secretariat)
    propose(make_assignment(cast), by=cast.dewi_user)
    browser.get("/sharing/assignments")
    with count_queries() as one:
        browser.get("/sharing/assignments")
    for _ in range(7):
        propose(make_assignment(cast), by=cast.dewi_user)
    commit()
    with count_queries() as many:
        browser.get("/sharing/assignments")

    assert len(one) == len(many) <= 6, "\n".join(many)


def test_the_record_costs_a_fixed_number_of_statements(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    browser, page = sign_in(cast.yusuf_user), page_of(assignment)
    browser.get(page)
    with count_queries() as statements:
        assert browser.get(page).status_code == 200

    assert len(statements) <= 12, "\n".join(statements)
