"""Questions about links."""

import sqlalchemy as sa

from crm.core.db import Model, record_kind
from crm.links.models import Link


def links_numbered(link_id: int) -> sa.Select[Link]:
    """The link with this number; whether it may be opened is for its secret to say."""
    return sa.select(Link).where(Link.id == link_id)


def links_about(subject: Model) -> sa.Select[Link]:
    """Every link to acts on a record, newest first."""
    return (
        sa.select(Link)
        .where(Link.subject_kind == record_kind(subject), Link.subject_id == subject.id)  # type: ignore[attr-defined]
        .order_by(Link.id.desc())
    )
