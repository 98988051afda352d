"""What this room keeps about a person: told, passed on to a successor, forgotten."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import moment, plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.documents.models import Document
from crm.gatherings.models import (
    ActionItem,
    Gathering,
    GatheringState,
    Invitee,
    Reply,
    Series,
    Session,
)
from crm.gatherings.models.kinds import AHEAD, UNFINISHED
from crm.gatherings.notices import invite_successor
from crm.institutions.queries import today
from crm.people.keepers import Chapter, Held, Keeper, Kept, Leaving
from crm.people.models import Person

TO_BE_WRITTEN = AHEAD | {
    GatheringState.HELD,
    GatheringState.MINUTES_DRAFT,
    GatheringState.MINUTES_CIRCULATED,
}
PAPERS = {"id": "Undangan, daftar hadir, notula", "en": "Invitations, attendance lists, minutes"}
ISSUED = {
    "id": "Surat yang sudah terbit tidak diubah; isinya dibekukan saat terbit.",
    "en": "Papers that were issued are never changed; what they say was frozen then.",
}


def tells(person: Person) -> Iterable[Chapter]:
    """Invitations with answers and attendance, follow-ups, sessions."""
    yield Chapter(_l("Invitations"), [_told(one) for one in _places(person)])
    actions = db.session.scalars(sa.select(ActionItem).where(ActionItem.person_id == person.id))
    told = [
        {"what": one.what, "due_on": one.due_on.isoformat(), "state": one.state.value}
        for one in actions
    ]
    yield Chapter(_l("Follow-ups"), told)
    sessions = db.session.scalars(sa.select(Session).where(Session.speaker_id == person.id))
    yield Chapter(
        _l("Sessions"), [{"title": one.title, "at": one.starts_at.isoformat()} for one in sessions]
    )


def _told(invitee: Invitee) -> dict[str, Any]:
    return {
        "gathering": invitee.gathering.title,
        "at": invitee.gathering.starts_at.isoformat(),
        "capacity": invitee.capacity.value,
        "answer": invitee.rsvp.value,
        "attendance": invitee.attendance.value if invitee.attendance else "",
    }


def _places(person: Person) -> list[Invitee]:
    query = sa.select(Invitee).where(Invitee.person_id == person.id).order_by(Invitee.id)
    return list(db.session.scalars(query.options(joinedload(Invitee.gathering))))


def holds(leaving: Leaving) -> Iterable[Held]:
    """Chairs, minutes to write, series, places on lists, follow-ups; sessions stay."""
    for gathering in _led(leaving):
        role = _("chair") if gathering.chair_id == leaving.person.id else _("note-taker")
        yield Held(gathering.title, f"{role} · {moment(gathering.starts_at)}", _page(gathering))
    for series in _series(leaving):
        yield Held(series.title, _("the series"), path_of("series.show", series_id=series.id))
    for invitee in _lists(leaving):
        title = _("Invited: %(title)s", title=invitee.gathering.title)
        stays = "" if _is_free(invitee, leaving) else _("the successor is invited already")
        second = moment(invitee.gathering.starts_at)
        yield Held(title, second, _page(invitee.gathering), stays)
    for action in _actions(leaving):
        due = _("due %(day)s", day=plain_date(action.due_on))
        yield Held(action.what, due, _page(action.gathering))
    for session in _sessions(leaving):
        yield Held(session.title, stays=_("who speaks was asked in person: ask anew"))


def _page(gathering: Gathering) -> str:
    return path_of("gatherings.show", gathering_id=gathering.id)


def passes(leaving: Leaving) -> None:
    """Let the successor chair, write, come and do what was promised."""
    for gathering in _led(leaving):
        _lead(gathering, leaving)
    for series in _series(leaving):
        _lead(series, leaving)
    for invitee in _lists(leaving):
        if _is_free(invitee, leaving):
            invitee.stand_in(leaving.successor)
            invite_successor(invitee)
    for action in _actions(leaving):
        action.person = leaving.successor


def _lead(led: Gathering | Series, leaving: Leaving) -> None:
    if led.chair_id == leaving.person.id:
        led.chair = leaving.successor
    if led.note_taker_id == leaving.person.id:
        led.note_taker = leaving.successor


def _led(leaving: Leaving) -> list[Gathering]:
    mine = _leads(Gathering, leaving)
    query = sa.select(Gathering).where(mine, Gathering.state.in_(TO_BE_WRITTEN))
    return list(db.session.scalars(query.order_by(Gathering.starts_at, Gathering.id)))


def _series(leaving: Leaving) -> list[Series]:
    runs = Series.ended_on.is_(None) | (Series.ended_on >= today())
    query = sa.select(Series).where(_leads(Series, leaving), runs)
    return list(db.session.scalars(query.order_by(Series.id)))


def _leads(kind: Any, leaving: Leaving) -> sa.ColumnElement[bool]:
    person_id = leaving.person.id
    return sa.or_(kind.chair_id == person_id, kind.note_taker_id == person_id)


def _lists(leaving: Leaving) -> list[Invitee]:
    query = (
        sa.select(Invitee)
        .join(Invitee.gathering)
        .options(joinedload(Invitee.gathering), joinedload(Invitee.institution))
        .where(
            Invitee.person_id == leaving.person.id,
            Invitee.institution_id == leaving.institution_id,
            Gathering.state.in_(AHEAD),
        )
    )
    return list(db.session.scalars(query.order_by(Gathering.starts_at, Invitee.id)))


def _is_free(invitee: Invitee, leaving: Leaving) -> bool:
    taken = sa.select(Invitee.id).where(
        Invitee.gathering_id == invitee.gathering_id,
        Invitee.institution_id == invitee.institution_id,
        Invitee.person_id == leaving.successor.id,
    )
    return db.session.scalar(taken) is None


def _actions(leaving: Leaving) -> list[ActionItem]:
    here = ActionItem.institution_id == leaving.institution_id
    place = ActionItem.institution_id.is_(None) | here
    query = (
        sa.select(ActionItem)
        .options(joinedload(ActionItem.gathering))
        .where(ActionItem.person_id == leaving.person.id, place, ActionItem.state.in_(UNFINISHED))
    )
    return list(db.session.scalars(query.order_by(ActionItem.due_on, ActionItem.id)))


def _sessions(leaving: Leaving) -> list[Session]:
    query = (
        sa.select(Session)
        .join(Gathering, Gathering.id == Session.gathering_id)
        .where(Session.speaker_id == leaving.person.id, Gathering.state.in_(AHEAD))
    )
    return list(db.session.scalars(query.order_by(Session.starts_at, Session.id)))


def forgets(person: Person) -> Iterable[Kept]:
    """Take the name off lists and answers; papers that were issued stay as they are."""
    places = _places(person)
    ids = [one.id for one in places]
    said = sa.update(Reply).where(Reply.invitee_id.in_(ids))
    db.session.execute(said.values(answered_by="", note=""))
    for invitee in places:
        invitee.name = invitee.email = ""
    spoken = sa.update(Session).where(Session.speaker_id == person.id)
    db.session.execute(spoken.values(speaker=""))
    gatherings = {one.gathering_id for one in places}
    papers = sa.select(sa.func.count()).select_from(Document)
    about = papers.where(Document.about_kind == "gathering", Document.about_id.in_(gatherings))
    count = db.session.scalar(about) or 0
    if count:
        yield Kept(PAPERS, ISSUED, count)


KEEPER = Keeper(tells=tells, holds=holds, passes=passes, forgets=forgets)
