"""What this room offers to remind about (R01-R04, R06, R09, R11, R12 of domain 6)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload, selectinload

from crm.accounts.models import User
from crm.core import clock
from crm.core.addresses import path_of
from crm.core.db import db
from crm.gatherings.models import ActionItem, Gathering, GatheringState, Invitee, Rsvp
from crm.gatherings.models.kinds import UNFINISHED
from crm.gatherings.occasions import facts_of, recipient
from crm.gatherings.quorum import expected
from crm.people.models import Person
from crm.permissions import Role
from crm.reminders.sources import LeftOut, Nature, Occasion, Recipient, Source, Span

ANSWERS = {
    Rsvp.ACCEPTED: _l("already accepted, %(on)s"),
    Rsvp.DECLINED: _l("declined, %(on)s"),
    Rsvp.TENTATIVE: _l("answered “perhaps”, %(on)s"),
    Rsvp.DELEGATED: _l("sends somebody else, %(on)s"),
}
NOT_ACCEPTED = _l("has not accepted")
MARGIN = timedelta(days=1)


def meetings_near(span: Span) -> Iterable[Occasion]:
    """R03: meetings ahead, for those who come."""
    for gathering in _gatherings(span, GatheringState.INVITED):
        coming = [one for one in gathering.invitees if one.rsvp is Rsvp.ACCEPTED]
        others = [one for one in gathering.invitees if one.invited_at and one not in coming]
        yield _about(
            gathering,
            [recipient(one, audience="accepted") for one in coming],
            left_out=[LeftOut(recipient(one, audience="accepted"), NOT_ACCEPTED) for one in others],
        )


def answers_missing(span: Span) -> Iterable[Occasion]:
    """R02: invitations that wait for an answer, each with its link."""
    for gathering in _gatherings(span, GatheringState.INVITED):
        for one in gathering.invitees:
            if one.invited_at is not None:
                yield _asked(gathering, one)


def _asked(gathering: Gathering, one: Invitee) -> Occasion:
    to = recipient(one, with_link=not one.has_answered, audience="not_answered")
    said = one.replies[-1] if one.replies else None
    left = (
        [LeftOut(to, ANSWERS[one.rsvp], {"on": said.answered_at if said else gathering.starts_at})]
        if one.has_answered
        else []
    )
    return Occasion(
        subject_kind="invitee",
        subject_id=one.id,
        title=gathering.title,
        occurrence=_occurrence(gathering),
        at=gathering.starts_at,
        zone=gathering.zone,
        recipients=() if one.has_answered else (to,),
        left_out=tuple(left),
        facts=facts_of(gathering),
        known_at=one.invited_at,
    )


def quorums_at_risk(span: Span) -> Iterable[Occasion]:
    """R04: meetings with too few acceptances for their quorum, for the secretariat."""
    staff = _secretariat()
    for gathering in _gatherings(span, GatheringState.INVITED):
        tally = expected(gathering)
        if not tally.is_met:
            facts = {"coming": tally.total, "needed": tally.needed}
            yield _about(gathering, staff, facts=facts)


def invitations_missing(span: Span) -> Iterable[Occasion]:
    """R06: meetings ahead whose invitation has no number yet, for the secretariat."""
    staff = _secretariat()
    for gathering in _gatherings(span, GatheringState.DRAFT):
        yield _about(gathering, staff)


def minutes_missing(span: Span) -> Iterable[Occasion]:
    """R09: meetings that are over and have no circulated minutes, for the note-taker."""
    states = (GatheringState.HELD, GatheringState.MINUTES_DRAFT, GatheringState.INVITED)
    staff = _secretariat()
    for gathering in _gatherings(span, *states):
        if gathering.has_begun(at=clock.now()):
            to = [_person(gathering.note_taker)] if gathering.note_taker else staff
            yield _about(gathering, [one for one in to if one], at=gathering.ends_at)


def actions_due(span: Span) -> Iterable[Occasion]:
    """R11: open follow-ups, for whoever is in charge; the chair joins when one is late."""
    query = (
        sa.select(ActionItem)
        .where(ActionItem.state.in_(UNFINISHED), ActionItem.due_on.between(span.first, span.last))
        .options(
            joinedload(ActionItem.gathering).joinedload(Gathering.chair),
            joinedload(ActionItem.institution),
            joinedload(ActionItem.person),
        )
    )
    for action in db.session.scalars(query):
        yield Occasion(
            subject_kind="action_item",
            subject_id=action.id,
            title=action.what,
            occurrence=action.due_on.isoformat(),
            on=action.due_on,
            zone=action.gathering.zone,
            recipients=tuple(_in_charge(action)),
            facts={"action": action.what, "meeting": action.gathering.title},
            url=path_of("action_items.show", action_id=action.id),
            known_at=action.created_at,
        )


def _in_charge(action: ActionItem) -> Iterable[Recipient]:
    own = _person(action.person, audience="in_charge")
    if own is not None:
        yield own
    elif action.institution is not None and action.institution.email:
        house = action.institution
        yield Recipient(
            email=house.email,
            name=house.name,
            zone=house.zone,
            province_code=house.province_code,
            institution_id=house.id,
            audience="in_charge",
        )
    chair = _person(action.gathering.chair, audience="chair", from_step=1)
    if chair is not None:
        yield chair


def promises_made(span: Span) -> Iterable[Occasion]:
    """R12: promises from conversations, for whoever logged them."""
    query = (
        sa.select(Gathering)
        .where(
            Gathering.next_step_on.between(span.first, span.last),
            Gathering.promise != "",
            Gathering.promise_kept_on.is_(None),
        )
        .options(joinedload(Gathering.logged_by))
    )
    for talk in db.session.scalars(query):
        if talk.next_step_on is not None and talk.logged_by is not None:
            yield Occasion(
                subject_kind="gathering",
                subject_id=talk.id,
                title=talk.title,
                occurrence=talk.next_step_on.isoformat(),
                on=talk.next_step_on,
                zone=talk.zone,
                recipients=(_user(talk.logged_by, "logger"),),
                facts={"promise": talk.promise, "with": talk.met_with},
                url=path_of("conversations.show", gathering_id=talk.id),
                known_at=talk.created_at,
            )


def _about(
    gathering: Gathering,
    recipients: Iterable[Recipient],
    *,
    left_out: Iterable[LeftOut] = (),
    facts: Mapping[str, object] | None = None,
    at: datetime | None = None,
) -> Occasion:
    return Occasion(
        subject_kind="gathering",
        subject_id=gathering.id,
        title=gathering.title,
        occurrence=_occurrence(gathering),
        at=at or gathering.starts_at,
        zone=gathering.zone,
        recipients=tuple(recipients),
        left_out=tuple(left_out),
        facts={**facts_of(gathering), **(facts or {})},
        url=path_of("gatherings.show", gathering_id=gathering.id),
        known_at=gathering.created_at,
    )


def _occurrence(gathering: Gathering) -> str:
    """The original start where a series gave one: a move makes no new occasion (domain 6)."""
    return (gathering.original_start or gathering.created_at).isoformat()


def _gatherings(span: Span, *states: GatheringState) -> Sequence[Gathering]:
    """The meetings of a span of days in some states, with their lists. Costs two statements."""
    begins = datetime.combine(span.first, time(), ZoneInfo("UTC")) - MARGIN
    ends = datetime.combine(span.last, time.max, ZoneInfo("UTC")) + MARGIN
    query = (
        sa.select(Gathering)
        .where(Gathering.state.in_(states), Gathering.starts_at.between(begins, ends))
        .options(
            joinedload(Gathering.note_taker),
            selectinload(Gathering.invitees).options(
                joinedload(Invitee.institution), selectinload(Invitee.replies)
            ),
        )
        .order_by(Gathering.starts_at, Gathering.id)
    )
    return list(db.session.scalars(query))


def _secretariat() -> list[Recipient]:
    query = sa.select(User).where(User.role == Role.SECRETARIAT, User.active).order_by(User.id)
    return [_user(user, "secretariat") for user in db.session.scalars(query)]


def _user(user: User, audience: str) -> Recipient:
    return Recipient(
        email=user.email,
        name=user.name,
        language=user.language,
        zone=user.zone,
        user_id=user.id,
        institution_id=user.institution_id,
        audience=audience,
    )


def _person(
    person: Person | None, *, audience: str = "note_taker", from_step: int = 0
) -> Recipient | None:
    if person is None or not person.email:
        return None
    return Recipient(
        email=person.email,
        name=person.full_name,
        language=person.language,
        person_id=person.id,
        user_id=person.user_id,
        audience=audience,
        from_step=from_step,
    )


MEETING = {"meeting": "rapat", "place": "tempat", "reply_by": "jawab_sebelum"}
SOURCES: Sequence[Source] = (
    Source(
        code="meeting_invited",
        label=_l("An invitation is issued"),
        nature=Nature.EVENT,
        tokens={**MEETING, "number": "nomor", "agenda": "acara"},
        audiences={"invited": _l("Those invited")},
    ),
    Source(
        code="meeting_unanswered",
        label=_l("An invitation waits for an answer"),
        nature=Nature.BEFORE,
        occasions=answers_missing,
        tokens=MEETING,
        audiences={"not_answered": _l("Those who have not answered")},
        tells_moves=False,
    ),
    Source(
        code="meeting_nears",
        label=_l("A meeting nears"),
        nature=Nature.BEFORE,
        occasions=meetings_near,
        tokens=MEETING,
        audiences={"accepted": _l("Those who accepted")},
        tells_moves=False,
    ),
    Source(
        code="quorum_at_risk",
        label=_l("Too few have accepted for the quorum"),
        nature=Nature.BEFORE,
        occasions=quorums_at_risk,
        tokens={**MEETING, "coming": "hadir", "needed": "perlu"},
        audiences={"secretariat": _l("The secretariat")},
        tells_moves=False,
    ),
    Source(
        code="invitation_missing",
        label=_l("An invitation has no number yet"),
        nature=Nature.BEFORE,
        occasions=invitations_missing,
        tokens=MEETING,
        audiences={"secretariat": _l("The secretariat")},
        tells_moves=False,
    ),
    Source(
        code="minutes_missing",
        label=_l("Minutes are due"),
        nature=Nature.AFTER,
        occasions=minutes_missing,
        tokens=MEETING,
        audiences={
            "note_taker": _l("The note-taker"),
            "secretariat": _l("The secretariat, where nobody takes notes"),
        },
    ),
    Source(
        code="action_due",
        label=_l("A follow-up is due"),
        nature=Nature.BEFORE,
        occasions=actions_due,
        tokens={"action": "tindak_lanjut", "meeting": "rapat"},
        audiences={
            "in_charge": _l("Whoever is in charge"),
            "chair": _l("The chair, when it is late"),
        },
    ),
    Source(
        code="promise_made",
        label=_l("A promise of a conversation is due"),
        nature=Nature.BEFORE,
        occasions=promises_made,
        tokens={"promise": "janji", "with": "dengan"},
        audiences={"logger": _l("Whoever logged it")},
    ),
)
