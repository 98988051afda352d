"""Questions about the trail."""

import sqlalchemy as sa

from crm.audit.models import AuditEntry


def trail(*, subject_kind: str = "", actor: str = "") -> sa.Select[AuditEntry]:
    """The trail, narrowed to one kind of record or to one person's acts."""
    query = sa.select(AuditEntry)
    if subject_kind:
        query = query.where(AuditEntry.subject_kind == subject_kind)
    if actor:
        query = query.where(AuditEntry.actor == actor)
    return query
