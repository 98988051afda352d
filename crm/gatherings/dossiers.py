"""Everything that the page of one gathering, of a series or of a list shows, read set-wise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.documents.models import Document
from crm.documents.queries import documents_about, documents_visible_to
from crm.gatherings.letters import lesson_hours
from crm.gatherings.models import (
    ActionItem,
    Decision,
    Gathering,
    GatheringKind,
    GatheringState,
    Invitee,
    Series,
    Session,
)
from crm.gatherings.models.kinds import AHEAD, WITH_MINUTES
from crm.gatherings.planning import Outlook, outlook, outlooks
from crm.gatherings.queries import (
    actions_around,
    answers_counted,
    decisions_of,
    invitees_answerable_by,
    next_dates,
    occurrences_of,
    sessions_of,
)
from crm.gatherings.queries.gatherings import READABLE_MINUTES, SEEING_ALL
from crm.gatherings.quorum import Tally, expected, present
from crm.permissions import Permission

QUIET = Outlook([], [])
AFTERWARDS = {GatheringState.HELD, *WITH_MINUTES}


@dataclass(frozen=True)
class Counted:
    """How many places a list has, how many answered, how many come."""

    places: int = 0
    answered: int = 0
    coming: int = 0


NOBODY = Counted()


@dataclass(frozen=True)
class Dossier:
    """One gathering as one reader may see it."""

    gathering: Gathering
    may_plan: bool
    sees_all: bool
    own_places: list[Invitee]
    tally: Tally
    papers: Sequence[Document] = ()
    sessions: Sequence[Session] = ()
    carried: Sequence[ActionItem] = ()
    decisions: Sequence[Decision] = ()
    actions: Sequence[ActionItem] = ()
    outlook: Outlook = QUIET

    @property
    def lesson_hours(self) -> Decimal:
        """The JP of the programme."""
        return lesson_hours(self.sessions)

    @property
    def has_begun(self) -> bool:
        """Whether its start lies behind."""
        return self.gathering.has_begun(at=clock.now())

    @property
    def shows_minutes(self) -> bool:
        """Whether there are minutes that this reader may read."""
        state = self.gathering.state
        return state in READABLE_MINUTES or (self.may_plan and state in WITH_MINUTES)

    @property
    def counted(self) -> Counted:
        """The answers so far."""
        places = self.gathering.invitees
        answered = [one for one in places if one.has_answered]
        return Counted(len(places), len(answered), self.tally.total)


def dossier_of(gathering: Gathering, user: User) -> Dossier:
    """What the page of a gathering shows. Costs at most seven statements, however long the list."""
    may_plan, after = user.can(Permission.PLAN_GATHERINGS), gathering.state in AFTERWARDS
    is_ahead = gathering.state in AHEAD and not gathering.has_begun(at=clock.now())
    is_workshop = gathering.kind is GatheringKind.WORKSHOP
    sessions = list(db.session.scalars(sessions_of(gathering))) if is_workshop else []
    reads = gathering.state in READABLE_MINUTES or (may_plan and after)
    actions = _actions(gathering, reads=reads)
    return Dossier(
        gathering,
        may_plan=may_plan,
        sees_all=user.role in SEEING_ALL,
        own_places=[one for one in gathering.invitees if one.invited_at and one.speaks_for(user)],
        tally=present(gathering) if after else expected(gathering),
        papers=_papers(gathering, user),
        sessions=sessions,
        carried=[one for one in actions if one.gathering_id != gathering.id],
        decisions=list(db.session.scalars(decisions_of(gathering))) if reads else [],
        actions=[one for one in actions if one.gathering_id == gathering.id],
        outlook=outlook(gathering, sessions=sessions) if may_plan and is_ahead else QUIET,
    )


def _actions(gathering: Gathering, *, reads: bool) -> list[ActionItem]:
    """What was left open before it and what was agreed in it, as far as there can be any."""
    if not (reads or gathering.series_id):
        return []
    return list(db.session.scalars(actions_around(gathering, own=reads)))


def _papers(gathering: Gathering, user: User) -> list[Document]:
    if gathering.state is GatheringState.DRAFT:
        return []
    readable = documents_visible_to(user).with_only_columns(Document.id)
    return list(db.session.scalars(documents_about(gathering).where(Document.id.in_(readable))))


@dataclass(frozen=True)
class Rows:
    """The rows of a list with what they say beside their dates."""

    counted: Mapping[int, Counted] = field(default_factory=dict)
    own: Mapping[int, list[Invitee]] = field(default_factory=dict)

    def answers(self, gathering: Gathering) -> Counted:
        """The answers to one of them."""
        return self.counted.get(gathering.id, NOBODY)

    def places(self, gathering: Gathering) -> list[Invitee]:
        """The reader's own places on its list."""
        return self.own.get(gathering.id, [])


def rows_for(gatherings: Sequence[Gathering], user: User) -> Rows:
    """The answers to each gathering of a list, or the reader's own ones. Costs one statement."""
    ids = [one.id for one in gatherings]
    if not ids:
        return Rows()
    if user.can(Permission.ANSWER_INVITATIONS):
        return Rows(own=_own(ids, user))
    return Rows(counted=counted(ids))


def counted(ids: Sequence[int]) -> dict[int, Counted]:
    """The answers to some gatherings. Costs one statement."""
    return {
        gathering_id: Counted(places, answered, coming)
        for gathering_id, places, answered, coming in db.session.execute(answers_counted(ids))
    }


def _own(ids: Sequence[int], user: User) -> dict[int, list[Invitee]]:
    own: dict[int, list[Invitee]] = {}
    query = invitees_answerable_by(user).where(Invitee.gathering_id.in_(ids))
    for invitee in db.session.scalars(query):
        own.setdefault(invitee.gathering_id, []).append(invitee)
    return own


@dataclass(frozen=True)
class Timetable:
    """The dates of a series, what stands against each, and how many answered."""

    dates: Sequence[Gathering]
    outlooks: Mapping[int, Outlook]
    counted: Mapping[int, Counted]

    def outlook(self, gathering: Gathering) -> Outlook:
        """What stands against one of the dates."""
        return self.outlooks.get(gathering.id, QUIET)

    def answers(self, gathering: Gathering) -> Counted:
        """The answers to one of them."""
        return self.counted.get(gathering.id, NOBODY)


def timetable_of(series: Series) -> Timetable:
    """The dates of a series. Costs at most five statements, however many there are."""
    dates = list(db.session.scalars(occurrences_of(series)))
    ahead = [one for one in dates if one.is_ahead and not one.has_begun(at=clock.now())]
    return Timetable(dates, outlooks(ahead), counted([one.id for one in dates]) if dates else {})


def next_of(series: Sequence[Series]) -> dict[int, tuple[object, int]]:
    """For each series its next date and how many lie ahead. Costs one statement."""
    if not series:
        return {}
    found = db.session.execute(next_dates([one.id for one in series]))
    return {series_id: (at, number) for series_id, at, number in found if series_id}
