"""What this room offers to remind about (R01-R04, R06, R09, R11, R12 of domain 6)."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.core import clock
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.gatherings.models import ActionItem, Gathering, GatheringState, Invitee, Rsvp
from crm.gatherings.models.kinds import UNFINISHED
from crm.gatherings.occasions import (
    about,
    facts_of,
    gatherings_in,
    occurrence_of,
    person_to_remind,
    recipient,
    secretariat,
    user_to_remind,
)
from crm.gatherings.quorum import expected
from crm.reminders.sources import LeftOut, Nature, Occasion, Recipient, Source, Span

ANSWERS = {
    Rsvp.ACCEPTED: _l("already accepted, %(on)s"),
    Rsvp.DECLINED: _l("declined, %(on)s"),
    Rsvp.TENTATIVE: _l("answered “perhaps”, %(on)s"),
    Rsvp.DELEGATED: _l("sends somebody else, %(on)s"),
}
NOT_ACCEPTED = _l("has not accepted")


def meetings_near(span: Span) -> Iterable[Occasion]:
    """R03: meetings ahead, for those who come."""
    for gathering in gatherings_in(span, GatheringState.INVITED):
        coming = [one for one in gathering.invitees if one.rsvp is Rsvp.ACCEPTED]
        others = [one for one in gathering.invitees if one.invited_at and one not in coming]
        yield about(
            gathering,
            [recipient(one, audience="invitees") for one in coming],
            left_out=[_left_out(one, recipient(one, audience="invitees")) for one in others],
        )


def _left_out(one: Invitee, to: Recipient) -> LeftOut:
    """Why a place on the list gets no reminder: what was answered, or that nothing was."""
    if not one.has_answered:
        return LeftOut(to, NOT_ACCEPTED)
    said = one.replies[-1] if one.replies else None
    on = said.answered_at if said else one.gathering.starts_at
    return LeftOut(to, ANSWERS[one.rsvp], {"on": on})


def answers_missing(span: Span) -> Iterable[Occasion]:
    """R02: invitations that wait for an answer, each with its link."""
    for gathering in gatherings_in(span, GatheringState.INVITED):
        for one in gathering.invitees:
            if one.invited_at is not None:
                yield _asked(gathering, one)


def _asked(gathering: Gathering, one: Invitee) -> Occasion:
    to = recipient(one, with_link=not one.has_answered, audience="invitees")
    left = [_left_out(one, to)] if one.has_answered else []
    return Occasion(
        subject_kind="invitee",
        subject_id=one.id,
        title=gathering.title,
        occurrence=occurrence_of(gathering),
        at=gathering.starts_at,
        zone=gathering.zone,
        recipients=() if one.has_answered else (to,),
        left_out=tuple(left),
        facts=facts_of(gathering),
        known_at=one.invited_at,
    )


def quorums_at_risk(span: Span) -> Iterable[Occasion]:
    """R04: meetings with too few acceptances for their quorum, for the secretariat."""
    staff = secretariat()
    for gathering in gatherings_in(span, GatheringState.INVITED):
        tally = expected(gathering)
        if not tally.is_met:
            facts = {"coming": tally.total, "needed": tally.needed}
            yield about(gathering, staff, facts=facts)


def invitations_missing(span: Span) -> Iterable[Occasion]:
    """R06: meetings ahead whose invitation has no number yet, for the secretariat."""
    staff = secretariat()
    for gathering in gatherings_in(span, GatheringState.DRAFT):
        yield about(gathering, staff)


def minutes_missing(span: Span) -> Iterable[Occasion]:
    """R09: meetings that are over and have no circulated minutes, for the note-taker."""
    states = (GatheringState.HELD, GatheringState.MINUTES_DRAFT, GatheringState.INVITED)
    staff = secretariat()
    for gathering in gatherings_in(span, *states):
        if gathering.has_begun(at=clock.now()):
            to = [person_to_remind(gathering.note_taker)] if gathering.note_taker else staff
            yield about(gathering, [one for one in to if one], at=gathering.ends_at)


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
    own = person_to_remind(action.person, audience="owner")
    if own is not None:
        yield own
    elif action.institution is not None and action.institution.line[-1].email:
        house = action.institution.line[-1]
        yield Recipient(
            email=house.email,
            name=house.name,
            zone=house.zone,
            province_code=house.province_code,
            institution_id=house.id,
            audience="owner",
        )
    chair = person_to_remind(action.gathering.chair, audience="chair", from_step=1)
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
                recipients=(user_to_remind(talk.logged_by, "logger"),),
                facts={"promise": talk.promise, "with": talk.met_with},
                url=path_of("conversations.show", gathering_id=talk.id),
                known_at=talk.created_at,
            )


MEETING = {"meeting": "rapat", "place": "tempat", "reply_by": "jawab_sebelum"}
SOURCES: Sequence[Source] = (
    Source(
        code="meeting_invited",
        label=_l("An invitation is issued"),
        nature=Nature.EVENT,
        tokens={**MEETING, "number": "nomor", "agenda": "acara"},
        audiences={"invitees": _l("Those invited")},
    ),
    Source(
        code="meeting_unanswered",
        label=_l("An invitation waits for an answer"),
        nature=Nature.BEFORE,
        occasions=answers_missing,
        tokens=MEETING,
        audiences={"invitees": _l("Those who have not answered")},
        tells_moves=False,
    ),
    Source(
        code="meeting_nears",
        label=_l("A meeting nears"),
        nature=Nature.BEFORE,
        occasions=meetings_near,
        tokens=MEETING,
        audiences={"invitees": _l("Those who accepted")},
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
            "owner": _l("Whoever is in charge"),
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
