"""Work that has begun: hours, pauses, early ends, completion, evaluation (domain 3.2, 3.3)."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.audit.models import AuditEntry
from crm.audit.words import sentence_of
from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.permissions import Role
from crm.reminders.models import Message
from crm.sharing.housekeeping import move_with_time
from crm.sharing.models import Assignment, State, TimeEntry
from crm.sharing.work.balance import balances
from crm.sharing.work.hours import entries, worked_by
from crm.timeline.models import Entry
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_user
from tests.factories.sharing import Cast, make_assignment, make_cast
from tests.pages import post, words_of

MARKS = dict.fromkeys(("skill", "reliability", "cooperation", "support", "result"), "3")
VERDICT = {**MARKS, "reached": "80", "words": "Rapi."}


@pytest.fixture
def cast(app: object) -> Cast:
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Assignment:
    """An assignment under way since a month, to end in a month."""
    made = make_assignment(cast, starts_on=today() - timedelta(days=30))
    made.current.ends_on = today() + timedelta(days=30)
    made.current.planned_minutes = 600
    made.current.required = ["home_head", "host_head", "person"]
    made.state, made.number_in_force = State.ACTIVE, 1
    commit()
    return made


@pytest.fixture
def ratna(cast: Cast, sign_in: SignIn) -> FlaskClient:
    user = make_user(Role.EXPERT, name=cast.ratna.name, language="en")
    cast.ratna.user_id = user.id
    return sign_in(user)


@pytest.fixture
def host(cast: Cast, sign_in: SignIn) -> FlaskClient:
    return sign_in(cast.yusuf_user)


def noted(browser: FlaskClient, work: Assignment, day: date, hours: str = "3") -> int:
    page = f"/sharing/assignments/{work.id}/hours"
    form = {"day": day.isoformat(), "minutes": hours, "task": "Katalog"}
    return post(browser, page, form).status_code


def sums(work: Assignment) -> tuple[int, int]:
    db.session.expire_all()
    found = worked_by(work, entries(work))
    return found.noted, found.confirmed


@pytest.mark.parametrize(
    ("away", "hours", "expected"),
    [(0, "12", 303), (0, "12,1", 422), (1, "3", 422), (-30, "3", 303), (-31, "3", 422)],
)
def test_hours_lie_within_the_promise_and_never_ahead(
    ratna: FlaskClient, work: Assignment, away: int, hours: str, expected: int
) -> None:
    assert noted(ratna, work, today() + timedelta(days=away), hours) == expected


def test_a_day_holds_twelve_hours_at_most(ratna: FlaskClient, work: Assignment) -> None:
    day = today() - timedelta(days=1)

    assert [noted(ratna, work, day, hours) for hours in ("7,5", "4,5", "0,1")] == [303, 303, 422]
    assert sums(work) == (720, 0)


def test_only_the_person_notes_and_only_the_host_confirms(
    cast: Cast, ratna: FlaskClient, host: FlaskClient, work: Assignment, sign_in: SignIn
) -> None:
    page = f"/sharing/assignments/{work.id}/hours"
    home, staff = sign_in(cast.dewi_user), sign_in(cast.secretariat)
    assert [noted(one, work, today()) for one in (home, host, staff)] == [403, 403, 403]
    noted(ratna, work, today())

    confirming = f"/sharing/assignments/{work.id}/hour-confirmations"
    refused = [post(one, confirming, page=page).status_code for one in (ratna, home, staff)]
    done = [post(host, confirming, page=page).status_code for _ in range(2)]

    assert refused == [403, 403, 403]
    assert done == [303, 409]
    assert sums(work) == (180, 180)


def test_a_stranger_sees_nothing_of_it(work: Assignment, sign_in: SignIn) -> None:
    elsewhere = make_user(Role.PARTNER, institution_id=make_institution().id)
    stranger = sign_in(elsewhere)

    for page in ("hours", "pauses/new", "early-ends/new", "evaluations/new"):
        assert stranger.get(f"/sharing/assignments/{work.id}/{page}").status_code == 404


def test_each_hour_is_in_the_trail_and_no_timeline_is_flooded(
    ratna: FlaskClient, host: FlaskClient, work: Assignment
) -> None:
    noted(ratna, work, today(), "7,5")
    post(host, f"/sharing/assignments/{work.id}/hour-confirmations", page="/sharing/assignments")

    told = set(db.session.scalars(sa.select(Entry.fact)))
    assert "HoursConfirmed" in told
    assert "HoursNoted" not in told
    sentences = [sentence_of(one) for one in db.session.scalars(sa.select(AuditEntry))]
    assert any("7.5" in one and "Ratna" in one for one in sentences)


def test_what_is_confirmed_can_not_be_taken_back(
    ratna: FlaskClient, host: FlaskClient, work: Assignment
) -> None:
    page = f"/sharing/assignments/{work.id}/hours"
    noted(ratna, work, today())
    noted(ratna, work, today(), "2")
    first, second = db.session.scalars(sa.select(TimeEntry.id).order_by(TimeEntry.id))

    gone = post(ratna, f"{page}/{first}/deletion", page=page)
    post(host, f"/sharing/assignments/{work.id}/hour-confirmations", page=page)
    kept = post(ratna, f"{page}/{second}/deletion", page=page)

    assert (gone.status_code, kept.status_code) == (303, 409)
    assert sums(work) == (120, 120)


def test_the_work_rests_and_goes_on(host: FlaskClient, work: Assignment) -> None:
    page = f"/sharing/assignments/{work.id}"

    without = post(host, f"{page}/pauses", {"reason": ""}, page=f"{page}/pauses/new")
    post(host, f"{page}/pauses", {"reason": "Banjir"}, page=f"{page}/pauses/new")
    db.session.expire_all()
    assert (without.status_code, work.state) == (422, State.SUSPENDED)
    assert "Banjir" in words_of(host.get(page).text)

    post(host, f"{page}/resumption", page=page)
    again = post(host, f"{page}/resumption", page=page)

    db.session.expire_all()
    assert (work.state, again.status_code) == (State.ACTIVE, 409)
    letters = db.session.scalars(sa.select(Message.subject).order_by(Message.id)).all()
    assert any("Berhenti sementara" in one for one in letters)
    assert any("Dilanjutkan" in one for one in letters)


def test_an_early_end_needs_a_reason_and_a_hand_over(host: FlaskClient, work: Assignment) -> None:
    page = f"/sharing/assignments/{work.id}"
    form = {"reason": "Ruang rusak", "handover": ""}

    without = post(host, f"{page}/early-ends", form, page=f"{page}/early-ends/new")
    form["handover"] = "Kunci kepada Yusuf"
    post(host, f"{page}/early-ends", form, page=f"{page}/early-ends/new")
    twice = post(host, f"{page}/early-ends", form, page=page)

    db.session.expire_all()
    assert (without.status_code, work.state) == (422, State.TERMINATED)
    assert "Kunci kepada Yusuf" in work.end_reason
    assert twice.status_code == 409


def test_after_an_early_end_only_days_up_to_it_are_noted(
    ratna: FlaskClient, work: Assignment
) -> None:
    work.state, work.moved_at = State.TERMINATED, clock.now() - timedelta(days=3)
    commit()

    days = (today() - timedelta(days=away) for away in (3, 2))
    assert [noted(ratna, work, day) for day in days] == [303, 422]


def test_nobody_resumes_what_has_no_room_any_more(
    cast: Cast, host: FlaskClient, work: Assignment
) -> None:
    work.state = State.SUSPENDED
    other = make_assignment(cast, starts_on=today(), weekly_minutes=37 * 60)
    other.current.ends_on = today() + timedelta(days=30)
    other.state, other.number_in_force = State.ACTIVE, 1
    commit()

    refused = post(host, f"/sharing/assignments/{work.id}/resumption", page="/sharing/assignments")

    db.session.expire_all()
    assert (refused.status_code, work.state) == (409, State.SUSPENDED)


@pytest.mark.both_engines
@pytest.mark.parametrize(("away", "state"), [(0, State.ACTIVE), (-1, State.COMPLETED)])
def test_it_is_completed_the_day_after_its_last(work: Assignment, away: int, state: State) -> None:
    work.current.ends_on = today() + timedelta(days=away)
    commit()

    move_with_time()

    db.session.expire_all()
    assert work.state is state


@pytest.mark.both_engines
def test_it_is_completed_once_every_planned_hour_is_confirmed(
    ratna: FlaskClient, host: FlaskClient, work: Assignment
) -> None:
    noted(ratna, work, today(), "10")
    move_with_time()
    db.session.expire_all()
    assert work.state is State.ACTIVE

    post(host, f"/sharing/assignments/{work.id}/hour-confirmations", page="/sharing/assignments")
    move_with_time()

    db.session.expire_all()
    assert work.state is State.COMPLETED


def test_what_the_work_still_asks_stands_on_the_first_page(
    cast: Cast, ratna: FlaskClient, host: FlaskClient, work: Assignment, sign_in: SignIn
) -> None:
    def waits(browser: FlaskClient) -> bool:
        commit()
        return f'href="/sharing/assignments/{work.id}"' in browser.get("/").text.split("<main")[1]

    assert not waits(host)
    noted(ratna, work, today())
    assert (waits(host), waits(ratna), waits(sign_in(cast.dewi_user))) == (True, False, False)
    post(host, f"/sharing/assignments/{work.id}/hour-confirmations", page="/sharing/assignments")
    assert not waits(host)

    work.state = State.COMPLETED
    assert (waits(host), waits(ratna)) == (True, True)
    page = f"/sharing/assignments/{work.id}/evaluations"
    for judge in (host, ratna):
        post(judge, page, VERDICT, page=f"{page}/new")
    assert (waits(host), waits(ratna), waits(sign_in(cast.secretariat))) == (False, False, True)


def test_host_and_person_judge_it_and_then_it_is_closed(
    cast: Cast, ratna: FlaskClient, host: FlaskClient, work: Assignment, sign_in: SignIn
) -> None:
    page = f"/sharing/assignments/{work.id}"
    early = host.get(f"{page}/evaluations/new").status_code
    work.state = State.COMPLETED
    commit()
    staff = sign_in(cast.secretariat)

    nobody = staff.get(f"{page}/evaluations/new").status_code
    half = post(host, f"{page}/evaluations", MARKS, page=f"{page}/evaluations/new")
    first = post(host, f"{page}/evaluations", VERDICT, page=f"{page}/evaluations/new")
    twice = post(host, f"{page}/evaluations", VERDICT, page=page)
    too_soon = post(staff, f"{page}/closing", page=page)
    post(ratna, f"{page}/evaluations", VERDICT, page=f"{page}/evaluations/new")

    db.session.expire_all()
    assert (early, nobody, half.status_code, first.status_code) == (409, 403, 422, 303)
    assert (twice.status_code, too_soon.status_code) == (409, 403)
    assert work.state is State.EVALUATED
    assert "Rapi." in words_of(staff.get(page).text)
    assert post(host, f"{page}/closing", page=page).status_code == 403

    post(staff, f"{page}/closing", page=page)

    db.session.expire_all()
    assert work.state is State.CLOSED


@pytest.mark.both_engines
def test_the_balance_counts_confirmed_hours_of_the_year(
    cast: Cast, ratna: FlaskClient, host: FlaskClient, work: Assignment
) -> None:
    noted(ratna, work, today(), "2")
    assert balances(today().year, [cast.home.id])[cast.home.id].minutes == 0

    post(host, f"/sharing/assignments/{work.id}/hour-confirmations", page="/sharing/assignments")

    found = balances(today().year)
    assert (found[cast.home.id].minutes, found[cast.host.id].minutes) == (120, -120)
    assert balances(today().year - 1) == {}


def test_the_log_costs_the_same_for_one_and_for_many(
    host: FlaskClient,
    ratna: FlaskClient,
    work: Assignment,
    count_queries: CountQueries,
) -> None:
    page = f"/sharing/assignments/{work.id}/hours"
    counts: list[int] = []
    for many in (1, 12):
        for days in range(many):
            noted(ratna, work, today() - timedelta(days=days), "0,5")
        host.get(page)
        with count_queries() as found:
            host.get(page)
        counts.append(len(found))

    assert counts[0] == counts[1]
