"""A file taken in from a page: how it reads, what its columns seem to mean, and its keeping."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from crm.bulk.columns import draft_of, squeezed
from crm.bulk.findings import Findings, Unreadable
from crm.bulk.guessing import by_content
from crm.bulk.importing import digest_of
from crm.bulk.models import Import, ImportedRow, StagedFile
from crm.bulk.queries import open_imports, remembered_mapping
from crm.bulk.reading import Table, read
from crm.bulk.remembered import RememberedMapping
from crm.bulk.stored import source_of
from crm.bulk.vocabulary import ImportKind, MatchBy
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db, reading, save
from crm.core.text import clean
from crm.core.transactions import rollback, unit_of_work

SAMPLES = 3
KEPT = timedelta(days=30)
ANSWERED_BY = {
    "encoding": "encoding",
    "encoding_unknown": "encoding",
    "encoding_wrong": "encoding",
    "separator": "separator",
    "separator_unknown": "separator",
    "header": "header",
    "header_unknown": "header",
    "sheet": "sheet",
    "sheet_unknown": "sheet",
}
"""What a person may say about a file that can't be read by itself."""


def stage(content: bytes, name: str, kind: ImportKind, *, by: Actor) -> Import:
    """Take a file in. Raises Unreadable when nothing that a person could say would help."""
    rollback()
    found = reading_of(content, name, {})
    digest, packed = digest_of(content), zlib.compress(content, 1)
    of = Import.stage(
        by=by,
        kind=kind,
        file_name=clean(name) or "?",
        sha256=digest,
        source=source_of(kind, clean(name), digest),
    )
    of.read_anew({}, found)
    save(of)
    save(StagedFile(import_id=of.id, packed=packed))
    return of


def read_again(of: Import, asked: Mapping[str, str]) -> None:
    """Read a file that is here as a person says. Raises Unreadable when it can't be helped."""
    content, told = content_of(of), {name: text for name, text in asked.items() if text}
    of.read_anew(told, reading_of(content, of.file_name, told))


def content_of(of: Import) -> bytes:
    """The file itself."""
    kept = db.session.get_one(StagedFile, of.id)
    return zlib.decompress(kept.packed)


def table_of(content: bytes, name: str, told: Mapping[str, Any]) -> Table:
    """The file as it is to be read."""
    return read(
        content,
        name,
        encoding=told.get("encoding"),
        separator=told.get("separator"),
        sheet=told.get("sheet"),
        header=told.get("header"),
    )


def reading_of(content: bytes, name: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What there is to know of a file before its rows are checked, or what has to be told."""
    try:
        return _facts(table_of(content, name, told))
    except Unreadable as trouble:
        if trouble.key not in ANSWERED_BY:
            raise
        return {
            "trouble": {
                "key": trouble.key,
                "candidates": list(trouble.candidates),
                "line": trouble.line,
            }
        }


def _facts(table: Table) -> dict[str, Any]:
    if not table.columns:
        raise Unreadable("empty")
    samples = [list(map(clean, cells)) for _, cells in islice(table.rows, SAMPLES)]
    return {
        "encoding": table.encoding,
        "separator": table.separator,
        "header_line": table.header_line,
        "sheet": table.sheet,
        "columns": list(table.columns),
        "samples": samples,
        "rows": sum(1 for line, _ in table.records(Findings()) if line > (table.header_line or 0)),
    }


def trouble_of(of: Import) -> Unreadable | None:
    """What has to be told before the file can be read."""
    trouble = of.reading.get("trouble")
    return trouble and Unreadable(trouble["key"], trouble["candidates"], line=trouble["line"])


def mappable(of: Import) -> bool:
    """Tell whether the file can be read, so that its columns can be given a meaning."""
    return "columns" in of.reading


def probable_mapping(of: Import) -> dict[str, str]:
    """What each column means: as it was said last, else as its name tells, else what it holds."""
    columns: Sequence[str] = of.reading.get("columns", [])
    if of.mapping:
        return dict(of.mapping)
    kept = db.session.scalar(remembered_mapping(of.kind, headers_of(columns)))
    if kept:
        return dict(kept.mapping)
    draft = draft_of(of.kind, columns)
    if any(draft.values()) or of.reading.get("header_line"):
        return draft
    looks = by_content(of.kind, of.reading.get("samples", []))
    return {name: looks.get(place, "") for place, name in enumerate(columns)}


def probable_key(of: Import) -> MatchBy:
    """By what its rows are recognised: as it was said last for such a file, else as usual."""
    if of.mapping:
        return of.match_by
    kept = db.session.scalar(remembered_mapping(of.kind, headers_of(of.reading.get("columns", []))))
    return kept.match_by if kept else MatchBy.USUAL


def is_remembered(of: Import) -> bool:
    """Tell whether an earlier import has said what such columns mean."""
    columns: Sequence[str] = of.reading.get("columns", [])
    return db.session.scalar(remembered_mapping(of.kind, headers_of(columns))) is not None


def remember_mapping(of: Import) -> None:
    """Keep what the columns mean for the next file with the same ones."""
    headers = headers_of(of.reading["columns"])
    on_postgresql = db.engine.dialect.name == "postgresql"
    insert = (postgresql if on_postgresql else sqlite).insert(RememberedMapping)
    said = {"mapping": of.mapping, "match_by": of.match_by, "used_at": clock.now()}
    db.session.execute(
        insert.values(kind=of.kind, headers=headers, **said).on_conflict_do_update(
            index_elements=["kind", "headers"], set_=said
        )
    )


def headers_of(columns: Sequence[str]) -> str:
    """A set of column names as a key; their order makes no difference."""
    return sha256("\n".join(sorted(map(squeezed, columns))).encode()).hexdigest()


def throw_away(of: Import) -> None:
    """Forget a file of which nothing was written."""
    of.refuse_applied()
    forget([of.id])


def forget(import_ids: Sequence[int]) -> None:
    """Take imports away that never wrote anything."""
    for model, column in (
        (ImportedRow, ImportedRow.import_id),
        (StagedFile, StagedFile.import_id),
        (Import, Import.id),
    ):
        db.session.execute(sa.delete(model).where(column.in_(import_ids)))


def forget_old_files() -> int:
    """Throw away what nobody has applied for a month; say how many files."""
    with reading():
        old = open_imports().where(Import.created_at < clock.now() - KEPT)
        ids = list(db.session.scalars(old.with_only_columns(Import.id)))
    if ids:
        with unit_of_work():
            forget(ids)
    return len(ids)
