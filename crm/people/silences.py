"""Reminders about people: R45, an expert nobody was in touch with; R48, a wish to be forgotten."""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.accounts.queries import administrators, colleagues
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.network.queries import the_network
from crm.people.models import Erasure, Expert, Person
from crm.people.queries import erasures_due
from crm.reminders.sources import Nature, Occasion, Recipient, Source, Span

SILENCE = timedelta(days=180)


def silent_experts(span: Span) -> Iterable[Occasion]:
    """Experts whom nobody has met or written for 180 days on a day of the span. Two statements."""
    colleagues_now = [_recipient(user, "owner") for user in db.session.scalars(colleagues())]
    for expert in db.session.scalars(experts_silent_in(span)):
        person, owner = expert.person, expert.owner
        since = person.last_contact_on
        if since is not None:
            yield Occasion(
                subject_kind="person",
                subject_id=person.id,
                title=person.full_name,
                occurrence=since.isoformat(),
                on=since + SILENCE,
                zone=the_network().zone,
                recipients=(_recipient(owner, "owner"),) if owner else tuple(colleagues_now),
                facts={"expert": person.full_name, "contacted": since},
                url=path_of("people.show", person_id=person.id),
            )


def experts_silent_in(span: Span) -> sa.Select[Expert]:
    """Experts whose last contact lies 180 days before a day of the span."""
    since = Person.last_contact_on.between(span.first - SILENCE, span.last - SILENCE)
    return (
        sa.select(Expert)
        .join(Expert.person)
        .options(joinedload(Expert.person), joinedload(Expert.owner))
        .where(since, Person.erased_at.is_(None))
        .order_by(Expert.id)
    )


def wishes_due(_span: Span) -> Iterable[Occasion]:
    """Wishes to be forgotten that nobody has decided. Two statements."""
    due = list(db.session.scalars(erasures_due()))
    admins = tuple(_recipient(user, "admin") for user in db.session.scalars(administrators()))
    return [wish(erasure, admins) for erasure in due]


def wish(erasure: Erasure, admins: tuple[Recipient, ...]) -> Occasion:
    """One wish, from the hour it was noted: told by number, so that letters keep no name."""
    zone = the_network().zone
    return Occasion(
        subject_kind="erasure",
        subject_id=erasure.id,
        title=f"#{erasure.person_id}",
        occurrence=erasure.asked_at.isoformat(),
        on=erasure.asked_at.astimezone(ZoneInfo(zone)).date(),
        zone=zone,
        recipients=admins,
        facts={"number": erasure.person_id, "until": erasure.due_at},
        url=path_of("erasures.show", erasure_id=erasure.id),
        known_at=erasure.asked_at,
    )


def administrators_to_tell() -> tuple[Recipient, ...]:
    """Every administrator, to be told."""
    return tuple(_recipient(user, "admin") for user in db.session.scalars(administrators()))


def _recipient(user: User, audience: str) -> Recipient:
    return Recipient(
        email=user.email,
        name=user.name,
        language=user.language,
        zone=user.zone,
        user_id=user.id,
        audience=audience,
    )


EXPERT_SILENT = Source(
    code="expert_silent",
    label=_l("Nobody was in touch with an expert for 180 days"),
    nature=Nature.AFTER,
    occasions=silent_experts,
    tokens={"expert": "pakar", "contacted": "dihubungi"},
    audiences={"owner": _l("Who keeps in touch, else the secretariat")},
)

ERASURE_DUE = Source(
    code="erasure_due",
    label=_l("Somebody wishes to be erased"),
    nature=Nature.AFTER,
    occasions=wishes_due,
    tokens={"number": "nomor", "until": "sampai"},
    audiences={"admin": _l("The administrators")},
)

SOURCES = (EXPERT_SILENT, ERASURE_DUE)
