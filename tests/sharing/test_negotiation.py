"""The rules of domain 3.3, through the verbs."""

from datetime import date, time
from typing import Any

import pytest
import sqlalchemy as sa

from crm.core.db import db, save
from crm.core.errors import NotPossible, NotUnderstood, NotValid
from crm.core.transactions import commit
from crm.links.models import Link
from crm.network.queries import the_network
from crm.people.models import Absence, Availability
from crm.people.models.persons import PersonCategory
from crm.reminders.models import Message
from crm.sharing.capacity.availability import worded
from crm.sharing.capacity.limits import Concern
from crm.sharing.capacity.patterns import Slot
from crm.sharing.models import (
    Assignment,
    Decision,
    DeclineReason,
    Instrument,
    Mode,
    ParentReason,
    Party,
    State,
)
from crm.sharing.models.rules import reasons_for_parent
from crm.sharing.negotiation import agree, counter, decline, propose
from tests.factories.register import make_institution, make_person
from tests.factories.sharing import (
    TUE_THU,
    Cast,
    make_agreement,
    make_assignment,
    make_version,
    may_confirm,
)

HOME, HOST, PERSON = Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON


def proposed(cast: Cast, **given: Any) -> Assignment:
    assignment = make_assignment(cast, **given)
    propose(assignment, by=cast.dewi_user)
    return assignment


def changes(**given: Any) -> dict[str, Any]:
    """Yusuf's counter-proposal of scenario 8."""
    version = make_version(week=TUE_THU, ends_on=date(2027, 7, 31))
    wanted = ("weekly_minutes", "slots", "ends_on")
    return {**{name: getattr(version, name) for name in wanted}, **given}


def counter_by(cast: Cast, assignment: Assignment, party: Party = HOST) -> None:
    counter(
        assignment, cast.voice(party), version=assignment.current_number, changes=changes(), note=""
    )


def all_agree(cast: Cast, assignment: Assignment) -> None:
    for party in list(assignment.awaited):
        agree(assignment, cast.voice(party), version=assignment.current_number)


def test_who_proposes_with_the_right_to_sign_has_agreed(cast: Cast) -> None:
    assignment = proposed(cast)

    assert assignment.state is State.PROPOSED
    assert assignment.agreed == {HOME}
    assert assignment.awaited == [HOST, PERSON]


def test_a_contact_without_the_right_to_sign_proposes_and_the_head_is_still_asked(
    cast: Cast,
) -> None:
    cast.dewi.affiliations[0].may_confirm = False
    may_confirm(make_person(name="Wakil"), cast.home)

    assert proposed(cast).awaited == [HOME, HOST, PERSON]


def test_the_secretariat_signs_for_nobody(cast: Cast) -> None:
    assignment = make_assignment(cast, proposer=Party.SECRETARIAT, proposer_institution_id=None)

    propose(assignment, by=cast.secretariat)

    assert assignment.awaited == [HOME, HOST, PERSON]


def test_answers_are_awaited_for_ten_working_days(cast: Cast) -> None:
    # Wednesday 24 February; 8 to 12 and 15 March are days off
    assert proposed(cast).current.reply_by == date(2027, 3, 18)


def test_the_check_is_stored_with_the_version(cast: Cast) -> None:
    found = proposed(cast).current.check

    assert found is not None
    assert [finding.concern.value for finding in found.findings] == ["over_cap"]
    assert found.planned_minutes == 96 * 60


def test_three_yes_on_one_version_confirm(cast: Cast) -> None:
    assignment = proposed(cast)

    agree(assignment, cast.voice(HOST), version=1)
    assert assignment.state is State.PROPOSED
    agree(assignment, cast.voice(PERSON), version=1)

    assert assignment.state is State.CONFIRMED
    assert assignment.number_in_force == 1


def test_a_counter_voids_every_answer_but_its_makers(cast: Cast) -> None:
    assignment = proposed(cast)
    agree(assignment, cast.voice(PERSON), version=1)

    counter_by(cast, assignment)

    assert assignment.state is State.COUNTERED
    assert assignment.current_number == 2
    assert assignment.agreed == {HOST}
    assert assignment.awaited == [HOME, PERSON]
    assert assignment.version(1).weekly_minutes == 480
    assert assignment.current.weekly_minutes == 360
    assert assignment.current.planned_minutes == 93 * 60


