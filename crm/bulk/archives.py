"""Looking at a zip archive before anything unpacks it: members, sizes, ratios, names, nesting."""

import struct
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from crm.core.limits import MIB, ChildRefused

MOST_MEMBERS = 200
MOST_BYTES = 100 * MIB
MOST_RATIO = 100
SMALL = MIB  # below this a high ratio harms nobody
PIECE = MIB
_END_RECORD = b"PK\x05\x06"
_END_FORM = struct.Struct("<4s4H2LH")
_MOST_DIRECTORY_BYTES = MOST_MEMBERS * 1024
_WORKBOOKS = ("[Content_Types].xml", "mimetype")


def refuse_bombs(content: bytes) -> None:
    """Refuse an archive that is no workbook, or that unpacks to more than a workbook would."""
    if len(_directory(content)) > _MOST_DIRECTORY_BYTES:
        raise ChildRefused("unpacks_too_large")
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_members(archive)
            _refuse_contents(archive)
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise ChildRefused("workbook") from error


def _directory(content: bytes) -> bytes:
    """The list of members, as long as the archive says that it is; reading it costs most."""
    start = content.rfind(_END_RECORD, -_END_FORM.size - 0x10000)
    if start < 0 or start + _END_FORM.size > len(content):
        raise ChildRefused("workbook")
    length = _END_FORM.unpack_from(content, start)[5]
    return content[max(start - length, 0) : start]


def _refuse_members(archive: ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if not any(name in names for name in _WORKBOOKS):
        raise ChildRefused("archive")
    if any(".." in name.split("/") or name.startswith(("/", "\\")) for name in names):
        raise ChildRefused("workbook")
    claimed = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or claimed > MOST_BYTES or any(map(_is_a_bomb, members)):
        raise ChildRefused("unpacks_too_large")


def _is_a_bomb(member: ZipInfo) -> bool:
    is_small = member.file_size < SMALL
    return not is_small and member.file_size > MOST_RATIO * max(member.compress_size, 1)


def _refuse_contents(archive: ZipFile) -> None:
    """Count what really comes out, whatever the archive claims, and refuse a zip in the zip."""
    room = MOST_BYTES
    for member in archive.infolist():
        member.file_size = MOST_BYTES + 1  # else reading would stop at the size that is claimed
        with archive.open(member) as stream:
            piece = stream.read(PIECE)
            if piece.startswith(b"PK\x03\x04"):
                raise ChildRefused("archive")
            while piece:
                room -= len(piece)
                if room < 0:
                    raise ChildRefused("unpacks_too_large")
                piece = stream.read(PIECE)
