"""The file that a backup is: the database, the files of records and a list of both."""

import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any, Self

from crm.core.errors import NotValid

LIST = "manifest.json"
FORM = 1
FILES = "files"
ENDING = ".mitra.tar.gz"
NEW, OURS = os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600
FAST = 1
"""How hard to pack: PostgreSQL's copy and pictures are packed already."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds, as it was at `made_at`."""

    made_at: str
    version: str
    engine: str
    revision: str
    dump: str
    digest: str
    counts: dict[str, int]
    files: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    form: int = FORM

    @property
    def moment(self) -> datetime:
        """When the copy was taken."""
        return datetime.fromisoformat(self.made_at)

    @classmethod
    def read(cls, text: str) -> Self:
        """Raise NotValid for a list that no Mitra has written, or a newer one."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told.get("form") != FORM:
                raise NotValid("This backup was made by a newer Mitra. Restore it with that one.")
            return cls(**told)
        except (ValueError, TypeError, AttributeError) as error:
            raise NotValid(DAMAGED) from error


DAMAGED = "This is no whole backup of Mitra. Take another one; `mitra backup verify` tells."


@dataclass(frozen=True)
class Unpacked:
    """An archive laid out in a folder."""

    manifest: Manifest
    folder: Path

    @property
    def dump(self) -> Path:
        """The copy of the database."""
        return self.folder / self.manifest.dump


def pack(manifest: Manifest, dump: Path, contents: dict[str, Path], target: Path) -> None:
    """Write an archive whole or not at all; only its owner may read it."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    listed = dump.with_name(LIST)
    listed.write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    try:
        with os.fdopen(os.open(draft, NEW, OURS), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=FAST) as archive:
                archive.add(listed, LIST)
                archive.add(dump, dump.name)
                for name, place in contents.items():
                    archive.add(place, f"{FILES}/{name[:2]}/{name}")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def unpacked(file: Path) -> Iterator[Unpacked]:
    """Lay an archive out in a folder that only we read, for as long as the block lasts.

    Raises NotValid where it is damaged: cut short, a changed copy, or a file that is not what its
    name says.
    """
    with tempfile.TemporaryDirectory(prefix="mitra-backup-") as name:
        folder = Path(name)
        try:
            with tarfile.open(file, "r:gz") as archive:
                archive.extractall(folder, filter="data")
            found = Unpacked(Manifest.read((folder / LIST).read_text("utf-8")), folder)
        except (OSError, EOFError, tarfile.TarError, UnicodeDecodeError, ValueError) as error:
            raise NotValid(DAMAGED) from error
        if not _is_whole(found):
            raise NotValid(DAMAGED)
        yield found


def digest_of(file: Path) -> str:
    """The sha256 of a file."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _is_whole(found: Unpacked) -> bool:
    places = ((name, found.folder / FILES / name[:2] / name) for name in found.manifest.files)
    return (
        found.dump.parent == found.folder
        and found.dump.is_file()
        and digest_of(found.dump) == found.manifest.digest
        and all(place.is_file() and digest_of(place) == name for name, place in places)
    )
