"""Contents that are lost or changed are noticed, told on the desk, and never served (B27)."""

from datetime import timedelta

import sqlalchemy as sa

from crm.core import clock
from crm.core.db import db, reading
from crm.core.errors import Lost
from crm.core.traces import beside
from crm.core.transactions import unit_of_work
from crm.core.words import lazy_gettext as _l
from crm.files import shelf
from crm.files.models import Attachment, StoredFile
from crm.files.queries import longest_unread, unused

EACH_ROUND = 20
KEPT = timedelta(days=30)
NOT_HERE = _l(
    "This file is lost or damaged. The desk knows; whoever attached it may send it again."
)


def content_of(attachment: Attachment) -> bytes:
    """The content of an attachment; a damaged one is noted for the desk and refused."""
    try:
        return shelf.take(attachment.sha256)
    except shelf.Damaged as damage:
        _note_beside(attachment.sha256, damage.fault)
        raise Lost(NOT_HERE) from damage


def _note_beside(sha256: str, fault: str) -> None:
    """An alarm may be written while a page is only read: a trace like the last visit."""
    with beside() as connection:
        connection.execute(
            sa.update(StoredFile)
            .where(StoredFile.sha256 == sha256, StoredFile.fault != fault)
            .values(fault=fault)
        )


def read_shelf_anew() -> int:
    """Read a few contents whole in every round, so that all come by; say how many are damaged."""
    with reading():
        names = [one.sha256 for one in db.session.scalars(longest_unread(EACH_ROUND))]
    faults = {name: _fault_of(name) for name in names}
    if faults:
        with unit_of_work():
            for name, fault in faults.items():
                told = {"fault": fault, "checked_at": clock.now()}
                db.session.execute(
                    sa.update(StoredFile).where(StoredFile.sha256 == name).values(**told)
                )
    return sum(bool(fault) for fault in faults.values())


def _fault_of(name: str) -> str:
    try:
        shelf.take(name)
    except shelf.Damaged as damage:
        return damage.fault
    return ""


def clear_shelf() -> int:
    """Forget what was taken off a month ago, and contents that hang on nothing; say how many."""
    before = clock.now() - KEPT
    gone = sa.and_(Attachment.removed_at.isnot(None), Attachment.removed_at < before)
    with reading():
        has_gone = db.session.scalar(sa.select(sa.exists().where(gone)))
        has_unused = db.session.scalars(unused(before).limit(1)).first() is not None
    if not has_gone and not has_unused:
        return 0
    with unit_of_work():
        db.session.execute(sa.delete(Attachment).where(gone))
        names = [one.sha256 for one in db.session.scalars(unused(before))]
        db.session.execute(sa.delete(StoredFile).where(StoredFile.sha256.in_(names)))
    for name in names:
        shelf.throw_out(name)
    return len(names)
