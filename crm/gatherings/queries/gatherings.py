"""Which gatherings a user may know of, and those of a span, an institution, a series."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.gatherings.models import (
    AgendaItem,
    Decision,
    Gathering,
    GatheringKind,
    GatheringState,
    Invitee,
    Series,
    Session,
)
from crm.gatherings.models.kinds import WITH_MINUTES
from crm.gatherings.queries.invitees import speaks_for
from crm.institutions.models import Institution
from crm.institutions.queries import family
from crm.network.queries import the_network
from crm.permissions import Permission, Role

SEEING_ALL = frozenset({Role.SECRETARIAT, Role.BOARD, Role.ADMIN, Role.CAMPAIGN_MANAGER})
SEEING_CONVERSATIONS = frozenset({Role.SECRETARIAT, Role.BOARD, Role.ADMIN})
SETTLED = (GatheringState.CANCELLED,)
READABLE_MINUTES = WITH_MINUTES - {GatheringState.MINUTES_DRAFT}


def gatherings_visible_to(user: User) -> sa.Select[Gathering]:
    """The meetings and workshops that a user may know of.

    Whoever only takes part sees those to which the invitation has gone out; a conversation is for
    the secretariat, the board, and whoever logged it.
    """
    query = sa.select(Gathering)
    if user.role in SEEING_CONVERSATIONS:
        return query
    own_log = Gathering.logged_by_id == user.id
    formal = Gathering.kind != GatheringKind.INFORMAL
    if user.role in SEEING_ALL:
        return query.where(formal | own_log)
    return query.where(own_log | (formal & Gathering.id.in_(_invited_to(user))))


def _invited_to(user: User) -> sa.Select[int]:
    return sa.select(Invitee.gathering_id).where(Invitee.invited_at.is_not(None), speaks_for(user))


def gatherings_known_to(user: User) -> sa.Select[Gathering]:
    """The same for notes, files and whatever else hangs on them."""
    known = gatherings_visible_to(user)
    return known if user.can(Permission.SEE_GATHERINGS) else known.where(sa.false())


def meetings_visible_to(user: User) -> sa.Select[Gathering]:
    """The same without conversations."""
    return gatherings_visible_to(user).where(Gathering.kind != GatheringKind.INFORMAL)


def conversations_visible_to(user: User) -> sa.Select[Gathering]:
    """The informal log, as far as the user may read it, with who was met."""
    return (
        gatherings_visible_to(user)
        .where(Gathering.kind == GatheringKind.INFORMAL)
        .options(
            selectinload(Gathering.invitees).options(
                joinedload(Invitee.institution), joinedload(Invitee.person)
            ),
            joinedload(Gathering.logged_by),
        )
    )


def with_all_parts(query: sa.Select[Gathering]) -> sa.Select[Gathering]:
    """A gathering with its people, list and agenda, in a fixed number of statements."""
    return query.options(
        joinedload(Gathering.chair),
        joinedload(Gathering.note_taker),
        joinedload(Gathering.series),
        joinedload(Gathering.minutes),
        selectinload(Gathering.agenda),
        selectinload(Gathering.invitees).options(
            joinedload(Invitee.institution), joinedload(Invitee.person)
        ),
    )


def to_change(query: sa.Select[Gathering]) -> sa.Select[Gathering]:
    """A gathering that two must not change at once: the second waits until the first is done."""
    return with_all_parts(query).with_for_update(of=Gathering)


def workshops_visible_to(user: User) -> sa.Select[Gathering]:
    """The workshops among the meetings that a user may know of."""
    return meetings_visible_to(user).where(Gathering.kind == GatheringKind.WORKSHOP)


def with_minutes_for(user: User) -> sa.Select[Gathering]:
    """The meetings whose minutes a user may read: drafts are for the secretariat alone."""
    readable = WITH_MINUTES if user.can(Permission.PLAN_GATHERINGS) else READABLE_MINUTES
    return meetings_visible_to(user).where(Gathering.state.in_(readable))


def upcoming(query: sa.Select[Gathering]) -> sa.Select[Gathering]:
    """Those that are not over."""
    return query.where(Gathering.ends_at >= clock.now())


def past(query: sa.Select[Gathering]) -> sa.Select[Gathering]:
    """Those that are over."""
    return query.where(Gathering.ends_at < clock.now())


def gatherings_between(first: date, last: date) -> sa.Select[Gathering]:
    """What happens on these civil days of the network, both included: no conversations.

    Narrow it to what a user may see with `seen_by(user)`.
    """
    zone = ZoneInfo(the_network().zone)
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    return (
        sa.select(Gathering)
        .where(
            Gathering.kind != GatheringKind.INFORMAL,
            Gathering.starts_at < ends,
            Gathering.ends_at >= begins,
            Gathering.state.not_in(SETTLED),
        )
        .order_by(Gathering.starts_at, Gathering.id)
    )


def seen_by(user: User) -> sa.ColumnElement[bool]:
    """The condition by which any query of gatherings keeps to what a user may know of."""
    visible = gatherings_visible_to(user).with_only_columns(Gathering.id)
    return Gathering.id.in_(visible)


def gatherings_of(institution: Institution) -> sa.Select[Gathering]:
    """All to which an institution, or what it took over, is or was invited, newest first."""
    whole = family([institution.id])
    invited = sa.select(Invitee.gathering_id).where(Invitee.institution_id.in_(whole))
    return (
        sa.select(Gathering)
        .where(Gathering.id.in_(invited))
        .order_by(Gathering.starts_at.desc(), Gathering.id.desc())
    )


def all_series(user: User) -> sa.Select[Series]:
    """Every series, for those who see all gatherings; others know only the dates they come to."""
    query = sa.select(Series).options(joinedload(Series.chair)).order_by(Series.title, Series.id)
    return query if user.role in SEEING_ALL else query.where(sa.false())


def occurrences_of(series: Series) -> sa.Select[Gathering]:
    """The meetings of a series in the order of their dates."""
    return (
        sa.select(Gathering)
        .where(Gathering.series_id == series.id)
        .order_by(Gathering.starts_at, Gathering.id)
    )


def next_dates(series_ids: Collection[int]) -> sa.Select[int | None, datetime, int]:
    """For each series its next date and how many lie ahead."""
    return (
        sa.select(Gathering.series_id, sa.func.min(Gathering.starts_at), sa.func.count())
        .where(
            Gathering.series_id.in_(series_ids),
            Gathering.starts_at >= clock.now(),
            Gathering.state.not_in(SETTLED),
        )
        .group_by(Gathering.series_id)
    )


def sessions_of(gathering: Gathering) -> sa.Select[Session]:
    """The programme of a workshop, in order."""
    return (
        sa.select(Session)
        .where(Session.gathering_id == gathering.id)
        .order_by(Session.starts_at, Session.id)
    )


def sessions_now(gathering: Gathering) -> list[Session]:
    """The programme as it stands, of a workshop; nothing of anything else."""
    is_workshop = gathering.kind is GatheringKind.WORKSHOP
    return list(db.session.scalars(sessions_of(gathering))) if is_workshop else []


def agenda_items(gathering: Gathering) -> sa.Select[AgendaItem]:
    """The points of an agenda."""
    return sa.select(AgendaItem).where(AgendaItem.gathering_id == gathering.id)


def decisions_of(gathering: Gathering) -> sa.Select[Decision]:
    """What was decided, in order."""
    return sa.select(Decision).where(Decision.gathering_id == gathering.id).order_by(Decision.id)
