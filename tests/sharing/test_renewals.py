"""What ends and goes on: renewals, gaps, a review after so many, clauses, periods (domain 3.5)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from crm.home.sharing_lines import agreements_to_settle
from crm.network.queries import the_network
from crm.people.models import Affiliation
from crm.permissions import Role
from crm.reminders.forecast import forecast
from crm.reminders.models import Message
from crm.sharing.housekeeping import move_with_time
from crm.sharing.letters import issue_agreement
from crm.sharing.models import AgreementKind, Assignment, Party, SharingAgreement, State
from crm.sharing.negotiation import propose
from crm.sharing.renewals.spans import gap_between, next_span
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.factories.sharing import Cast, make_agreement, make_assignment
from tests.pages import post, words_of

JUNE = datetime(2027, 6, 1, 2, 0, tzinfo=UTC)
LAST = date(2027, 6, 30)


@pytest.fixture
def work(cast: Cast, clock_stands: time_machine.Traveller) -> Assignment:
    """Eight hours a week from 1 April to 30 June, at work on 1 June."""
    return at_work(make_assignment(cast), clock_stands)


def at_work(made: Assignment, clock_stands: time_machine.Traveller) -> Assignment:
    made.current.required = ["home_head", "host_head", "person"]
    made.state, made.number_in_force, made.current.proposed_at = State.ACTIVE, 1, made.created_at
    commit()
    clock_stands.move_to(JUNE)
    return made


def page_of(work: Assignment) -> str:
    return f"/sharing/assignments/{work.id}"


def draft_of(cast: Cast, **given: Any) -> dict[str, Any]:
    """The form of the renewal as it stands there, unless said otherwise."""
    return {
        "role": "Pengatalog", "tasks": "Pengatalogan 400 judul", "purpose": "S32",
        "starts_on": "2027-07-01", "ends_on": "2027-09-30", "weekly_minutes": "8",
        "weekdays": ["0", "2"], "starts": "09:00", "ends": "13:00", "zone": "Asia/Makassar",
        "mode": "hybrid", "location": cast.host.name, "instrument": "pks_sharing",
        "agreement_id": "0", "salary_payer": "home", "transport_payer": "host",
        "lodging_payer": "host", "daily_payer": "host", "honorarium_payer": "host", **given,
    }  # fmt: skip


def renewed(cast: Cast, sign_in: SignIn, work: Assignment, **given: Any) -> int:
    browser, page = sign_in(cast.dewi_user), f"{page_of(work)}/renewals"
    form = draft_of(cast, **given)
    status = post(browser, page, form, page="/sharing/assignments/new").status_code
    db.session.expire_all()
    return status


def newest() -> Assignment:
    return db.session.scalars(sa.select(Assignment).order_by(Assignment.id.desc())).first()  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("first", "last", "then", "until"),
    [
        (date(2027, 4, 1), date(2027, 6, 30), date(2027, 7, 1), date(2027, 9, 30)),
        (date(2027, 3, 1), date(2028, 2, 29), date(2028, 3, 1), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2029, 2, 28), date(2029, 3, 1), date(2031, 2, 28)),
        (date(2027, 4, 15), date(2027, 5, 14), date(2027, 5, 15), date(2027, 6, 14)),
        (date(2027, 4, 1), date(2027, 4, 10), date(2027, 4, 11), date(2027, 4, 20)),
        (date(2028, 2, 29), date(2028, 2, 29), date(2028, 3, 1), date(2028, 3, 1)),
        (date(2027, 12, 20), date(2028, 1, 8), date(2028, 1, 9), date(2028, 1, 28)),
    ],
)
def test_what_follows_is_as_long(first: date, last: date, then: date, until: date) -> None:
    assert next_span(first, last) == (then, until)


def test_a_gap_is_the_days_between() -> None:
    assert [gap_between(LAST, LAST + timedelta(days=days)) for days in (-3, 1, 2, 8)] == [
        0, 0, 1, 7,
    ]  # fmt: skip


def test_the_page_leads_to_a_draft_whose_days_follow(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    browser, form = sign_in(cast.dewi_user), f"{page_of(work)}/renewals/new"

    assert form in browser.get(page_of(work)).text
    filled = browser.get(form).text

    for words in ('value="2027-07-01"', 'value="2027-09-30"', "Pengatalogan 400 judul"):
        assert words in filled
    assert newest() == work


def test_a_renewal_is_agreed_to_anew_and_both_pages_show_the_line(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    assert renewed(cast, sign_in, work, starts_on="2027-07-05") == 303
    made = newest()
    assert (made.renews_id, made.times_renewed, made.state) == (work.id, 1, State.DRAFT)
    assert made.sign_offs == []
    propose(made, by=cast.dewi_user)
    commit()
    assert made.awaited == [Party.HOST_HEAD, Party.PERSON]

    for one, other in ((work, made), (made, work)):
        said = words_of(sign_in(cast.yusuf_user).get(page_of(one)).text)
        assert other.code in said
        assert "jeda 4 hari" in said
    facts = db.session.scalars(sa.select(AuditEntry.fact)).all()
    assert "RenewalDrafted" in facts


def test_it_is_renewed_once_unless_the_renewal_did_not_come_about(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    assert [renewed(cast, sign_in, work) for _ in range(2)] == [303, 409]
    newest().withdraw(by=cast.dewi_user.as_actor(), reason="Lain kali")
    commit()

    assert renewed(cast, sign_in, work) == 303


@pytest.mark.parametrize("state", [State.PROPOSED, State.DECLINED, State.TERMINATED])
def test_what_was_not_agreed_or_was_broken_off_is_not_renewed(
    cast: Cast, sign_in: SignIn, work: Assignment, state: State
) -> None:
    work.state = state
    commit()

    assert renewed(cast, sign_in, work) == 409
    assert "renewals/new" not in sign_in(cast.dewi_user).get(page_of(work)).text


def test_who_has_left_the_home_is_not_lent_by_it(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    theirs = sa.select(Affiliation).where(Affiliation.person_id == cast.ratna.id)
    db.session.scalars(theirs).one().ends_on = date(2027, 5, 1)
    commit()

    assert renewed(cast, sign_in, work) == 409


def test_who_may_not_renew_is_led_to_the_page_and_a_stranger_sees_nothing(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    form = f"{page_of(work)}/renewals/new"
    ratna = make_user(Role.EXPERT, name=cast.ratna.name)
    cast.ratna.user_id = ratna.id
    stranger = make_user(Role.PARTNER, institution_id=make_institution().id)
    commit()

    assert sign_in(ratna).get(form).location == page_of(work)
    assert sign_in(stranger).get(form).status_code == 404


def test_after_three_renewals_the_secretariat_reviews_first(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    work.times_renewed = the_network().most_renewals
    commit()
    home, staff = sign_in(cast.dewi_user), sign_in(cast.secretariat)
    reviews, form = f"{page_of(work)}/reviews", {"reason": "Hasilnya baik, diteruskan."}

    assert renewed(cast, sign_in, work) == 409
    assert "sudah diperpanjang 3 kali" in words_of(home.get(page_of(work)).text)
    assert post(home, reviews, form, page="/sharing/assignments/new").status_code == 403
    assert post(staff, reviews, {"reason": " "}, page=page_of(work)).status_code == 422
    assert post(staff, reviews, form, page=page_of(work)).status_code == 303
    assert post(staff, reviews, form, page="/sharing/assignments/new").status_code == 409
    assert "Hasilnya baik" in words_of(home.get(page_of(work)).text)
    assert renewed(cast, sign_in, work) == 303
    assert newest().times_renewed == 1


def test_r26_leads_to_the_renewal_and_is_silent_once_there_is_one(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    def told() -> set[str]:
        planned = forecast(JUNE, JUNE + timedelta(days=60)).planned
        return {one.occasion.url for one in planned if one.rule == "R26"}

    assert told() == {f"{page_of(work)}/renewals/new"}
    renewed(cast, sign_in, work)
    assert told() == set()


def test_an_agreement_that_ends_before_stands_against_the_creation(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    short = make_agreement(cast, valid_to=date(2027, 9, 29), signed_on=date(2027, 3, 1))
    commit()

    assert renewed(cast, sign_in, work, agreement_id=short.id) == 422
    assert renewed(cast, sign_in, work, agreement_id=short.id, ends_on="2027-09-29") == 303


def test_who_works_longer_than_the_agreement_holds_is_warned_of_on_page_and_desk(
    cast: Cast, sign_in: SignIn, work: Assignment
) -> None:
    agreement = make_agreement(cast, valid_to=date(2027, 6, 29), signed_on=date(2027, 3, 1))
    work.agreement = agreement
    commit()

    browser = sign_in(cast.dewi_user)
    assert "sebelum hari terakhir pekerjaan ini" in words_of(browser.get(page_of(work)).text)
    assert "berjalan lebih lama" in words_of(
        browser.get(f"/sharing/agreements/{agreement.id}").text
    )
    for user in (cast.dewi_user, cast.secretariat):
        assert [line.url for line in agreements_to_settle(user)] == [
            f"/sharing/agreements/{agreement.id}"
        ]
    signed = {"valid_from": date(2027, 6, 30), "signed_on": date(2027, 6, 1)}
    make_agreement(cast, renews=agreement, **signed)
    commit()
    assert not list(agreements_to_settle(cast.secretariat))
    assert "sebelum hari terakhir pekerjaan ini" not in browser.get(page_of(work)).text


@pytest.fixture
def pact(cast: Cast) -> SharingAgreement:
    """A signed year that renews itself; the last day is 28 February 2028."""
    given = {"valid_to": date(2028, 2, 28), "signed_on": date(2027, 2, 20), "auto_renew": True}
    made = make_agreement(cast, valid_from=date(2027, 3, 1), **given)
    commit()
    return made


def after(pact: SharingAgreement) -> list[SharingAgreement]:
    db.session.expire_all()
    return list(pact.renewals)


def on(clock_stands: time_machine.Traveller, day: date) -> None:
    clock_stands.move_to(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))
    move_with_time()


def test_the_clause_begins_the_next_period_on_the_last_day_and_says_so(
    cast: Cast, pact: SharingAgreement, clock_stands: time_machine.Traveller, sign_in: SignIn
) -> None:
    on(clock_stands, date(2028, 2, 27))
    assert after(pact) == []
    for _ in range(2):
        on(clock_stands, date(2028, 2, 28))

    (made,) = after(pact)
    assert (made.valid_from, made.valid_to) == (date(2028, 2, 29), date(2029, 2, 27))
    assert (made.by_clause, made.signed_on, made.times_renewed) == (True, pact.signed_on, 1)
    assert made.institutions == [cast.home, cast.host]
    letters = sa.select(Message.recipient).where(Message.kind == "sharing/mail/renewed_itself")
    staff = {cast.secretariat.email, cast.dewi.email, cast.yusuf.email}
    assert set(db.session.scalars(letters)) == staff
    told = sa.select(AuditEntry).where(AuditEntry.fact == "AgreementRenewedItself")
    assert db.session.scalars(told).one().facts["number"] == pact.code
    said = words_of(sign_in(cast.dewi_user).get(f"/sharing/agreements/{pact.id}").text)
    assert made.code in said
    assert "menyambung tanpa jeda" in said


@pytest.mark.parametrize("why", ["no clause", "not signed", "signed anew"])
def test_nothing_renews_itself_without_the_clause(
    cast: Cast, pact: SharingAgreement, clock_stands: time_machine.Traveller, why: str
) -> None:
    if why == "no clause":
        pact.auto_renew = False
    elif why == "not signed":
        pact.signed_on = None
    else:
        make_agreement(cast, renews=pact, valid_from=date(2028, 2, 29), signed_on=date(2028, 2, 1))
    commit()

    on(clock_stands, date(2028, 3, 1))

    assert [one.by_clause for one in after(pact)] == [False] * (why == "signed anew")


def test_a_party_objects_and_it_ends(
    cast: Cast, pact: SharingAgreement, clock_stands: time_machine.Traveller, sign_in: SignIn
) -> None:
    browser, page = sign_in(cast.yusuf_user), f"/sharing/agreements/{pact.id}"
    form = {"reason": "RSUD menata ulang perpustakaannya."}

    assert "Catat keberatan" in browser.get(page).text
    assert [
        post(browser, f"{page}/objections", form, page="/sharing/agreements/new").status_code
        for _ in range(2)
    ] == [303, 409]
    on(clock_stands, date(2028, 3, 1))

    assert after(pact) == []


def test_the_clause_waits_for_the_review_and_then_follows_without_a_gap(
    cast: Cast, pact: SharingAgreement, clock_stands: time_machine.Traveller, sign_in: SignIn
) -> None:
    pact.times_renewed = 3
    commit()
    on(clock_stands, date(2028, 3, 1))
    assert after(pact) == []
    assert [line.url for line in agreements_to_settle(cast.secretariat)] == [
        f"/sharing/agreements/{pact.id}"
    ]

    page = f"/sharing/agreements/{pact.id}"
    browser = sign_in(cast.secretariat)
    assert post(browser, f"{page}/reviews", {"reason": "Baik"}, page=page).status_code == 303
    on(clock_stands, date(2028, 3, 2))

    assert [one.valid_from for one in after(pact)] == [date(2028, 2, 29)]


def test_a_draft_that_nobody_signed_in_time_follows_what_renewed_itself(
    cast: Cast, pact: SharingAgreement, clock_stands: time_machine.Traveller
) -> None:
    draft = make_agreement(cast, renews=pact, valid_from=date(2028, 2, 29))
    commit()
    on(clock_stands, date(2028, 2, 28))

    (made,) = after(pact)
    assert draft.renews is made


def form_of(cast: Cast, **given: Any) -> dict[str, Any]:
    return {
        "first": cast.home.id, "second": cast.host.id, "kind": "pks", "title": "Sharing SDM II",
        "valid_from": "2028-02-29", "valid_to": "2029-02-28", **given,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"valid_from": "2028-02-28"}, 422),
        ({"valid_from": "2026-01-01", "valid_to": "2027-03-01"}, 422),
        ({"valid_from": "2026-01-01", "valid_to": ""}, 422),
        ({"valid_from": "2026-01-01", "valid_to": "2027-02-28"}, 303),
        ({"valid_from": "2028-02-29"}, 303),
        ({"valid_from": "2028-02-28", "kind": "mou"}, 303),
    ],
)
def test_periods_of_the_same_pair_and_kind_do_not_overlap(
    cast: Cast, pact: SharingAgreement, sign_in: SignIn, given: dict[str, str], status: int
) -> None:
    page = f"/sharing/agreements/new?first={cast.home.id}&second={cast.host.id}"
    form = form_of(cast, **given)

    answer = post(sign_in(cast.secretariat), "/sharing/agreements", form, page=page)

    assert answer.status_code == status
    assert (pact.code in answer.text) == (status == 422)


def test_no_paper_is_issued_for_days_that_are_taken(cast: Cast, pact: SharingAgreement) -> None:
    other = make_agreement(cast, valid_from=date(2028, 2, 28))
    for party in other.parties:
        party.signatory_name = "Kepala"

    with pytest.raises(NotPossible, match=pact.code):
        issue_agreement(other, by=cast.secretariat)


def test_what_takes_its_place_ends_it_on_the_eve_once_signed(
    cast: Cast, pact: SharingAgreement, sign_in: SignIn
) -> None:
    browser, page = sign_in(cast.dewi_user), f"/sharing/agreements/{pact.id}"
    form = form_of(cast, valid_from="2027-06-01")
    filled = browser.get(f"{page}/renewals/new").text
    assert 'value="2028-02-29"' in filled
    assert post(browser, f"{page}/renewals", form, page=f"{page}/renewals/new").status_code == 303
    (new,) = after(pact)
    assert pact.valid_to == date(2028, 2, 28)

    own = f"/sharing/agreements/{new.id}"
    post(browser, own, form | {"signed_on": "2027-05-20"}, page=f"{own}/edit")

    db.session.expire_all()
    assert pact.valid_to == date(2027, 5, 31)
    told = sa.select(AuditEntry).where(AuditEntry.fact == "AgreementReplaced")
    assert db.session.scalars(told).one().before == {"valid_to": "2028-02-28"}
    assert post(browser, f"{page}/renewals", form, page=f"{own}").status_code == 409


def test_an_agreement_follows_no_draft_and_only_its_parties_write_what_follows(
    cast: Cast, pact: SharingAgreement, sign_in: SignIn
) -> None:
    page = f"/sharing/agreements/{pact.id}/renewals/new"
    stranger = make_user(Role.PARTNER, institution_id=make_institution().id)
    board = make_user(Role.BOARD)
    commit()

    assert sign_in(stranger).get(page).status_code == 404
    assert sign_in(board).get(page).status_code == 302
    pact.signed_on = None
    commit()
    assert sign_in(cast.dewi_user).get(page).status_code == 409


@pytest.mark.both_engines
def test_a_draft_that_follows_is_withdrawn_and_another_may_follow(
    cast: Cast, pact: SharingAgreement, sign_in: SignIn
) -> None:
    browser, page = sign_in(cast.dewi_user), f"/sharing/agreements/{pact.id}"
    post(browser, f"{page}/renewals", form_of(cast), page=f"{page}/renewals/new")
    (draft,) = after(pact)
    own = f"/sharing/agreements/{draft.id}"
    assert "Tarik rancangan" in words_of(browser.get(own).text)
    assert withdrawn(browser, own, "") == 422

    assert withdrawn(browser, own, "Disusun ulang bersama.") == 303

    assert after(pact) == []
    said = words_of(browser.get(own).text)
    assert "Ditarik" in said
    assert "menarik rancangan “Sharing SDM II”" in said
    assert f"{own}/edit" not in browser.get(own).text
    assert withdrawn(browser, own, "Sekali lagi") == 409
    assert post(browser, f"{page}/renewals", form_of(cast), page=page).status_code == 303


def test_a_draft_is_not_withdrawn_by_strangers_nor_once_it_counts(
    cast: Cast, pact: SharingAgreement, work: Assignment, sign_in: SignIn
) -> None:
    draft = make_agreement(cast, kind=AgreementKind.MOU, valid_to=date(2028, 1, 31))
    stranger = make_user(Role.PARTNER, institution_id=make_institution().id)
    commit()
    own = f"/sharing/agreements/{draft.id}"

    assert withdrawn(sign_in(stranger), own) == 404
    assert withdrawn(sign_in(make_user(Role.BOARD)), own) == 403
    work.agreement = draft
    commit()
    dewi = sign_in(cast.dewi_user)
    assert withdrawn(dewi, own) == 409
    assert withdrawn(dewi, f"/sharing/agreements/{pact.id}") == 409
    work.agreement, draft.issued_version = None, 1
    commit()
    assert withdrawn(dewi, own) == 409
    draft.issued_version = None
    commit()
    assert withdrawn(dewi, own) == 303


def withdrawn(browser: FlaskClient, page: str, reason: str = "Tidak jadi.") -> int:
    form = {"reason": reason}
    return post(browser, f"{page}/withdrawal", form, page="/sharing/assignments").status_code
