"""Whatever parties, clock and secretariat do in whatever order, what was promised stays true.

Never confirmed without every yes needed on one version; never one person at two works at once or
over a full week; no move that is not in the trail.
"""

from collections import Counter
from datetime import date, time, timedelta
from itertools import combinations
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from crm.almanac.models import CalendarDay
from crm.almanac.workdays import workdays_from
from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.errors import NotPossible, NotUnderstood, NotValid
from crm.core.transactions import commit, rollback
from crm.documents.models import Document
from crm.institutions.queries import today
from crm.people.models import Person
from crm.people.models.persons import PersonCategory
from crm.sharing.amendments.amending import ask_for_change, take_back
from crm.sharing.capacity.patterns import BASE_WEEK, Slot
from crm.sharing.housekeeping import move_with_time
from crm.sharing.models import (
    AWAITING,
    CONFIRMING,
    MOVES,
    PROMISED,
    UNMADE,
    Assignment,
    AssignmentVersion,
    DeclineReason,
    Mode,
    Party,
    State,
    Voice,
    plain_slot,
)
from crm.sharing.negotiation import agree, counter, decline, propose
from crm.sharing.renewals.renewing import renew
from crm.sharing.renewals.spans import next_span
from crm.sharing.work.turning import end_early, pause, resume
from tests.factories.register import make_affiliation, make_institution, make_person
from tests.factories.sharing import Cast, make_assignment, make_head
from tests.sharing.conftest import NOW

pytestmark = pytest.mark.both_engines

REFUSED = (NotPossible, NotValid, NotUnderstood)
MOST = 4
"""Assignments that one example looks at."""
NEVER_AGREED = {State.DRAFT, State.PROPOSED, State.COUNTERED, *UNMADE}
WEEKS: tuple[tuple[Slot, ...], ...] = (
    (Slot(0, time(9), time(13)), Slot(2, time(9), time(13))),
    (Slot(0, time(12), time(16)),),
    tuple(Slot(day, time(8), time(15)) for day in (0, 1, 2, 3)),
    (Slot(3, time(9), time(11)),),
    (),
)
parties = st.sampled_from((*CONFIRMING, *CONFIRMING, Party.HOME_PARENT))
weeks = st.sampled_from(WEEKS)
starts = st.sampled_from((date(2027, 3, 1), date(2027, 3, 15), date(2027, 4, 5)))
lengths = st.sampled_from((20, 41, 70))
offsets = st.sampled_from((0, 0, 0, 0, -1, 1))


def hours_of(week: tuple[Slot, ...], first: date, days: int) -> dict[str, Any]:
    return {
        "slots": [plain_slot(slot) for slot in week],
        "weekly_minutes": sum(slot.minutes for slot in week) or 900,
        "starts_on": first,
        "ends_on": first + timedelta(days=days),
    }