def test_a_version_once_asked_about_is_frozen(cast: Cast) -> None:
    assignment = proposed(cast)

    with pytest.raises(NotPossible):
        assignment.rewrite(by=cast.dewi_user.as_actor(), tasks="Lain")


def test_whoever_agreed_may_still_propose_changes(cast: Cast) -> None:
    assignment = proposed(cast)

    counter_by(cast, assignment, HOME)

    assert assignment.agreed == {HOME}


def test_a_counter_without_a_difference_is_refused(cast: Cast) -> None:
    assignment = proposed(cast)
    same = assignment.current.content()

    with pytest.raises(NotValid):
        counter(assignment, cast.voice(HOST), version=1, changes=same, note="")


def test_a_counter_to_an_old_version_is_refused(cast: Cast) -> None:
    assignment = proposed(cast)
    counter_by(cast, assignment)

    with pytest.raises(NotPossible, match="2"):
        counter(assignment, cast.voice(PERSON), version=1, changes=changes(tasks="x"), note="")


def test_a_yes_to_an_old_version_is_kept_and_does_not_count(cast: Cast) -> None:
    assignment = proposed(cast)
    agree(assignment, cast.voice(HOST), version=1)
    counter_by(cast, assignment, HOST)

    late = agree(assignment, cast.voice(PERSON), version=1)

    assert (late.version, late.came_late, late.is_yes) == (1, True, False)
    assert assignment.state is State.COUNTERED
    assert assignment.agreed == {HOST}


def test_the_same_party_agrees_once(cast: Cast) -> None:
    assignment = proposed(cast)

    with pytest.raises(NotPossible):
        agree(assignment, cast.voice(HOME), version=1)


@pytest.mark.parametrize("version", [0, 2, 999])
def test_there_is_no_other_version(cast: Cast, version: int) -> None:
    assignment = proposed(cast)

    with pytest.raises(NotUnderstood):
        agree(assignment, cast.voice(HOST), version=version)


def test_a_no_ends_the_proposal_with_its_reason(cast: Cast) -> None:
    assignment = proposed(cast)

    decline(assignment, cast.voice(HOST), version=1, reason=DeclineReason.SKILL, note="Perlu MARC")

    assert assignment.state is State.DECLINED
    said = assignment.sign_offs[-1]
    assert (said.decision, said.reason, said.note) == (
        Decision.NO, DeclineReason.SKILL, "Perlu MARC",
    )  # fmt: skip
    with pytest.raises(NotPossible):
        agree(assignment, cast.voice(PERSON), version=1)


def test_an_expert_without_employer_needs_no_home(cast: Cast) -> None:
    maya = make_person(name="Maya", title_before="dr.")
    assignment = make_assignment(
        cast, person=maya, home=None, proposer=Party.HOST_HEAD,
        proposer_institution_id=cast.host.id, mode=Mode.REMOTE,
    )  # fmt: skip

    propose(assignment, by=cast.yusuf_user)

    assert assignment.current.parties == [HOST, PERSON]
    assert assignment.agreed == {HOST}


def test_the_parent_approves_after_all_parties(cast: Cast) -> None:
    assignment = proposed(cast)
    all_agree(cast, assignment)

    assert assignment.awaited == [Party.HOME_PARENT]
    assert not assignment.is_ready_for_papers()
    dean = cast.voice(HOME).__class__(party=Party.HOME_PARENT, by=cast.voice(HOME).by)
    agree(assignment, dean, version=1)

    assert assignment.state is State.APPROVED
    assert assignment.is_ready_for_papers()


def test_a_parents_no_ends_it_with_the_reason(cast: Cast) -> None:
    assignment = proposed(cast)
    all_agree(cast, assignment)
    dean = cast.voice(HOME).__class__(party=Party.HOME_PARENT, by=cast.voice(HOME).by)

    decline(assignment, dean, version=1, reason=DeclineReason.POLICY, note="Ujian akhir")

    assert assignment.state is State.DECLINED


