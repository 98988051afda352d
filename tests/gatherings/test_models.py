"""The rules of gatherings, asked of the records themselves."""

from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask

from crm.core import clock
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.documents.models import Document
from crm.gatherings.models import (
    ActionState,
    Attendance,
    Gathering,
    GatheringState,
    Invitee,
    QuorumRule,
    Rsvp,
    conversation,
    keep_promise,
    log,
)
from crm.gatherings.models.kinds import AHEAD, MOVES
from crm.gatherings.queries import actions_carried_into
from crm.gatherings.quorum import expected, needed, present
from tests.factories.gatherings import (
    SECRETARY,
    jakarta,
    make_action,
    make_gathering,
    make_invited,
    make_invitee,
    make_member,
    make_series,
)
from tests.factories.register import make_institution, make_person, make_user

JANUARY_4 = jakarta(2027, 1, 4, 9)
LETTER = Document(number="007/UND/SEK-JPK/I/2027")


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel(JANUARY_4, tick=False) as traveller:
        yield traveller


def test_every_state_says_where_it_leads() -> None:
    assert set(MOVES) == set(GatheringState)
    assert all(target in MOVES for targets in MOVES.values() for target in targets)


def test_an_invitation_reaches_everybody_on_the_list_once(app: Flask) -> None:
    gathering = make_gathering()
    first = make_invitee(gathering, make_institution())

    gathering.invite(LETTER, by=SECRETARY)

    assert gathering.state is GatheringState.INVITED
    assert first.invited_for == 0
    with pytest.raises(NotPossible):
        gathering.invite(LETTER, by=SECRETARY)


def test_nobody_is_invited_to_an_empty_list(app: Flask) -> None:
    with pytest.raises(NotPossible):
        make_gathering().invite(LETTER, by=SECRETARY)


def test_who_is_added_later_still_needs_a_letter(app: Flask) -> None:
    gathering = make_invited()
    make_invitee(gathering, make_institution())
    assert not gathering.needs_letter

    added = gathering.add_invitees(
        [Invitee(institution_id=make_institution().id, email="baru@contoh.example")], by=SECRETARY
    )

    assert added == 1
    assert gathering.needs_letter


def test_nobody_stands_on_the_list_twice(app: Flask) -> None:
    gathering, institution = make_gathering(), make_institution()
    make_invitee(gathering, institution)

    assert gathering.add_invitees([Invitee(institution_id=institution.id)], by=SECRETARY) == 0


def test_moving_keeps_the_length_the_list_and_the_answers(app: Flask) -> None:
    gathering = make_invited()
    invitee = make_invitee(gathering, make_institution(), rsvp=Rsvp.ACCEPTED)

    gathering.move(jakarta(2027, 1, 20), by=SECRETARY)

    assert gathering.ends_at == jakarta(2027, 1, 20, 12)
    assert gathering.sequence == 1
    assert (invitee.rsvp, gathering.invitees) == (Rsvp.ACCEPTED, [invitee])
    assert gathering.needs_letter


def test_moving_to_the_same_moment_is_refused(app: Flask) -> None:
    gathering = make_gathering()

    with pytest.raises(NotPossible):
        gathering.move(gathering.starts_at, by=SECRETARY)


def test_a_postponed_gathering_comes_back_with_its_new_date(app: Flask) -> None:
    gathering = make_invited()
    make_invitee(gathering, make_institution())

    gathering.postpone(reason="Banjir", by=SECRETARY)
    assert gathering.state is GatheringState.POSTPONED
    gathering.move(jakarta(2027, 2, 3), by=SECRETARY)

    assert gathering.state is GatheringState.INVITED
    assert gathering.sequence == 2


@pytest.mark.parametrize("state", sorted(set(GatheringState) - AHEAD))
def test_what_is_over_is_not_planned_any_more(app: Flask, state: GatheringState) -> None:
    gathering = make_gathering(state=state)

    with pytest.raises(NotPossible):
        gathering.move(jakarta(2027, 2, 3), by=SECRETARY)
    with pytest.raises(NotPossible):
        gathering.cancel(reason="-", by=SECRETARY)
    with pytest.raises(NotPossible):
        gathering.postpone(reason="-", by=SECRETARY)
    with pytest.raises(NotPossible):
        gathering.change(title="Lain", by=SECRETARY)
    with pytest.raises(NotPossible):
        gathering.invite(LETTER, by=SECRETARY)


@pytest.mark.parametrize(
    ("facts", "rises"),
    [({"place": "Jakarta"}, True), ({"quorum": QuorumRule.ABSOLUTE}, False), ({}, False)],
)
def test_the_invited_hear_of_another_place_but_not_of_the_quorum(
    app: Flask, facts: dict[str, object], rises: bool
) -> None:
    gathering = make_invited()

    gathering.change(by=SECRETARY, **facts)

    assert gathering.sequence == int(rises)


