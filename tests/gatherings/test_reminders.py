"""What the clock reminds of: who gets which letter about a meeting, and when (R02-R12)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import time_machine

from crm.almanac.month import Entry
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.gatherings.housekeeping import keep_series_ahead
from crm.gatherings.marks import gathering_entries
from crm.gatherings.models import (
    ActionState,
    Gathering,
    GatheringState,
    QuorumRule,
    Rsvp,
    Series,
    conversation,
)
from crm.permissions import Role
from crm.reminders.forecast import forecast
from crm.reminders.models import Message
from crm.reminders.planning import Planned
from crm.reminders.scheduler import tick
from tests.conftest import CountQueries
from tests.factories.gathering_cast import Cast
from tests.factories.gatherings import (
    SECRETARY,
    jakarta,
    make_action,
    make_gathering,
    make_invited,
    make_invitee,
    make_series,
)
from tests.factories.register import make_institution, make_person, make_user

NOON = datetime(2027, 1, 4, 5, tzinfo=ZoneInfo("UTC"))


def planned(rule: str, *, days: int = 90) -> list[Planned]:
    commit()
    found = forecast(NOON, NOON + timedelta(days=days))
    assert found.problems == {}
    return [one for one in found.planned if one.rule == rule]


def days_of(found: list[Planned]) -> list[date]:
    return sorted({one.at.astimezone(ZoneInfo("Asia/Jakarta")).date() for one in found})


def going(found: list[Planned]) -> set[str]:
    return {one.recipient.email for one in found if one.state == "planned"}


def test_r03_reminds_those_who_come(cast: Cast) -> None:
    gathering = make_invited(starts_at=jakarta(2027, 1, 20))
    make_invitee(gathering, cast.puspa, email="yes@a.example", rsvp=Rsvp.ACCEPTED)
    make_invitee(gathering, cast.lazuardi, email="no@a.example", rsvp=Rsvp.DECLINED)

    found = planned("R03")

    assert going(found) == {"yes@a.example"}
    assert days_of(found) == [date(2027, 1, 13), date(2027, 1, 19)]
    assert {one.recipient.email for one in found if one.reason} == {"no@a.example"}


def test_r02_asks_whoever_has_not_answered_with_a_link(cast: Cast) -> None:
    gathering = make_invited(starts_at=jakarta(2027, 1, 20))
    make_invitee(gathering, cast.puspa, email="silent@a.example")
    make_invitee(gathering, cast.lazuardi, email="yes@a.example", rsvp=Rsvp.ACCEPTED)

    found = planned("R02")

    assert going(found) == {"silent@a.example"}
    assert days_of(found) == [date(2027, 1, 15), date(2027, 1, 18)]
    assert {one.recipient.link.purpose for one in found if one.recipient.link} == {
        "gatherings.rsvp"
    }


def test_the_letter_of_r02_opens_the_invitation(cast: Cast, today: time_machine.Traveller) -> None:
    gathering = make_invited(starts_at=jakarta(2027, 1, 20))
    make_invitee(gathering, cast.puspa, email="silent@a.example")
    commit()
    tick(jakarta(2027, 1, 14, 9))
    today.move_to(jakarta(2027, 1, 15, 9))

    tick(jakarta(2027, 1, 15, 9))

    [letter] = db.session.scalars(sa.select(Message).where(Message.rule == "R02"))
    assert letter.recipient == "silent@a.example"
    assert "[[link:" in letter.body_text


def test_r04_warns_of_a_quorum_at_risk(cast: Cast) -> None:
    risky = make_invited(
        starts_at=jakarta(2027, 1, 20), quorum=QuorumRule.FRACTION, title="Berisiko"
    )
    safe = make_invited(starts_at=jakarta(2027, 1, 20), quorum=QuorumRule.FRACTION)
    make_invitee(risky, cast.puspa)
    make_invitee(safe, cast.puspa, rsvp=Rsvp.ACCEPTED)
    make_invited(starts_at=jakarta(2027, 1, 20))

    found = planned("R04")

    assert {one.occasion.title for one in found} == {"Berisiko"}
    assert days_of(found) == [date(2027, 1, 15)]
    assert found[0].occasion.facts["needed"] == 1


def test_r06_reminds_of_a_letter_that_is_not_issued(cast: Cast) -> None:
    make_gathering(starts_at=jakarta(2027, 1, 20), title="Belum terbit")
    make_invited(starts_at=jakarta(2027, 1, 20))

    found = planned("R06")

    assert {one.occasion.title for one in found} == {"Belum terbit"}
    assert days_of(found) == [date(2027, 1, 8)]


def test_r09_reminds_the_note_taker(cast: Cast) -> None:
    bima = make_person(name="Bima", email="bima@a.example")
    make_gathering(starts_at=jakarta(2027, 1, 4, 8), state=GatheringState.HELD, note_taker=bima)
    make_gathering(starts_at=jakarta(2027, 1, 4, 8), state=GatheringState.MINUTES_CIRCULATED)

    found = planned("R09")

    assert going(found) == {"bima@a.example"}
    assert days_of(found) == [date(2027, 1, 8)]


def test_r11_reminds_who_is_in_charge_and_later_the_chair(cast: Cast) -> None:
    chair = make_person(name="Wulan", email="wulan@a.example")
    gathering = make_gathering(chair=chair)
    cast.puspa.email = "perpustakaan@puspa.example"
    make_action(gathering, institution=cast.puspa, due_on=date(2027, 1, 20))
    make_action(gathering, person=make_person(email="x@a.example"), state=ActionState.DONE)

    found = planned("R11", days=25)

    by_step = {one.step: going([two for two in found if two.step == one.step]) for one in found}
    assert by_step["H-3"] == {"perpustakaan@puspa.example"}
    assert by_step["H+1"] == {"perpustakaan@puspa.example", "wulan@a.example"}


def test_r12_reminds_the_logger_until_the_promise_is_kept(cast: Cast) -> None:
    talk = conversation(date(2027, 1, 3), topic="Kopi", logged_by=cast.sari)
    talk.promise, talk.next_step_on = "Kirim draf", date(2027, 1, 18)
    save(talk)
    assert going(planned("R12")) == {cast.sari.email}
    assert days_of(planned("R12")) == [date(2027, 1, 18)]

    talk.promise_kept_on = date(2027, 1, 10)

    assert planned("R12") == []


@pytest.mark.parametrize("state", [GatheringState.CANCELLED, GatheringState.POSTPONED])
def test_nothing_reminds_of_what_is_called_off(cast: Cast, state: GatheringState) -> None:
    gathering = make_invited(starts_at=jakarta(2027, 1, 20), quorum=QuorumRule.FRACTION)
    make_invitee(gathering, cast.puspa)
    gathering.state = state

    assert [one for rule in ("R02", "R03", "R04", "R06", "R09") for one in planned(rule)] == []


def test_reminders_follow_the_new_date(cast: Cast) -> None:
    series = make_series()
    march = series.plan(date(2027, 12, 31), by=SECRETARY)[2]
    db.session.flush()
    march.state = GatheringState.INVITED
    make_invitee(march, cast.puspa, rsvp=Rsvp.ACCEPTED)
    before = {one.occasion.occurrence for one in planned("R03")}

    march.move(jakarta(2027, 3, 16), by=SECRETARY)
    found = planned("R03")

    assert {one.occasion.occurrence for one in found} == before
    assert date(2027, 3, 5) in days_of(found)


def test_sources_cost_the_same_however_many_meetings(
    cast: Cast, count_queries: CountQueries
) -> None:
    costs = []
    for number in (2, 10):
        for _n in range(number):
            gathering = make_invited(starts_at=jakarta(2027, 1, 20), quorum=QuorumRule.FRACTION)
            for _m in range(3):
                make_invitee(gathering, make_institution(), person=make_person())
            make_action(gathering, institution=cast.puspa, due_on=date(2027, 1, 20))
        commit()
        with count_queries() as statements:
            forecast(NOON, NOON + timedelta(days=30))
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert costs[1] <= 75, (
        "every source of the house asks a handful of questions, whatever there is"
    )


def test_series_keep_twelve_months_ahead_until_their_end(
    cast: Cast, today: time_machine.Traveller
) -> None:
    endless = make_series()
    endless.plan(date(2027, 12, 31), by=SECRETARY)
    ending = make_series(ended_on=date(2027, 6, 30), title="Sampai Juni")
    ending.plan(date(2027, 12, 31), by=SECRETARY)
    commit()
    assert keep_series_ahead() == 0

    today.move_to(jakarta(2027, 3, 1))

    assert keep_series_ahead() == 2
    assert keep_series_ahead() == 0
    counts = db.session.execute(
        sa.select(Series.title, sa.func.count())
        .join(Gathering, Gathering.series_id == Series.id)
        .group_by(Series.title)
    )
    assert dict(counts.all()) == {"Rapat Rutin": 14, "Sampai Juni": 6}


def test_the_calendar_shows_gatherings_and_what_is_due(cast: Cast) -> None:
    gathering = make_invited(starts_at=jakarta(2027, 1, 20))
    make_invitee(gathering, cast.puspa)
    make_action(gathering, institution=cast.puspa, due_on=date(2027, 1, 22))
    make_gathering(starts_at=jakarta(2027, 1, 21), title="Draf")

    def shown(user_entries: list[Entry]) -> list[tuple[date, str]]:
        return [(one.day, one.title) for one in user_entries]

    month = (date(2027, 1, 1), date(2027, 1, 31))
    assert shown(list(gathering_entries(cast.yusuf, *month))) == [
        (date(2027, 1, 20), "Rapat Rutin Januari 2027"),
        (date(2027, 1, 22), "Kirim daftar judul ganda"),
    ]
    assert shown(list(gathering_entries(cast.dewi, *month))) == []
    assert len(list(gathering_entries(cast.sari, *month))) == 3
    assert list(gathering_entries(make_user(Role.PARENT_APPROVER), *month)) == []
