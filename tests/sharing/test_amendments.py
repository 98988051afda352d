"""Changes of what was agreed: the old version holds until everyone needed said yes to the new."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from crm.audit.models import AuditEntry
from crm.core.db import db, save
from crm.core.errors import NotPossible, NotValid
from crm.core.transactions import commit
from crm.links.models import Link
from crm.network.models import Signatory
from crm.people.models.persons import PersonCategory
from crm.permissions import Role
from crm.reminders.models import Message
from crm.sharing.amendments.amending import ask_for_change, take_back
from crm.sharing.capacity.availability import weighed
from crm.sharing.housekeeping import move_with_time
from crm.sharing.letters import issue_duty_letter
from crm.sharing.models import Assignment, DeclineReason, Mode, Party, State
from crm.sharing.negotiation import agree, counter, decline, propose
from crm.sharing.queries import assignments_waiting_for
from crm.sharing.work.hours import note_hours, worked_by
from crm.sharing.work.turning import pause
from tests.conftest import SignIn
from tests.factories.register import make_affiliation, make_person, make_user
from tests.factories.sharing import TUE_THU, Cast, make_assignment, make_version
from tests.pages import post, words_of
from tests.sharing.agreeing import agreed_by_all

HOME, HOST, PERSON, PARENT = Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON, Party.HOME_PARENT
APRIL = datetime(2027, 4, 20, 2, 0, tzinfo=UTC)
FEWER = make_version(week=TUE_THU)
MARKS_OF_CHANGE = ("weekly_minutes", "slots")


def fewer_hours(**given: Any) -> dict[str, Any]:
    """Tuesdays and Thursdays, six hours a week in place of eight."""
    return {name: getattr(FEWER, name) for name in MARKS_OF_CHANGE} | given


def asked(cast: Cast, work: Assignment, **given: Any) -> None:
    changes = fewer_hours(**given)
    version = work.number_in_force or 0
    ask_for_change(work, cast.voice(HOST), version=version, changes=changes, note="Stok opname")
    commit()


@pytest.fixture
def work(cast: Cast, clock_stands: time_machine.Traveller) -> Assignment:
    """Eight hours a week from April to June, agreed, papers issued, under way on 20 April."""
    cast.ratna.category = PersonCategory.CONTRACT
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    made = make_assignment(cast, mode=Mode.REMOTE, ends_on=date(2027, 6, 20))
    propose(made, by=cast.dewi_user)
    agreed_by_all(cast, made)
    issue_duty_letter(made, by=cast.secretariat)
    commit()
    clock_stands.move_to(APRIL)
    move_with_time()
    db.session.expire_all()
    assert made.state is State.ACTIVE
    return made


def test_until_the_last_yes_the_old_version_holds(cast: Cast, work: Assignment) -> None:
    asked(cast, work, starts_on=date(2027, 5, 3))

    assert (work.state, work.amendment) == (State.ACTIVE, State.PROPOSED)
    assert (work.number_in_force, work.current_number) == (1, 2)
    assert work.awaited == [HOME, PERSON]
    monday = date(2027, 4, 19)
    entry = note_hours(work, cast.voice(PERSON), day=monday, minutes=240, task="Katalog")
    assert entry.day == monday


def test_the_last_yes_gives_it_force_and_what_was_worked_before_counts(
    cast: Cast, work: Assignment
) -> None:
    asked(cast, work, starts_on=date(2027, 5, 3), ends_on=date(2027, 5, 30))
    agreed_by_all(cast, work)

    assert (work.state, work.amendment, work.number_in_force) == (State.ACTIVE, None, 2)
    assert work.versions[0].holds_until == date(2027, 5, 2)
    assert work.first_day == date(2027, 4, 1)
    # until 2 May 8 Mondays and Wednesdays of 4 h; then 8 Tuesdays and Thursdays of 3 h, 3 of
    # them free (6, 18 and 20 May)
    assert worked_by(work, []).planned == (8 * 4 + 5 * 3) * 60
    note_hours(work, cast.voice(PERSON), day=date(2027, 4, 5), minutes=60, task="Katalog")


@pytest.mark.parametrize("how", ["refused", "taken_back", "expired", "overtaken"])
def test_whatever_ends_it_the_old_version_stays(
    cast: Cast, work: Assignment, clock_stands: time_machine.Traveller, how: str
) -> None:
    asked(cast, work)
    if how == "refused":
        reason = DeclineReason.CAPACITY
        decline(work, cast.voice(HOME), version=2, reason=reason, note="Tidak bisa")
    elif how == "taken_back":
        take_back(work, by=cast.yusuf_user, reason="Tidak perlu lagi")
    elif how == "expired":
        clock_stands.move_to(datetime(2027, 5, 20, tzinfo=UTC))
        move_with_time()
    else:
        pause(work, by=cast.dewi_user.as_actor(), reason="Gempa")
    commit()
    db.session.expire_all()

    assert work.state is (State.SUSPENDED if how == "overtaken" else State.ACTIVE)
    assert (work.amendment, work.current_number, work.number_in_force) == (None, 1, 1)
    told = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.fact == "AmendmentDropped"))
    assert [entry.facts["why"] for entry in told] == [how]
    letters = sa.select(Message.recipient).where(Message.kind == "sharing/mail/change_dropped")
    assert set(db.session.scalars(letters)) == {
        cast.dewi.email, cast.yusuf.email, cast.ratna.email,
    }  # fmt: skip
    open_links = sa.select(Link.id).where(Link.revoked_at.is_(None), Link.used_at.is_(None))
    assert db.session.scalars(open_links).all() == []


def test_a_later_change_is_made_from_what_is_in_force(cast: Cast, work: Assignment) -> None:
    asked(cast, work)
    take_back(work, by=cast.yusuf_user, reason="-")
    with pytest.raises(NotPossible):
        agree(work, cast.voice(HOME), version=2)
    asked(cast, work, ends_on=date(2027, 6, 6))

    assert (work.current_number, work.current.made_from) == (3, 1)


def test_one_change_at_a_time_and_only_of_what_is_in_force(cast: Cast, work: Assignment) -> None:
    asked(cast, work)
    with pytest.raises(NotPossible):
        asked(cast, work, ends_on=date(2027, 6, 1))
    agreed_by_all(cast, work)

    changes = fewer_hours(ends_on=date(2027, 6, 1))
    with pytest.raises(NotPossible):
        ask_for_change(work, cast.voice(HOME), version=1, changes=changes, note="-")


def test_work_that_was_begun_is_not_moved(cast: Cast, work: Assignment) -> None:
    with pytest.raises(NotValid):
        asked(cast, work, starts_on=date(2027, 3, 29))


def test_a_counter_proposal_to_a_change_keeps_the_old_version_in_force(
    cast: Cast, work: Assignment
) -> None:
    asked(cast, work)
    changes = {"ends_on": date(2027, 5, 30)}
    counter(work, cast.voice(HOME), version=2, changes=changes, note="Sampai Mei saja")
    commit()

    assert (work.amendment, work.number_in_force, work.current_number) == (State.COUNTERED, 1, 3)
    assert work.awaited == [HOST, PERSON]
    agreed_by_all(cast, work)
    assert work.number_in_force == 3


def test_a_parent_body_that_is_needed_is_asked_before_it_takes_force(
    cast: Cast, work: Assignment
) -> None:
    asked(cast, work, ends_on=date(2027, 9, 30))
    for party in (HOME, PERSON):
        agree(work, cast.voice(party), version=2)
    commit()

    assert (work.state, work.amendment, work.number_in_force) == (State.ACTIVE, State.CONFIRMED, 1)
    assert work.awaited == [PARENT]
    agreed_by_all(cast, work)
    assert (work.amendment, work.number_in_force) == (None, 2)


def test_a_change_of_person_asks_the_new_one_and_tells_the_old(
    cast: Cast, work: Assignment, sign_in: SignIn
) -> None:
    tari = make_person(name="Tari Lestari", category=PersonCategory.CONTRACT)
    make_affiliation(tari, cast.home)
    changes = {"person_id": tari.id, "starts_on": date(2027, 5, 3)}
    ask_for_change(work, cast.voice(HOME), version=1, changes=changes, note="Ratna cuti")
    agree(work, cast.voice(HOST), version=2)
    commit()

    expert = make_user(Role.EXPERT, name=tari.name)
    tari.user_id = expert.id
    commit()
    waiting = db.session.scalars(assignments_waiting_for(expert, on=date(2027, 4, 20))).unique()
    assert waiting.all() == [work]
    assert sign_in(expert).get(f"/sharing/assignments/{work.id}").status_code == 200
    note_hours(work, cast.voice(PERSON), day=date(2027, 4, 19), minutes=60, task="Katalog")
    assert work.person is cast.ratna

    cast.ratna = tari
    agree(work, cast.voice(PERSON), version=2)
    commit()
    db.session.expire_all()
    assert work.person_id == tari.id
    changed = sa.select(Message.recipient).where(Message.kind == "sharing/mail/changed")
    assert len(set(db.session.scalars(changed))) == 4


def test_the_change_counts_as_tentative_and_nothing_counts_twice(
    cast: Cast, work: Assignment
) -> None:
    more = make_version(week=TUE_THU).slots + work.promise.slots
    changes = {"slots": more, "weekly_minutes": 840, "starts_on": date(2027, 5, 3)}
    ask_for_change(work, cast.voice(HOST), version=1, changes=changes, note="-")
    commit()
    other = make_assignment(cast, week=(), weekly_minutes=60, starts_on=date(2027, 5, 3))

    weeks = weighed(other, other.current).weeks

    assert (weeks[1].firm, weeks[1].tentative) == (480, 360)


def test_the_duty_letter_is_offered_anew_and_replaces_the_old_one(
    cast: Cast, work: Assignment, sign_in: SignIn
) -> None:
    asked(cast, work)
    with pytest.raises(NotPossible):
        issue_duty_letter(work, by=cast.secretariat)
    agreed_by_all(cast, work)
    browser = sign_in(cast.secretariat)
    page = f"/sharing/assignments/{work.id}"
    post(browser, f"{page}/duty-letters", page=page)
    db.session.expire_all()

    assert (work.state, work.documented_number) == (State.ACTIVE, 2)
    assert not work.is_ready_for_papers()


def test_home_asks_on_the_page_and_everyone_reads_what_would_differ(
    cast: Cast, work: Assignment, sign_in: SignIn
) -> None:
    home, page = sign_in(cast.dewi_user), f"/sharing/assignments/{work.id}"
    form = {
        "person_id": str(cast.ratna.id), "tasks": work.promise.tasks, "weekly_minutes": "6",
        "starts_on": "2027-05-03", "ends_on": "2027-06-20", "weekdays": ["1", "3"],
        "starts": "09:00", "ends": "12:00", "zone": "Asia/Makassar", "mode": "remote",
        "location": work.promise.location, "salary_payer": "home", "transport_payer": "home",
        "lodging_payer": "home", "daily_payer": "home", "honorarium_payer": "home",
        "note": "Stok opname", "version": "1",
    }  # fmt: skip

    assert (
        post(
            home, f"{page}/amendments", {**form, "note": ""}, page=f"{page}/amendments/new"
        ).status_code
        == 422
    )
    assert post(home, f"{page}/amendments", form, page=f"{page}/amendments/new").status_code == 303
    late = post(home, f"{page}/amendments", form, page=page)

    assert late.status_code == 422
    assert "Stok opname" in late.text
    seen = words_of(home.get(page).text)
    assert "berlaku: versi 1" in seen
    assert "diminta: versi 2" in seen
    letter = db.session.scalars(
        sa.select(Message).where(
            Message.kind == "sharing/mail/change_asked", Message.recipient == cast.yusuf.email
        )
    ).one()
    assert "Selasa dan Kamis" in letter.body_text
    assert "Senin dan Rabu" in letter.body_text


def test_a_stranger_and_the_wrong_side_change_nothing(
    cast: Cast, work: Assignment, sign_in: SignIn
) -> None:
    asked(cast, work)
    page = f"/sharing/assignments/{work.id}"
    stranger, home = sign_in(make_user(Role.PARTNER)), sign_in(cast.dewi_user)

    assert stranger.get(f"{page}/amendments/new").status_code == 404
    assert home.get(f"{page}/amendments/edit").status_code == 403
    assert home.get(f"{page}/amendments/new").status_code == 409