def test_a_confirmed_version_takes_no_counter(cast: Cast) -> None:
    assignment = proposed(cast)
    all_agree(cast, assignment)

    with pytest.raises(NotPossible):
        counter_by(cast, assignment)


def test_the_parent_is_not_asked_without_a_reason(cast: Cast) -> None:
    cast.ratna.category = PersonCategory.OTHER
    assignment = proposed(cast, mode=Mode.REMOTE)
    all_agree(cast, assignment)

    assert assignment.state is State.CONFIRMED
    assert assignment.awaited == []
    assert assignment.is_ready_for_papers()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, None),
        ({"weekly_minutes": 480, "week": ()}, None),
        ({"weekly_minutes": 481, "week": ()}, ParentReason.LONG_HOURS),
        ({"ends_on": date(2027, 6, 30)}, None),
        ({"ends_on": date(2027, 7, 1)}, ParentReason.LONG_SPAN),
        ({"mode": Mode.ONSITE}, ParentReason.TRAVEL),
        ({"costs": [{"item": "transport", "payer": "host", "amount": 1}]}, ParentReason.COST),
        ({"costs": [{"item": "salary", "payer": "home", "amount": 9}]}, None),
    ],
)
def test_reasons_for_the_parent_at_their_edges(
    cast: Cast, given: dict[str, Any], reason: ParentReason | None
) -> None:
    cast.ratna.category = PersonCategory.OTHER
    assignment = make_assignment(cast, **{"mode": Mode.REMOTE, **given})

    found = reasons_for_parent(assignment, assignment.current)

    assert found == ([reason] if reason else [])


def test_a_civil_servant_always_needs_the_parent(cast: Cast) -> None:
    assignment = make_assignment(cast, mode=Mode.REMOTE)

    assert reasons_for_parent(assignment, assignment.current) == [ParentReason.CIVIL_SERVANT]


@pytest.mark.parametrize(
    "given",
    [
        {"role": ""},
        {"tasks": ""},
        {"mode": Mode.ONSITE, "location": ""},
        {"weekly_minutes": 300},
        {"week": (Slot(0, time(12), time(9)),), "weekly_minutes": 180},
        {"weekly_minutes": 2250, "week": ()},
        {"instrument": Instrument.PENUGASAN_PNS},
    ],
)
def test_an_incomplete_draft_names_what_is_missing(cast: Cast, given: dict[str, Any]) -> None:
    assignment = make_assignment(cast, **given)

    with pytest.raises(NotPossible) as refusal:
        propose(assignment, by=cast.dewi_user)

    assert len(refusal.value.missing) == 1


def test_dates_stay_within_the_agreement(cast: Cast) -> None:
    agreement = make_agreement(cast, valid_to=date(2027, 6, 29))

    with pytest.raises(NotPossible):
        proposed(cast, agreement=agreement)


def test_a_party_that_nobody_speaks_for_is_named(cast: Cast) -> None:
    cast.yusuf.affiliations[0].ends_on = date(2027, 2, 23)

    with pytest.raises(NotPossible) as refusal:
        proposed(cast)

    assert len(refusal.value.missing) == 1


def test_home_and_host_differ(cast: Cast) -> None:
    with pytest.raises(NotValid), db.session.no_autoflush:
        Assignment(person=cast.ratna, home_id=1, host_id=1).write(by=cast.dewi_user.as_actor())


def test_a_person_can_not_be_promised_twice_for_the_same_hour(cast: Cast) -> None:
    first = proposed(cast)
    second = proposed(cast)
    all_agree(cast, first)

    agree(second, cast.voice(HOST), version=1)
    with pytest.raises(NotPossible) as refusal:
        agree(second, cast.voice(PERSON), version=1)

    assert "TGS-2027" in refusal.value.missing[0]


def test_the_other_request_shows_as_tentative(cast: Cast) -> None:
    proposed(cast)

    found = proposed(cast).current.check

    assert found is not None
    assert "tentative_overlap" in {finding.concern.value for finding in found.findings}
    assert {week.tentative for week in found.weeks} == {0, 480}


