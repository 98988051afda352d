"""The private links that due letters need: an open one is used again, a missing one is issued."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa

from crm.core.db import db
from crm.core.tokens import digest
from crm.links.models import Link
from crm.reminders.planning import Key, Planned
from crm.reminders.sources import LinkWanted

Wish: TypeAlias = tuple[str, str, int, int, str, str]


def links_for(planned: Sequence[Planned], now: datetime) -> Mapping[Key, Link]:
    """One link for each reminder that wants one. Costs three statements at most."""
    wishes = {one.key: _wish(one, one.recipient.link) for one in planned if one.recipient.link}
    wanted = {wishes[one.key]: one for one in planned if one.key in wishes}
    if not wanted:
        return {}
    held = _open_links(wanted.values(), now)
    missing = [_new(one, now) for wish, one in wanted.items() if wish not in held]
    db.session.add_all(missing)
    db.session.flush()
    for link in missing:
        link.digest = digest(link.secret)
    db.session.flush()
    held |= {_wish_of(link): link for link in missing}
    return {key: held[wish] for key, wish in wishes.items()}


def _wish(planned: Planned, link: LinkWanted) -> Wish:
    of = planned.occasion
    about = (link.purpose, of.subject_kind, of.subject_id, link.version)
    return (*about, link.party, planned.recipient.email)


def _wish_of(link: Link) -> Wish:
    about = (link.purpose, link.subject_kind, link.subject_id, link.subject_version)
    return (*about, link.party, link.recipient)


def _open_links(planned: Iterable[Planned], now: datetime) -> dict[Wish, Link]:
    wanted = list(planned)
    found = db.session.scalars(
        sa.select(Link).where(
            Link.subject_kind.in_({one.occasion.subject_kind for one in wanted}),
            Link.subject_id.in_({one.occasion.subject_id for one in wanted}),
            Link.used_at.is_(None),
            Link.revoked_at.is_(None),
            Link.handed_by == "",
        )
    )
    until = {_wish(one, wish): wish.expires_at for one in wanted if (wish := one.recipient.link)}
    lasting = (link for link in found if link.expires_at > now)
    return {
        _wish_of(link): link
        for link in lasting
        if link.expires_at >= until.get(_wish_of(link), link.expires_at)
    }


def _new(planned: Planned, now: datetime) -> Link:
    to, of, wanted = planned.recipient, planned.occasion, planned.recipient.link
    if wanted is None:
        raise ValueError("This recipient needs no link.")
    return Link(
        purpose=wanted.purpose,
        subject_kind=of.subject_kind,
        subject_id=of.subject_id,
        subject_version=wanted.version,
        party=wanted.party,
        recipient=to.email,
        recipient_name=to.name[:200],
        institution_id=to.institution_id,
        language=to.language,
        created_at=now,
        expires_at=wanted.expires_at,
        receipt={},
        person_id=to.person_id,
    )
