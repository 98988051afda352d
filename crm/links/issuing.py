"""Making, opening and consuming links."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import abort, current_app
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.db import Model, db, record_kind, save
from crm.core.tokens import digest
from crm.links.models import Link


@dataclass(frozen=True)
class Answer:
    """What a room does for links of one purpose: show asks, act consumes and answers.

    `show(link)` renders the page of an open link; `act(link)` handles the POST (it must call
    `consume`); `closed(link)` renders the page of a used, replaced or expired one.
    """

    show: Callable[[Link], ResponseReturnValue]
    act: Callable[[Link], ResponseReturnValue]
    closed: Callable[[Link], ResponseReturnValue]


def issue(  # noqa: PLR0913  (all that a link is bound to, by name)
    purpose: str,
    subject: Model,
    *,
    recipient: str,
    expires_at: datetime,
    recipient_name: str = "",
    party: str = "",
    version: int = 1,
    institution_id: int | None = None,
    language: str = "id",
    handed_by: str = "",
    person_id: int | None = None,
) -> Link:
    """Make a private link to one act on one version of a record, for one address."""
    link = save(
        Link(
            purpose=purpose,
            subject_kind=record_kind(subject),
            subject_id=subject.id,  # type: ignore[attr-defined]
            subject_version=version,
            party=party,
            recipient=recipient,
            recipient_name=recipient_name,
            institution_id=institution_id,
            language=language,
            created_at=clock.now(),
            expires_at=expires_at,
            receipt={},
            handed_by=handed_by,
            person_id=person_id,
        )
    )
    link.digest = digest(link.secret)
    return link


def find(secret: str) -> Link:
    """The link with this secret; a foreign one does not exist."""
    found = db.session.scalar(sa.select(Link).where(Link.digest == digest(secret)))
    if found is None:
        abort(404)
    return found


def consume(link: Link, *, receipt: dict[str, Any]) -> bool:
    """Use the link up, once whoever else tries at the same time; False when it was used before."""
    now = clock.now()
    used = db.session.execute(
        sa.update(Link)
        .where(
            Link.id == link.id,
            Link.used_at.is_(None),
            Link.revoked_at.is_(None),
            Link.expires_at > now,
        )
        .values(used_at=now, receipt=receipt)
        .returning(Link.id)
        .execution_options(synchronize_session=False)
    ).scalar()
    db.session.expire(link)
    return used is not None


def revoke(subject: Model, *, but: Link | None = None, purpose: str | None = None) -> None:
    """Void the open links of a record, because it changed or ended."""
    query = sa.update(Link).where(
        Link.subject_kind == record_kind(subject),
        Link.subject_id == subject.id,  # type: ignore[attr-defined]
        Link.used_at.is_(None),
        Link.revoked_at.is_(None),
    )
    if but is not None:
        query = query.where(Link.id != but.id)
    if purpose is not None:
        query = query.where(Link.purpose == purpose)
    db.session.execute(query.values(revoked_at=clock.now()))


def revoke_handed(subject: Model, *, party: str) -> None:
    """Void what was passed on by hand to a party before: the newest link alone acts."""
    query = sa.update(Link).where(
        Link.subject_kind == record_kind(subject),
        Link.subject_id == subject.id,  # type: ignore[attr-defined]
        Link.party == party,
        Link.handed_by != "",
        Link.used_at.is_(None),
        Link.revoked_at.is_(None),
    )
    db.session.execute(query.values(revoked_at=clock.now()))


def revoke_addressed(addresses: Collection[str], *, institution_id: int | None = None) -> None:
    """Void the open links of some readers, those for one institution or all."""
    query = sa.update(Link).where(
        sa.func.lower(Link.recipient).in_(addresses),
        Link.used_at.is_(None),
        Link.revoked_at.is_(None),
    )
    if institution_id is not None:
        query = query.where(Link.institution_id == institution_id)
    db.session.execute(query.values(revoked_at=clock.now()))


def answers() -> dict[str, Answer]:
    """What `wiring` says about each purpose."""
    found: dict[str, Answer] = current_app.extensions["mitra.answers"]
    return found
