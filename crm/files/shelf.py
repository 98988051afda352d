"""The shelf: one file for each content, under its sha256; nothing that a client says is a path."""

import errno
import os
import secrets
from hashlib import sha256
from pathlib import Path

from crm.core.addresses import configuration
from crm.core.errors import NoRoom
from crm.core.words import lazy_gettext as _l

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Damaged(Exception):
    """The content is gone or is not what was put there. `fault` is `lost` or `changed`."""

    def __init__(self, fault: str) -> None:
        """Keep which."""
        super().__init__(fault)
        self.fault = fault


def put(content: bytes) -> str:
    """Keep a content once and give its name; a full disk leaves nothing behind (B7)."""
    name = sha256(content).hexdigest()
    place = place_of(name)
    if is_whole(name):
        os.utime(place)
        return name
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{secrets.token_hex(8)}.part")
    try:
        _write(draft, content)
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        if error.errno in FULL:
            raise NoRoom(
                _l("The disk is full. Nothing was kept; tell the administrator.")
            ) from error
        raise
    return name


def _write(draft: Path, content: bytes) -> None:
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def is_whole(name: str) -> bool:
    """Tell whether the content with this name is there as it was put."""
    try:
        take(name)
    except Damaged:
        return False
    return True


def take(name: str) -> bytes:
    """The content with this name, exactly as it was put there (B27)."""
    try:
        content = place_of(name).read_bytes()
    except OSError as error:
        raise Damaged("lost") from error
    if sha256(content).hexdigest() != name:
        raise Damaged("changed")
    return content


def throw_out(name: str) -> None:
    """Take a content off the shelf."""
    place_of(name).unlink(missing_ok=True)


def place_of(name: str) -> Path:
    """Where a content lies; the name is our own, never a client's."""
    if len(name) != sha256().digest_size * 2 or not name.isalnum():
        raise ValueError(name)
    return configuration().instance_path / "files" / name[:2] / name
