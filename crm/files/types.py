"""What a file is, told by its first bytes; what a browser would run is not taken (A25)."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from crm.core.errors import NotValid
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True)
class FileType:
    """A kind of file as it is served, with the ending of its name."""

    media: str
    ending: str


STARTS: tuple[tuple[bytes, FileType], ...] = (
    (b"%PDF-", FileType("application/pdf", "pdf")),
    (b"\x89PNG\r\n\x1a\n", FileType("image/png", "png")),
    (b"\xff\xd8\xff", FileType("image/jpeg", "jpg")),
    (b"GIF87a", FileType("image/gif", "gif")),
    (b"GIF89a", FileType("image/gif", "gif")),
    (b"II*\x00", FileType("image/tiff", "tif")),
    (b"MM\x00*", FileType("image/tiff", "tif")),
)
OFFICE = "application/vnd.openxmlformats-officedocument"
PACKED: dict[str, FileType] = {
    "word/document.xml": FileType(f"{OFFICE}.wordprocessingml.document", "docx"),
    "xl/workbook.xml": FileType(f"{OFFICE}.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": FileType(f"{OFFICE}.presentationml.presentation", "pptx"),
}
OPEN: dict[str, FileType] = {
    media: FileType(media, ending)
    for media, ending in (
        ("application/vnd.oasis.opendocument.text", "odt"),
        ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
        ("application/vnd.oasis.opendocument.presentation", "odp"),
    )
}
OLD_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD = {
    "doc": FileType("application/msword", "doc"),
    "xls": FileType("application/vnd.ms-excel", "xls"),
    "ppt": FileType("application/vnd.ms-powerpoint", "ppt"),
}
TEXT = {
    "txt": FileType("text/plain; charset=utf-8", "txt"),
    "csv": FileType("text/csv; charset=utf-8", "csv"),
    "ics": FileType("text/calendar; charset=utf-8", "ics"),
    "vcf": FileType("text/vcard; charset=utf-8", "vcf"),
}
REFUSED = _l(
    "This kind of file is not taken. Send a PDF, a picture (PNG, JPEG, GIF, TIFF, WebP), an office"
    " document without macros, or plain text."
)


def type_of(content: bytes, name: str) -> FileType:
    """What the file is, whatever its name says; a refusal when it is nothing that we keep."""
    found = _by_start(content) or _packed(content) or _old_or_text(content, name)
    if found is None:
        raise NotValid(REFUSED)
    return found


def _by_start(content: bytes) -> FileType | None:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileType("image/webp", "webp")
    return next((kind for start, kind in STARTS if content.startswith(start)), None)


def _packed(content: bytes) -> FileType | None:
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            first = archive.read("mimetype")[:80].decode("ascii") if "mimetype" in names else ""
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError):
        return None
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        return None
    return OPEN.get(first) or next((kind for part, kind in PACKED.items() if part in names), None)


def _old_or_text(content: bytes, name: str) -> FileType | None:
    ending = PurePath(name).suffix[1:].casefold()
    if content.startswith(OLD_START):
        return OLD.get(ending)
    return TEXT.get(ending) if _is_plain(content) else None


def _is_plain(content: bytes) -> bool:
    """Text that no browser takes for markup."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return (
        "\x00" not in text and not text.lstrip().startswith("<") and "<script" not in text.lower()
    )
