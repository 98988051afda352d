"""Agreements, and an assignment at every step of its way."""

from datetime import date, time, timedelta
from typing import Any

import sqlalchemy as sa

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.permissions import Role
from crm.sharing.letters import issue_agreement, issue_duty_letter
from crm.sharing.models import Assignment, Party, State, Voice
from crm.sharing.negotiation import agree, counter, propose
from crm.sharing.notices import ANSWER, APPROVAL
from crm.sharing.patterns import Slot
from tests.browser.cast import Cast
from tests.factories.sharing import (
    TUE_THU,
    make_agreement,
    make_assignment,
    make_version,
)
from tests.factories.sharing import Cast as Play

SIGNATORIES = (
    {"signatory_name": "Prof. Dr. dr. Hendra Wiratmaja", "signatory_post": "Dekan"},
    {"signatory_name": "dr. Andi Batari Sompa", "signatory_post": "Direktur"},
)
FRIDAY = (Slot(4, time(8), time(11)),)


def fill(cast: Cast) -> None:
    play = _play(cast)
    today = clock.today("Asia/Jakarta")
    first, last = today + timedelta(days=30), today + timedelta(days=120)
    span = {"starts_on": first, "ends_on": last}
    agreement = make_agreement(play, valid_from=today, valid_to=today + timedelta(days=700))
    draft = make_assignment(play, person=cast.troupe.people["bima"], **span)
    waiting = _proposed(play, agreement=agreement, **span)
    countered = _proposed(play, person=cast.troupe.people["dewi"], week=FRIDAY, **span)
    commit()
    _hand_out(cast, "sharing-answer", waiting, ANSWER, Party.HOST_HEAD)
    _counter(play, countered, last)
    approved = _to_approval(cast, play, week=TUE_THU, **span)
    _hand_out(cast, "sharing-approval", approved, APPROVAL)
    active = _to_work(cast, play, starts_on=today, ends_on=first - timedelta(days=2))
    agreement.name_signatories(SIGNATORIES)
    issue_agreement(agreement, by=play.secretariat)
    cast.examples |= {
        "agreement_id": agreement.id,
        "assignment_id": waiting.id,
        "draft_assignment": draft.id,
        "countered_assignment": countered.id,
        "approved_assignment": approved.id,
        "active_assignment": active.id,
    }


def _play(cast: Cast) -> Play:
    troupe = cast.troupe
    return Play(
        home=troupe.members["B"],
        host=troupe.members["M"],
        faculty=troupe.parents["fk"],
        ratna=troupe.people["ratna"],
        dewi=troupe.people["dewi"],
        yusuf=troupe.people["yusuf"],
        dewi_user=troupe.users["dewi@lazuardi.example"],
        yusuf_user=troupe.users["yusuf@lentera.example"],
        secretariat=cast.user(Role.SECRETARIAT),
    )


def _proposed(play: Play, **given: Any) -> Assignment:
    assignment = make_assignment(play, **given)
    propose(assignment, by=play.dewi_user)
    return assignment


def _counter(play: Play, assignment: Assignment, last: date) -> None:
    wanted = make_version(week=TUE_THU, ends_on=last + timedelta(days=30))
    changes = {name: getattr(wanted, name) for name in ("weekly_minutes", "slots", "ends_on")}
    voice = play.voice(Party.HOST_HEAD)
    note = "Dua sore sepekan lebih cocok dengan jadwal praktik kami."
    counter(assignment, voice, version=1, changes=changes, note=note)
    commit()


def _to_approval(cast: Cast, play: Play, **given: Any) -> Assignment:
    assignment = _proposed(play, person=cast.troupe.people["sari"], **given)
    for party in list(assignment.awaited):
        agree(assignment, play.voice(party), version=1)
    commit()
    return assignment


def _to_work(cast: Cast, play: Play, **given: Any) -> Assignment:
    assignment = _to_approval(cast, play, week=FRIDAY, **given)
    if assignment.state is State.CONFIRMED and assignment.current.needs_parent:
        approver = cast.user(Role.PARENT_APPROVER)
        voice = Voice(party=Party.HOME_PARENT, by=approver.as_actor(), email=approver.email)
        agree(assignment, voice, version=1)
    issue_duty_letter(assignment, by=play.secretariat)
    assignment.begin(on=assignment.current.starts_on)
    commit()
    return assignment


def _hand_out(
    cast: Cast, name: str, about: Assignment, purpose: str, party: Party | None = None
) -> None:
    asked = sa.select(Link).where(
        Link.purpose == purpose, Link.subject_kind == "assignment", Link.subject_id == about.id
    )
    if party:
        asked = asked.where(Link.party == party)
    cast.hand_out(name, db.session.scalars(asked).first() or _missing(name))


def _missing(name: str) -> Link:
    raise LookupError(f"Nobody was asked by link: {name}")
