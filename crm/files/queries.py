"""Questions about attachments and the contents on the shelf."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from crm.core.db import Reference, db
from crm.files.models import Attachment, StoredFile


def attachments() -> sa.Select[Attachment]:
    """Every attachment, those taken off too."""
    return sa.select(Attachment)


def attachments_of(about: Reference) -> sa.Select[Attachment]:
    """What hangs on a record, newest first."""
    return (
        attachments()
        .where(
            Attachment.record_kind == about.kind,
            Attachment.record_id == about.id,
            Attachment.removed_at.is_(None),
        )
        .order_by(Attachment.id.desc())
    )


def count_on(about: Reference) -> int:
    """How many files hang on a record. Costs one statement."""
    found = attachments_of(about).order_by(None).with_only_columns(sa.func.count(Attachment.id))
    return db.session.scalar(found) or 0


def attachment_with_code(code: str) -> sa.Select[Attachment]:
    """The attachment at an address."""
    return attachments().where(Attachment.code == code)


def attachments_by_record(kind: str, ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """What hangs on each of some records of a kind. Costs one statement, or none."""
    wanted = list(ids)
    found: dict[int, list[Attachment]] = defaultdict(list)
    if wanted:
        query = attachments().where(
            Attachment.record_kind == kind,
            Attachment.record_id.in_(wanted),
            Attachment.removed_at.is_(None),
        )
        for one in db.session.scalars(query.order_by(Attachment.id)):
            found[one.record_id].append(one)
    return found


def damaged() -> sa.Select[StoredFile, str, str]:
    """Contents that are lost or changed, with an attachment's name and address each."""
    return (
        sa.select(StoredFile, sa.func.min(Attachment.name), sa.func.min(Attachment.added_by))
        .join(Attachment, Attachment.sha256 == StoredFile.sha256)
        .where(StoredFile.fault != "", Attachment.removed_at.is_(None))
        .group_by(StoredFile.sha256)
        .order_by(StoredFile.kept_at, StoredFile.sha256)
    )


def longest_unread(most: int) -> sa.Select[StoredFile]:
    """The contents that were not read whole for the longest time."""
    return sa.select(StoredFile).order_by(StoredFile.checked_at).limit(most)


def unused(before: datetime) -> sa.Select[StoredFile]:
    """Contents that hang on nothing since before a moment."""
    hangs = sa.exists().where(Attachment.sha256 == StoredFile.sha256)
    return sa.select(StoredFile).where(~hangs, StoredFile.kept_at < before)
