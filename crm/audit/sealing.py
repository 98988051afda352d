"""Seals over the trail: each hashes a span of entries and the seal before it (reliability A42)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from crm.audit.models import AuditEntry, AuditSeal
from crm.core import clock
from crm.core.db import db
from crm.core.transactions import unit_of_work

BATCH = 1000
FIRST = "0" * 64


def seal_entries() -> int:
    """Seal what was committed since the last seal; say how many entries. A unit of its own."""
    sealed = 0
    while count := _seal_batch():
        sealed += count
    return sealed


def _seal_batch() -> int:
    with unit_of_work():
        last = db.session.scalars(
            sa.select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1).with_for_update()
        ).first()
        entries = _entries_after(last.last_id if last else 0)
        if entries:
            db.session.add(_seal(entries, last.hash if last else FIRST))
        return len(entries)


def _entries_after(last_id: int) -> Sequence[AuditEntry]:
    settled = sa.select(AuditEntry).where(AuditEntry.id > last_id).order_by(AuditEntry.id)
    return db.session.scalars(settled.limit(BATCH)).all()


def _seal(entries: Sequence[AuditEntry], before: str) -> AuditSeal:
    return AuditSeal(
        first_id=entries[0].id,
        last_id=entries[-1].id,
        count=len(entries),
        hash=chained(before, entries),
        sealed_at=clock.now(),
    )


def chained(before: str, entries: Iterable[AuditEntry]) -> str:
    """The hash of some entries after the hash before them."""
    digest = hashlib.sha256(before.encode())
    for entry in entries:
        digest.update(canonical(entry).encode())
    return digest.hexdigest()


def canonical(entry: AuditEntry) -> str:
    """An entry as one text in which every byte counts."""
    values: dict[str, Any] = {
        column.key: getattr(entry, column.key) for column in sa.inspect(AuditEntry).columns
    }
    return json.dumps(values, sort_keys=True, default=str, ensure_ascii=True)


def faults() -> Iterator[str]:
    """What is wrong with the trail: a changed, missing or added entry, or a changed seal."""
    before, last_id = FIRST, 0
    for seal in db.session.scalars(sa.select(AuditSeal).order_by(AuditSeal.id)):
        entries = db.session.scalars(
            sa.select(AuditEntry)
            .where(AuditEntry.id > last_id, AuditEntry.id <= seal.last_id)
            .order_by(AuditEntry.id)
        ).all()
        whole = entries and entries[0].id == seal.first_id and len(entries) == seal.count
        if not whole or chained(before, entries) != seal.hash:
            yield f"entries {seal.first_id} to {seal.last_id} do not fit seal {seal.id}"
        before, last_id = seal.hash, seal.last_id
        db.session.expunge_all()