class Sharing(RuleBasedStateMachine):
    """Two people of one home, two hosts, and everything that may be pressed."""

    assignments = Bundle("assignments")
    cast: Cast
    travel: time_machine.Traveller
    free: frozenset[date]

    def __init__(self) -> None:
        super().__init__()
        rollback()
        self.travel.move_to(NOW)
        self.people = [self.person("Ratna"), self.person("Tari")]
        self.second = make_institution(name="RS Kenanga", province_code="73", zone="Asia/Makassar")
        make_head("Kepala RS Kenanga", self.second)
        self.states: dict[int, State] = {}
        commit()
        self.read = 0

    def person(self, name: str) -> Person:
        made = make_person(name=name, category=PersonCategory.CONTRACT)
        make_affiliation(made, self.cast.home)
        return made

    def voice(self, one: Assignment, party: Party) -> Voice:
        spoken = self.cast.voice(Party.PERSON if party is Party.HOME_PARENT else party)
        helper = one.helper if party is Party.PERSON else None
        return Voice(
            party=party, by=spoken.by, email=spoken.email, person_id=helper.id if helper else None
        )

    def press(self, verb: Any, *given: Any, **more: Any) -> None:
        """Do it as one request does: whole, or not at all."""
        try:
            verb(*given, **more)
            commit()
        except REFUSED:
            rollback()

    @rule(target=assignments, who=st.booleans(), where=st.booleans(), week=weeks, first=starts,
          days=lengths)  # fmt: skip
    def ask(self, who: bool, where: bool, week: tuple[Slot, ...], first: date, days: int) -> Any:
        if len(self.states) >= MOST:
            return multiple()
        made = make_assignment(
            self.cast,
            person=self.people[who],
            host=self.second if where else self.cast.host,
            mode=Mode.REMOTE,
            week=week,
            **{k: v for k, v in hours_of(week, first, days).items() if k != "slots"},
        )
        self.states[made.id] = State.DRAFT
        commit()
        self.press(propose, made, by=self.cast.dewi_user)
        return made.id

    @initialize(target=assignments, week=weeks)
    def ask_twice(self, week: tuple[Slot, ...]) -> Any:
        """Two hosts ask for the same hours of one person."""
        first, days = date(2027, 3, 15), 41
        asked = [self.ask(False, where, week, first, days) for where in (False, True)]  # noqa: FBT003
        return multiple(*asked)

    @rule(number=assignments, party=parties, offset=offsets)
    def say_yes(self, number: int, party: Party, offset: int) -> None:
        one = self.found(number)
        self.press(agree, one, self.voice(one, party), version=one.current_number + offset)

    @rule(number=assignments, then_work=st.booleans())
    def settle(self, number: int, then_work: bool) -> None:
        """Everyone who is asked says yes, the paper is issued, and perhaps the first day comes."""
        one = self.found(number)
        for party in [*one.awaited, Party.HOME_PARENT]:
            self.press(agree, one, self.voice(one, party), version=one.current_number)
        if one.is_ready_for_papers():
            paper = Document(number="001/ST/SEK-JPK/III/2027", code="ABCDEFGHJK")
            self.press(one.document, paper, by=self.cast.secretariat.as_actor())
        ahead = (one.promise.starts_on - today()).days
        if then_work and ahead > 0:
            self.days_pass(ahead)

    @rule(backwards=st.booleans())
    def settle_all(self, backwards: bool) -> None:
        for number in sorted(self.states, reverse=backwards):
            self.settle(number, False)  # noqa: FBT003

    @rule(number=assignments, party=parties, week=weeks, first=starts, days=lengths)
    def answer_otherwise(
        self, number: int, party: Party, week: tuple[Slot, ...], first: date, days: int
    ) -> None:
        one, changes = self.found(number), hours_of(week, first, days)
        asked = {"version": one.current_number, "changes": changes, "note": "-"}
        self.press(counter, one, self.voice(one, party), **asked)

    @rule(number=assignments, party=parties, how=st.sampled_from(("no", "back", "end", "change")))
    def break_off(self, number: int, party: Party, how: str) -> None:
        one, by = self.found(number), self.cast.dewi_user
        if how == "no":
            no = {"version": one.current_number, "reason": DeclineReason.COST, "note": "-"}
            self.press(decline, one, self.voice(one, party), **no)
        elif how == "back":
            self.press(one.withdraw, by=by.as_actor(), reason="-")
        elif how == "end":
            self.press(end_early, one, by=by.as_actor(), reason="-")
        else:
            self.press(take_back, one, by=by, reason="-")

    @rule(number=assignments, week=weeks, days=lengths, other=st.booleans())
    def ask_to_change(self, number: int, week: tuple[Slot, ...], days: int, other: bool) -> None:
        one = self.found(number)
        changes = hours_of(week, max(one.promise.starts_on, today()), days)
        if other:
            changes["person_id"] = next(p.id for p in self.people if p.id != one.person_id)
        asked = {"version": one.number_in_force or 0, "changes": changes, "note": "-"}
        self.press(ask_for_change, one, self.voice(one, Party.HOST_HEAD), **asked)

    @rule(days=st.sampled_from((1, 7, 20)))
    def days_pass(self, days: int) -> None:
        self.travel.shift(timedelta(days=days))
        move_with_time()

    @rule(number=assignments)
    def rest_or_go_on(self, number: int) -> None:
        one, by = self.found(number), self.cast.dewi_user.as_actor()
        if one.state is State.SUSPENDED:
            self.press(resume, one, by=by)
        else:
            self.press(pause, one, by=by, reason="-")

    @rule(target=assignments, number=assignments)
    def once_more(self, number: int) -> Any:
        one = self.found(number)
        first, last = next_span(one.first_day, one.promise.ends_on)
        content = one.promise.content() | {"starts_on": first, "ends_on": last, "person_id": None}
        try:
            made = renew(one, by=self.cast.dewi_user, **content)
            commit()
        except REFUSED:
            rollback()
            return multiple()
        self.states[made.id] = State.DRAFT
        self.press(propose, made, by=self.cast.dewi_user)
        return made.id

    def found(self, number: int) -> Assignment:
        return db.session.get_one(Assignment, number)

    @property
    def all(self) -> list[Assignment]:
        db.session.expire_all()
        query = sa.select(Assignment).where(Assignment.id.in_(self.states)).order_by(Assignment.id)
        return list(db.session.scalars(query))

    @invariant()
    def what_is_agreed_has_every_yes_on_one_version(self) -> None:
        for one in self.all:
            if one.state in AWAITING:
                assert one.number_in_force is None
            if one.state in NEVER_AGREED:
                continue
            version = one.in_force
            assert version is not None
            yes = {
                answer.party
                for answer in one.sign_offs
                if answer.version == version.number and answer.decision == "yes"
                and not answer.came_late
            }  # fmt: skip
            assert yes >= set(CONFIRMING)
            assert one.state is State.CONFIRMED or not version.needs_parent or (
                Party.HOME_PARENT in yes
            )  # fmt: skip

    @invariant()
    def nobody_is_at_two_works_at_once_or_over_a_full_week(self) -> None:
        held = [
            (one, version)
            for one in self.all
            if one.state in PROMISED
            for version in one.held_versions
        ]
        for person in self.people:
            days = [
                (day, slot)
                for one, version in held
                if (version.person_id or one.person_id) == person.id
                for day, slot in self.days_of(version)
            ]
            for (day, slot), (other_day, other) in combinations(days, 2):
                apart = slot.ends <= other.starts or other.ends <= slot.starts
                assert day != other_day or apart, (day, slot, other)
            load = Counter[date]()
            for day, slot in days:
                load[day - timedelta(days=day.weekday())] += slot.minutes
            assert all(minutes <= BASE_WEEK for minutes in load.values())

    def days_of(self, version: AssignmentVersion) -> list[tuple[date, Slot]]:
        """Each day at work, counted otherwise than the house counts."""
        span = (version.last_day - version.starts_on).days + 1
        days = (version.starts_on + timedelta(days=number) for number in range(span))
        return [
            (day, slot)
            for day in days
            for slot in version.week
            if slot.weekday == day.weekday() and day not in self.free
        ]

    @invariant()
    def each_move_is_one_of_the_table_and_stands_in_the_trail(self) -> None:
        for one in self.all:
            before, self.states[one.id] = self.states[one.id], one.state
            if before is one.state:
                continue
            told = self.told_of(one)
            assert told[-1].to_state == one.state
            assert before in {entry.from_state for entry in told}
            assert all(entry.actor for entry in told)
            assert self.reaches(before, one.state)
        self.read = db.session.scalar(sa.select(sa.func.max(AuditEntry.id))) or 0

    def told_of(self, one: Assignment) -> list[AuditEntry]:
        """What the trail says anew of an assignment's moves."""
        told = sa.select(AuditEntry).where(
            AuditEntry.subject_kind == "assignment",
            AuditEntry.subject_id == one.id,
            AuditEntry.id > self.read,
            AuditEntry.to_state != AuditEntry.from_state,
        )
        return list(db.session.scalars(told.order_by(AuditEntry.id)))

    def reaches(self, before: State, after: State) -> bool:
        """One step may be several moves: the clock begins and completes at once."""
        reached, seen = {before}, set[State]()
        while reached - seen:
            seen |= reached
            reached = {state for one in seen for state in MOVES[one]}
        return after in seen


def test_in_any_order_what_was_promised_stays_true(
    cast: Cast, clock_stands: time_machine.Traveller
) -> None:
    Sharing.cast, Sharing.travel = cast, clock_stands
    Sharing.free = workdays_from(list(db.session.scalars(sa.select(CalendarDay)))).free
    commit()

    run_state_machine_as_test(
        Sharing,
        settings=settings(
            max_examples=16,
            stateful_step_count=18,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