def test_answers_are_taken_until_the_meeting_begins(
    app: Flask, today: time_machine.Traveller
) -> None:
    gathering = make_invited()
    invitee = make_invitee(gathering, make_institution())

    invitee.answer(Rsvp.TENTATIVE, by=SECRETARY, note="Menunggu surat tugas")
    invitee.answer(Rsvp.ACCEPTED, by=SECRETARY)

    assert invitee.rsvp is Rsvp.ACCEPTED
    assert [reply.answer for reply in invitee.replies] == [Rsvp.TENTATIVE, Rsvp.ACCEPTED]
    today.move_to(gathering.starts_at)
    with pytest.raises(NotPossible):
        invitee.answer(Rsvp.DECLINED, by=SECRETARY)


def test_before_the_letter_there_is_nothing_to_answer(app: Flask) -> None:
    invitee = make_invitee(make_gathering(), make_institution())

    with pytest.raises(NotPossible):
        invitee.answer(Rsvp.ACCEPTED, by=SECRETARY)


def test_attendance_is_noted_from_the_start_on(app: Flask, today: time_machine.Traveller) -> None:
    gathering = make_invited()
    invitee = make_invitee(gathering, make_institution())
    with pytest.raises(NotPossible):
        gathering.record_attendance({}, by=SECRETARY)

    today.move_to(gathering.starts_at)
    gathering.record_attendance({invitee.id: Attendance.LATE}, by=SECRETARY)

    assert gathering.state is GatheringState.HELD
    assert invitee.came


def test_minutes_go_from_draft_over_five_days_of_correction_to_approved(
    app: Flask, today: time_machine.Traveller
) -> None:
    gathering = make_gathering(state=GatheringState.HELD)
    minutes = gathering.begin_minutes(by=SECRETARY)
    assert gathering.begin_minutes(by=SECRETARY) is minutes

    minutes.circulate(LETTER, by=SECRETARY)
    assert minutes.correct_by == date(2027, 1, 9)
    today.move_to(jakarta(2027, 1, 8, 9))
    minutes.file_correction("Nama salah", by=SECRETARY)
    with pytest.raises(NotPossible):
        minutes.approve(by=SECRETARY)
    today.move_to(jakarta(2027, 1, 9, 23, 59))
    assert minutes.may_be_corrected(on=clock.today("Asia/Jakarta"))
    today.move_to(jakarta(2027, 1, 10, 0, 0))
    with pytest.raises(NotPossible):
        minutes.file_correction("Terlambat", by=SECRETARY)
    minutes.approve(by=SECRETARY)

    assert gathering.state is GatheringState.MINUTES_APPROVED
    assert not minutes.may_change


def test_a_draft_of_a_meeting_has_no_minutes(app: Flask) -> None:
    with pytest.raises(NotPossible):
        make_gathering().begin_minutes(by=SECRETARY)


def test_scenario_4_quorum_counts_institutions_and_proxies(app: Flask) -> None:
    gathering = make_invited(quorum=QuorumRule.FRACTION, quorum_number=50)
    members = [make_institution() for _n in range(21)]
    people = [make_invitee(gathering, member, attendance=Attendance.ABSENT) for member in members]
    extra = [make_invitee(gathering, members[0], person=make_person()) for _n in range(2)]
    for one in [*people[:7], *extra]:
        one.attendance = Attendance.PRESENT_ONSITE
    for one in people[7:9]:
        one.attendance = Attendance.PRESENT_ONLINE
    db.session.refresh(gathering, ["invitees"])

    assert sum(one.came for one in gathering.invitees) == 11
    without = present(gathering)
    assert (without.voting, without.needed, without.total, without.is_met) == (21, 11, 9, False)
    people[9].give_proxy(people[0], letter="12/2027")
    people[10].give_proxy(people[1], letter="13/2027")
    counted = present(gathering)
    assert (counted.delegations, counted.proxies, counted.is_met) == (9, 2, True)
    gathering.online_counts = False
    assert present(gathering).delegations == 7


@pytest.mark.parametrize(
    ("rule", "number", "voting", "enough"),
    [
        (QuorumRule.NONE, 50, 21, 0),
        (QuorumRule.FRACTION, 50, 21, 11),
        (QuorumRule.FRACTION, 50, 20, 11),
        (QuorumRule.FRACTION, 66, 20, 14),
        (QuorumRule.ABSOLUTE, 7, 21, 7),
    ],
)
def test_a_share_must_be_exceeded(rule: QuorumRule, number: int, voting: int, enough: int) -> None:
    assert needed(rule, number, voting) == enough


