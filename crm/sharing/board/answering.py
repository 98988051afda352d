"""Assignments written for needs: remembered, and followed until the need is filled."""

from collections.abc import Sequence
from typing import Any

from crm.accounts.models import User
from crm.core.actors import SYSTEM, Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.events import Event
from crm.core.words import gettext as _
from crm.institutions.models import Need
from crm.institutions.queries import today
from crm.sharing.board import events as board_events
from crm.sharing.board.matching import fullest_week
from crm.sharing.models import (
    Assignment,
    NeedAnswer,
    PassedOver,
    SharingNeed,
    SharingOffer,
    State,
)
from crm.sharing.queries.postings import answer_of, answers_out_of, answers_to

FELL_THROUGH = frozenset({State.DECLINED, State.WITHDRAWN, State.EXPIRED})
DONE = frozenset({State.TERMINATED, *FELL_THROUGH})


def remember(
    assignment: Assignment, need: SharingNeed | None, offer: SharingOffer | None, *, by: Actor
) -> None:
    """Note for which need and out of which offer an assignment was written."""
    for posting in (need, offer):
        if posting is not None and not posting.is_open:
            raise NotPossible(_("“%(name)s” is settled already.", name=posting.name))
    if need is None and offer is None:
        return
    save(NeedAnswer(assignment_id=assignment.id, need=need, offer=offer))
    if need is not None:
        need.tell(board_events.SomebodyProposed, by, person=assignment.person.name)


def follow(event: Event) -> None:
    """Fill the need and the offer of an assignment that was agreed; open them if it fell through.

    Hears of every assignment; what was written for no need costs one statement.
    """
    assignment: Any = event.subject
    answer: NeedAnswer | None = db.session.scalar(answer_of(assignment.id))
    if answer is None:
        return
    if answer.need is not None:
        filled = _is_filled(answer.need)
        _settle(answer.need, filled=filled)
        _settle_register(answer.need, assignment, filled=filled)
    if answer.offer is not None:
        _settle(answer.offer, filled=left_of(answer.offer) <= 0)


def _settle(posting: SharingNeed | SharingOffer, *, filled: bool) -> None:
    if filled:
        posting.fill()
    else:
        posting.open_again(on=today())


def _settle_register(need: SharingNeed, assignment: Assignment, *, filled: bool) -> None:
    """Settle the need of the institution's register from which this one came, or open it again.

    What somebody settled by hand stays as they settled it.
    """
    if need.register_need_id is None:
        return
    noted = db.session.get_one(Need, need.register_need_id)
    if filled and noted.is_open:
        noted.meet(by=SYSTEM, on=today(), helper=assignment.home, how=need.code)
    elif not filled and noted.settled_how == need.code:
        noted.open_again(by=SYSTEM)


def _is_filled(need: SharingNeed) -> bool:
    return any(_stands(one.assignment) for one in db.session.scalars(answers_to([need.id])))


def _stands(assignment: Assignment) -> bool:
    """Tell whether the parties agreed to it and nothing took that back."""
    return assignment.number_in_force is not None and assignment.state not in FELL_THROUGH


def left_of(offer: SharingOffer) -> int:
    """The minutes a week of an offer that nobody was promised, in its fullest week."""
    answers: Sequence[NeedAnswer] = db.session.scalars(answers_out_of(offer.id)).all()
    promised = [
        (version.starts_on, version.ends_on, version.weekly_minutes)
        for one in answers
        if one.assignment.state not in DONE and (version := one.assignment.in_force)
    ]
    return offer.weekly_minutes - fullest_week(promised)


def pass_over(
    need: SharingNeed, *, person_id: int, offer_id: int, name: str, by: User
) -> PassedOver:
    """Remember that somebody is not wanted for a need; an offer counts where it names nobody."""
    found = save(
        PassedOver(
            need=need,
            person_id=person_id or None,
            offer_id=None if person_id else offer_id,
            by_name=by.name,
        )
    )
    need.tell(board_events.SomebodyPassedOver, by.as_actor(), person=name)
    return found


def take_back(passed: PassedOver, *, by: User) -> None:
    """Let somebody be proposed again."""
    passed.need.tell(board_events.PassingTakenBack, by.as_actor(), person=passed.name)
    db.session.delete(passed)
