"""Bringing gatherings into the plan: one alone, a series, a conversation, points and sessions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.gatherings.forms import ActionForm, ConversationForm
from crm.gatherings.lists import people_called
from crm.gatherings.models import (
    ActionItem,
    AgendaItem,
    Decision,
    Gathering,
    Series,
    Session,
    conversation,
    log,
    new_uid,
)
from crm.gatherings.recurrence import horizon


def plan_gathering(facts: dict[str, Any], points: Sequence[str], *, by: Actor) -> Gathering:
    """A gathering of its own, with the points of its agenda."""
    gathering = save(Gathering(**facts, uid=new_uid(), created_at=clock.now()))
    for position, title in enumerate(points, start=1):
        gathering.agenda.append(AgendaItem(position=position, title=title))
    gathering.plan(by=by)
    return gathering


def plan_series(facts: dict[str, Any], until: date | None, *, by: Actor) -> Series:
    """A regular meeting with its dates: until its last day, and at most for twelve months."""
    series = save(Series(**facts, ended_on=until, created_at=clock.now()))
    series.plan(horizon(series.first_day), by=by)
    return series


def log_conversation(form: ConversationForm, *, by: User) -> Gathering:
    """An informal meeting as it was entered; a person is linked where the name is theirs alone."""
    talk = conversation(form.on.data or date.min, topic=form.topic.data, logged_by=by)
    talk.met_with, talk.place = form.met_with.data, form.place.data or ""
    talk.promise, talk.next_step_on = form.promise.data or "", form.next_step_on.data
    save(talk)
    found = list(db.session.scalars(people_called(talk.met_with).limit(2)))
    person = found[0] if len(found) == 1 else None
    log(talk, by=by.as_actor(), institution=form.institution.institution, person=person)
    return talk


def add_point(gathering: Gathering, facts: dict[str, Any], position: int | None) -> AgendaItem:
    """A point of the agenda at its place; without a place at the end."""
    item = AgendaItem(**facts, position=len(gathering.agenda) + 1)
    gathering.agenda.append(item)
    place_point(gathering, item, position)
    return item


def change_point(
    gathering: Gathering, item: AgendaItem, facts: dict[str, Any], position: int | None
) -> None:
    """Say a point otherwise; it keeps its place unless another one is given."""
    item.change(**facts)
    if position is not None:
        place_point(gathering, item, position)


def place_point(gathering: Gathering, item: AgendaItem, position: int | None) -> None:
    """Put a point at a place and count all of them through."""
    others = [one for one in gathering.agenda if one is not item]
    place = len(others) if position is None else max(0, position - 1)
    for number, one in enumerate([*others[:place], item, *others[place:]], start=1):
        one.position = number


def remove_point(gathering: Gathering, item: AgendaItem) -> None:
    """Take a point off the agenda; what was said on it goes with it."""
    gathering.agenda.remove(item)
    for number, one in enumerate(gathering.agenda, start=1):
        one.position = number


def add_session(gathering: Gathering, facts: dict[str, Any]) -> Session:
    """A row of a workshop's programme."""
    return save(Session(gathering=gathering, **facts))


def remove_session(_gathering: Gathering, session: Session) -> None:
    """Take a row out of the programme."""
    db.session.delete(session)


def add_decision(gathering: Gathering, facts: dict[str, Any]) -> Decision:
    """What was decided, while the minutes can change."""
    gathering.changeable_minutes()
    return save(Decision(gathering_id=gathering.id, created_at=clock.now(), **facts))


def remove_decision(gathering: Gathering, decision: Decision) -> None:
    """Take a decision out of the minutes, while they can change."""
    gathering.changeable_minutes()
    db.session.delete(decision)


def agree_action(gathering: Gathering, form: ActionForm, *, by: Actor) -> ActionItem:
    """Somebody promises to do something until a day, while the minutes can change."""
    gathering.changeable_minutes()
    action = ActionItem(gathering=gathering, created_at=clock.now())
    form.fill(action)
    save(action).agree(by=by)
    return action