def test_a_proxy_goes_to_another_institution(app: Flask) -> None:
    gathering, member = make_invited(), make_institution()
    one = make_invitee(gathering, member)
    other = make_invitee(gathering, member, person=make_person())

    with pytest.raises(NotPossible):
        one.give_proxy(other)


def test_expected_counts_those_who_accepted(app: Flask) -> None:
    gathering = make_invited(quorum=QuorumRule.ABSOLUTE, quorum_number=2)
    make_invitee(gathering, make_institution(), rsvp=Rsvp.ACCEPTED)
    make_invitee(gathering, make_institution(), rsvp=Rsvp.TENTATIVE)

    assert (expected(gathering).total, expected(gathering).is_met) == (1, False)


def test_open_actions_are_carried_into_the_next_meeting_of_the_series(app: Flask) -> None:
    series = make_series()
    january, february, *_rest = series.plan(date(2027, 12, 31), by=SECRETARY)
    db.session.flush()
    still_open = make_action(january)
    make_action(january, state=ActionState.DONE)
    make_action(make_gathering())

    assert list(db.session.scalars(actions_carried_into(february))) == [still_open]
    assert list(db.session.scalars(actions_carried_into(january))) == []


def test_an_action_is_begun_done_and_then_settled(app: Flask) -> None:
    action = make_action(make_gathering())

    action.begin(by=SECRETARY)
    action.complete(evidence="Surat 12", by=SECRETARY)

    assert (action.state, action.done_on) == (ActionState.DONE, date(2027, 1, 4))
    with pytest.raises(NotPossible):
        action.drop(reason="-", by=SECRETARY)


def test_an_action_is_late_after_its_day(app: Flask) -> None:
    action = make_action(make_gathering(), due_on=date(2027, 1, 4))

    assert not action.is_late(on=date(2027, 1, 4))
    assert action.is_late(on=date(2027, 1, 5))


def test_a_series_makes_its_dates_once_and_never_beyond_a_year(
    app: Flask, today: time_machine.Traveller
) -> None:
    series = make_series()

    made = series.plan(date(2030, 12, 31), by=SECRETARY)

    assert len(made) == 12
    assert series.made_until == date(2027, 12, 31)
    with pytest.raises(NotPossible):
        series.extend(by=SECRETARY)
    today.move_to(jakarta(2027, 3, 1))
    assert series.extend(by=SECRETARY) == 2
    starts = [one.starts_at for one in series.occurrences]
    assert starts[-2:] == [jakarta(2028, 1, 12), jakarta(2028, 2, 9)]
    assert len({one.original_start for one in series.occurrences}) == 14


def test_a_moved_date_is_not_made_again(app: Flask, today: time_machine.Traveller) -> None:
    series = make_series()
    made = series.plan(date(2027, 3, 31), by=SECRETARY)
    made[2].move(jakarta(2027, 3, 16), by=SECRETARY)
    made[1].cancel(reason="Libur", by=SECRETARY)

    assert series.extend(by=SECRETARY) == 9
    assert made[2].original_start == jakarta(2027, 3, 10)


def test_a_conversation_is_logged_and_its_promise_kept(app: Flask) -> None:
    logger, member = make_user(), make_member()
    talk = conversation(date(2027, 1, 3), topic="Standar perpustakaan", logged_by=logger)
    talk.promise, talk.next_step_on = "Kirim draf", date(2027, 1, 31)
    db.session.add(talk)

    log(talk, by=SECRETARY, institution=member, person=None)
    keep_promise(talk, by=SECRETARY)

    assert talk.state is GatheringState.HELD
    assert talk.promise_kept_on == date(2027, 1, 4)
    assert [one.institution for one in talk.invitees] == [member]
    with pytest.raises(NotPossible):
        keep_promise(talk, by=SECRETARY)


def test_who_speaks_for_a_place_on_the_list(app: Flask) -> None:
    own, other = make_institution(), make_institution()
    gathering = make_gathering()
    partner = make_user(institution_id=own.id, email="dewi@b.example")

    assert make_invitee(gathering, own).speaks_for(partner)
    assert not make_invitee(gathering, other).speaks_for(partner)
    assert make_invitee(gathering, None, person=make_person(), email="Dewi@B.example").speaks_for(
        partner
    )


def test_it_lasts_as_long_as_it_was_planned() -> None:
    one = Gathering(starts_at=JANUARY_4, ends_at=JANUARY_4 + timedelta(hours=3))

    assert one.lasts == timedelta(hours=3)
