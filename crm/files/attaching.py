"""Taking files in: looked at, kept on the shelf, and only then hung on their record."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from flask import abort
from werkzeug.datastructures import FileStorage

from crm.core import clock
from crm.core.actors import Actor, Visitor
from crm.core.db import Reference, db, get_or_404, save
from crm.core.errors import NotPossible, NotValid
from crm.core.records import known_record
from crm.core.text import clean
from crm.core.transactions import rollback
from crm.core.words import gettext as _
from crm.files import shelf
from crm.files.models import Attachment, StoredFile
from crm.files.queries import attachment_with_code, attachments, count_on
from crm.files.types import FileType, type_of

MOST_AT_ONCE = 10
MOST_ON_A_RECORD = 200
LONGEST_NAME = 140
_STRANGE = re.compile(r"[^\w\s.,()&+@=-]|^[.\s]+", re.UNICODE)


def attach(about: Reference, uploads: Iterable[FileStorage], *, by: Actor) -> list[Attachment]:
    """Hang files on a record: all of them or none.

    Nothing is read or hashed while the database waits.
    """
    rollback()
    taken = [_taken(upload) for upload in uploads if upload.filename]
    if not 0 < len(taken) <= MOST_AT_ONCE:
        raise NotValid(_("Choose at least one file and at most %(most)s.", most=MOST_AT_ONCE))
    if count_on(about) + len(taken) > MOST_ON_A_RECORD:
        raise NotPossible(
            _("%(most)s files are the most that hang on one record.", most=MOST_ON_A_RECORD)
        )
    return [
        save(Attachment.hang(_stored(sha256, size, kind), about, name, by=by))
        for name, sha256, size, kind in taken
    ]


def _taken(upload: FileStorage) -> tuple[str, str, int, FileType]:
    content = upload.stream.read()
    if not content:
        raise NotValid(_("The file %(name)s is empty.", name=clean(upload.filename or "")[:80]))
    kind = type_of(content, upload.filename or "")
    return name_for(upload.filename or "", kind), shelf.put(content), len(content), kind


def name_for(given: str, kind: FileType) -> str:
    """What people call the file: never a path, with the ending that its content has."""
    last = clean(given).replace("\\", "/").rsplit("/", 1)[-1]
    stem = _STRANGE.sub("", PurePosixPath(last).stem if "." in last.lstrip(".") else last)
    return f"{stem.strip(' .')[:LONGEST_NAME] or 'berkas'}.{kind.ending}"


def _stored(sha256: str, size: int, kind: FileType) -> StoredFile:
    found = db.session.get(StoredFile, sha256)
    now = clock.now()
    if found is not None:
        found.fault, found.checked_at, found.kept_at = "", now, now
        return found
    return save(StoredFile(sha256=sha256, size=size, media=kind.media, kept_at=now, checked_at=now))


def readable_file(code: str, reader: Visitor) -> Attachment:
    """The attachment at an address, if its reader knows the record that it hangs on."""
    found = db.session.scalars(attachment_with_code(code)).one_or_none()
    if found is None or found.removed_at is not None:
        abort(404)
    known_record(found.record_kind, found.record_id, reader)
    return found


def removable_attachment(attachment_id: int, reader: Visitor) -> Attachment:
    """The attachment, if this reader may take it off its record or hang it there again."""
    found = get_or_404(attachments(), attachment_id)
    known_record(found.record_kind, found.record_id, reader)
    if not found.is_removable_by(reader):
        abort(403)
    return found
