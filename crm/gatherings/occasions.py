"""Gatherings as occasions to write about: what is said, to whom, and when."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from crm.accounts.models import User
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.ical import Method
from crm.documents.models import Document
from crm.gatherings.models import Gathering, GatheringState, Invitee
from crm.gatherings.phrases import agenda_words
from crm.gatherings.rsvp import addressee, calendar_file, link_wanted
from crm.gatherings.words import day_of, gathering_word
from crm.people.models import Person
from crm.permissions import Role
from crm.reminders.sources import Fact, LeftOut, Occasion, Recipient, Span

INVITED = "invitees"
MARGIN = timedelta(days=1)


def recipient(invitee: Invitee, *, with_link: bool = False, audience: str = INVITED) -> Recipient:
    """A place on the list as somebody to remind."""
    return Recipient(
        **vars(addressee(invitee)),
        audience=audience,
        link=link_wanted(invitee) if with_link else None,
    )


def facts_of(gathering: Gathering) -> dict[str, Fact]:
    """What any letter about a gathering can name."""
    where = gathering.place or gathering.link
    return {
        "meeting": gathering.title,
        "place": where or gathering_word(gathering.mode),
        "reply_by": gathering.reply_by or day_of(gathering),
    }


def invited(invitee: Invitee, document: Document) -> Occasion:
    """The invitation of one place on the list, with its number and its calendar file."""
    gathering = invitee.gathering
    agenda = agenda_words(gathering) or gathering.title
    return Occasion(
        subject_kind="invitee",
        subject_id=invitee.id,
        title=gathering.title,
        occurrence=f"{document.number}",
        at=gathering.starts_at,
        zone=gathering.zone,
        recipients=(recipient(invitee, with_link=True),),
        facts={**facts_of(gathering), "number": document.number, "agenda": agenda},
        useful_until=gathering.starts_at,
        enclosed=lambda: [calendar_file(invitee, Method.REQUEST, document)],
    )


def about(
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
        occurrence=occurrence_of(gathering),
        at=at or gathering.starts_at,
        zone=gathering.zone,
        recipients=tuple(recipients),
        left_out=tuple(left_out),
        facts={**facts_of(gathering), **(facts or {})},
        url=path_of("gatherings.show", gathering_id=gathering.id),
        known_at=gathering.created_at,
    )


def occurrence_of(gathering: Gathering) -> str:
    """The original start where a series gave one: a move makes no new occasion (domain 6)."""
    return (gathering.original_start or gathering.created_at).isoformat()


def gatherings_in(span: Span, *states: GatheringState) -> Sequence[Gathering]:
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


def secretariat() -> list[Recipient]:
    query = sa.select(User).where(User.role == Role.SECRETARIAT, User.active).order_by(User.id)
    return [user_to_remind(user, "secretariat") for user in db.session.scalars(query)]


def user_to_remind(user: User, audience: str) -> Recipient:
    return Recipient(
        email=user.email,
        name=user.name,
        language=user.language,
        zone=user.zone,
        user_id=user.id,
        institution_id=user.institution_id,
        audience=audience,
    )


def person_to_remind(
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
