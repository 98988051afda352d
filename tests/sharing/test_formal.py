"""A full-time move goes the formal way: Mitra keeps track, no sign-off moves it (domain 3.1)."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from crm.core.transactions import commit
from crm.people.models.persons import PersonCategory
from crm.permissions import Role
from crm.sharing.formal.tracking import begin_tracking
from crm.sharing.models import Assignment, FormalStep, Instrument, Party, State
from crm.sharing.negotiation import agree, counter, propose
from crm.sharing.renewals.renewing import is_renewable
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.factories.sharing import Cast, make_assignment
from tests.pages import post, words_of

FULL = {"week": (), "weekly_minutes": 2250}


@pytest.fixture
def tracked(cast: Cast) -> Assignment:
    made = make_assignment(cast, **FULL)
    begin_tracking(made, by=cast.dewi_user.as_actor())
    commit()
    return made


def page_of(assignment: Assignment) -> str:
    return f"/sharing/assignments/{assignment.id}"


def noted(browser: FlaskClient, assignment: Assignment, step: str, **given: str) -> int:
    form = {"step": step, "day": "2027-02-20", "paper": "800/12/2027", "note": "", **given}
    page = f"{page_of(assignment)}/formal-steps"
    return post(browser, page, form, page="/sharing/assignments/new").status_code


@pytest.mark.parametrize(
    ("category", "minutes", "full_time", "formal"),
    [
        (PersonCategory.CIVIL_SERVANT, 2244, False, False),  # 37.4 hours
        (PersonCategory.CIVIL_SERVANT, 2250, False, True),  # 37.5 hours
        (PersonCategory.CONTRACT, 2249, False, False),
        (PersonCategory.CONTRACT, 2250, False, True),
        (PersonCategory.CIVIL_SERVANT, 1200, True, True),
        (PersonCategory.CONTRACT, 1200, True, False),
    ],
)
def test_where_the_formal_way_begins(
    cast: Cast, category: PersonCategory, minutes: int, full_time: bool, formal: bool
) -> None:
    cast.ratna.category = category
    terms = {"full_time": full_time}
    drafted = make_assignment(cast, week=(), weekly_minutes=minutes, terms=terms)

    assert (drafted.instrument is Instrument.PENUGASAN_PNS) is formal
    if formal:
        with pytest.raises(NotPossible):
            propose(drafted, by=cast.dewi_user)
    else:
        propose(drafted, by=cast.dewi_user)
        with pytest.raises(NotPossible):
            begin_tracking(drafted, by=cast.dewi_user.as_actor())


def test_a_draft_of_fewer_hours_goes_the_normal_way_again(cast: Cast) -> None:
    drafted = make_assignment(cast, **FULL)
    usual = {"instrument": Instrument.PKS_SHARING}

    drafted.rewrite(by=cast.dewi_user.as_actor(), weekly_minutes=2250, **usual)
    assert drafted.instrument is Instrument.PENUGASAN_PNS
    drafted.rewrite(by=cast.dewi_user.as_actor(), weekly_minutes=2244, **usual)
    assert drafted.instrument is Instrument.PKS_SHARING


def test_no_change_makes_a_share_a_full_time_move(cast: Cast) -> None:
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    changes = {"weekly_minutes": 2250, "slots": []}

    with pytest.raises(NotValid):
        counter(drafted, cast.voice(Party.HOST_HEAD), version=1, changes=changes, note="")


def test_its_draft_offers_to_keep_track_and_not_to_send(cast: Cast, sign_in: SignIn) -> None:
    drafted = make_assignment(cast, **FULL)
    browser, page = sign_in(cast.dewi_user), page_of(drafted)

    said = browser.get(page).text
    assert "formal-track" in said
    assert f"{page}/proposals" not in said
    assert post(browser, f"{page}/proposals", page=page).status_code == 409
    assert post(browser, f"{page}/formal-track", page=page).status_code == 303
    assert "Pertimbangan BKN" in words_of(sign_in(cast.yusuf_user).get(page).text)


def test_no_sign_off_and_no_paper_moves_it(
    cast: Cast, sign_in: SignIn, tracked: Assignment
) -> None:
    for party in (Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON):
        with pytest.raises(NotPossible):
            agree(tracked, cast.voice(party), version=1)
    browser, page = sign_in(cast.secretariat), page_of(tracked)
    assert post(browser, f"{page}/duty-letter", page=page).status_code in {404, 409}
    for state in set(State) - {State.TRACKED, State.CLOSED, State.WITHDRAWN}:
        with pytest.raises(NotPossible):
            tracked.move_to(state)
    assert (tracked.state, tracked.sign_offs) == (State.TRACKED, [])
    assert not is_renewable(tracked)


def test_the_steps_come_in_their_order_and_the_return_closes_it(
    cast: Cast, sign_in: SignIn, tracked: Assignment
) -> None:
    browser = sign_in(cast.secretariat)

    assert noted(browser, tracked, "home_order") == 422
    for step in ("host_consent", "consideration", "home_order", "release", "return"):
        assert noted(browser, tracked, step) == 303

    db.session.expire_all()
    assert tracked.state is State.CLOSED
    assert noted(browser, tracked, "return") == 403
    told = set(db.session.scalars(sa.select(AuditEntry.fact)))
    wanted = {
        "FormalTrackingBegan", "HostConsented", "ConsiderationGiven", "OrderGiven",
        "PostReleased", "PersonReturned",
    }  # fmt: skip
    assert wanted <= told
    said = words_of(browser.get(page_of(tracked)).text)
    assert "800/12/2027" in said
    assert "Kembali ke instansi induk" in said


def test_the_host_refuses_with_reasons_and_may_be_asked_again(
    sign_in: SignIn, cast: Cast, tracked: Assignment
) -> None:
    browser = sign_in(cast.yusuf_user)

    assert noted(browser, tracked, "host_refusal") == 422
    assert noted(browser, tracked, "host_refusal", note="Formasi penuh") == 303
    assert "Formasi penuh" in words_of(browser.get(page_of(tracked)).text)
    assert noted(browser, tracked, "host_consent") == 303


@pytest.mark.parametrize(
    "wrong", [{"day": "2027-02-25"}, {"day": "2027-02-19"}, {"day": ""}, {"paper": ""}]
)
def test_a_step_has_a_day_that_fits_and_a_letter(
    cast: Cast, sign_in: SignIn, tracked: Assignment, wrong: dict[str, Any]
) -> None:
    browser = sign_in(cast.dewi_user)
    noted(browser, tracked, "host_consent")

    assert noted(browser, tracked, "consideration", **wrong) == 422


def test_a_step_noted_by_mistake_is_taken_back(
    cast: Cast, sign_in: SignIn, tracked: Assignment
) -> None:
    browser, page = sign_in(cast.dewi_user), page_of(tracked)
    noted(browser, tracked, "host_consent")

    statuses = [
        post(browser, f"{page}/formal-steps/deletion", page="/sharing/assignments/new").status_code
        for _ in range(2)
    ]

    assert statuses == [303, 409]
    assert db.session.scalars(sa.select(FormalStep)).all() == []
    taken = sa.select(AuditEntry).where(AuditEntry.fact == "FormalStepTakenBack")
    assert db.session.scalars(taken).one().before["day"] == date(2027, 2, 20).isoformat()


def test_only_home_host_and_secretariat_note(
    cast: Cast, sign_in: SignIn, tracked: Assignment
) -> None:
    ratna = make_user(Role.EXPERT, name=cast.ratna.name)
    cast.ratna.user_id = ratna.id
    stranger = make_user(Role.PARTNER, institution_id=make_institution().id)
    commit()
    form = f"{page_of(tracked)}/formal-steps/new"

    assert sign_in(ratna).get(form).status_code == 403
    assert sign_in(stranger).get(form).status_code == 404
    assert sign_in(cast.yusuf_user).get(form).status_code == 200