def test_one_human_for_two_parties_is_flagged(cast: Cast) -> None:
    may_confirm(cast.ratna, cast.host)
    assignment = proposed(cast)
    voice = cast.voice(PERSON)
    agree(assignment, voice, version=1)

    both = voice.__class__(party=HOST, by=voice.by, person_id=voice.person_id)
    answer = agree(assignment, both, version=1)

    assert answer.conflict


def test_withdrawing_voids_the_links(cast: Cast) -> None:
    assignment = proposed(cast)
    commit()

    assignment.withdraw(by=cast.dewi_user.as_actor(), reason="Ditunda")
    commit()

    assert assignment.state is State.WITHDRAWN
    assert {link.revoked_at is None for link in db.session.scalars(sa.select(Link))} == {False}


def test_a_draft_is_withdrawn_in_silence(cast: Cast) -> None:
    assignment = make_assignment(cast)
    assignment.withdraw(by=cast.dewi_user.as_actor(), reason="Salah")
    commit()

    assert db.session.scalars(sa.select(Message)).all() == []


def test_an_unanswered_proposal_expires_after_deadline_and_grace(cast: Cast) -> None:
    assignment = proposed(cast)

    assert not assignment.expire(on=date(2027, 3, 25))
    assert assignment.expire(on=date(2027, 3, 26))
    assert assignment.state is State.EXPIRED


def test_work_begins_on_the_first_day_and_only_with_papers(cast: Cast) -> None:
    assignment = proposed(cast)
    all_agree(cast, assignment)

    assert not assignment.begin(on=date(2027, 4, 1))
    assert assignment.is_at_risk(on=date(2027, 4, 1))
    assert not assignment.is_at_risk(on=date(2027, 3, 31))


def test_a_sister_institution_may_receive(cast: Cast) -> None:
    sister = make_institution(name="Perpustakaan FKM Lazuardi", province_code="32")
    may_confirm(make_person(name="Kepala FKM"), sister)

    assert proposed(cast, host=sister).state is State.PROPOSED


@pytest.mark.both_engines
@pytest.mark.parametrize("drops", [True, False])
def test_days_away_and_free_hours_said_since_count_when_the_last_party_agrees(
    cast: Cast, *, drops: bool
) -> None:
    the_network().drops_days_away = drops
    assignment = proposed(cast, week=TUE_THU)
    before = assignment.current.planned_minutes
    away = {"starts_on": date(2027, 4, 6), "ends_on": date(2027, 4, 8), "note": ""}
    save(Absence(person_id=cast.ratna.id, **away))
    save(Availability(person_id=cast.ratna.id, weekly_minutes=300, starts_on=None, ends_on=None))

    all_agree(cast, assignment)

    check = assignment.current.check
    assert check is not None
    told = Concern.AWAY_DROPPED if drops else Concern.AWAY
    assert {one.concern for one in check.findings} == {told, Concern.OVER_SAID}
    assert assignment.current.planned_minutes == before - (360 if drops else 0)
    said = [worded(one, "Asia/Makassar") for one in check.findings]
    assert any("6 April 2027" in one for one in said)
    assert any("5 jam" in one for one in said)


@pytest.mark.parametrize(
    ("network", "home", "agreed", "cap"),
    [(600, None, None, 600), (600, 300, None, 300), (600, 300, 480, 480)],
)
def test_the_agreement_else_the_home_else_the_network_sets_the_cap(
    cast: Cast, network: int, home: int | None, agreed: int | None, cap: int
) -> None:
    the_network().lent_minutes = network
    cast.home.lent_minutes = home
    agreement = make_agreement(cast, weekly_minutes_cap=agreed)

    assignment = proposed(cast, agreement=agreement)

    assert assignment.current.check is not None
    assert assignment.current.check.cap == cap


@pytest.mark.both_engines
def test_somebody_who_went_away_for_the_whole_time_is_not_confirmed(cast: Cast) -> None:
    assignment = proposed(cast)
    away = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 7, 31), "note": ""}
    save(Absence(person_id=cast.ratna.id, **away))

    with pytest.raises(NotPossible):
        all_agree(cast, assignment)
