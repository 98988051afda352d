"""Files made to hurt whoever opens them."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

MIB = 1024 * 1024
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName='
    '"/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml'
    '.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd'
    '.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(cells: str, *, head: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet whose rows are the XML given."""
    page = BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        )
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return page.getvalue()


def cell(reference: str, text: str) -> str:
    """One cell in a row of its own."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _with_zeros(megabytes: int) -> bytes:
    return workbook(cell("A1", "nama"), more={"xl/media/zeros.bin": bytes(megabytes * MIB)})


def _lying() -> bytes:
    """The archive says that a member is small; what comes out is not."""
    true = _with_zeros(150)
    size = struct.pack("<L", 150 * MIB)
    return true.replace(size, struct.pack("<L", 1000))


def _huge_directory() -> bytes:
    """A list of members that takes longer to read than any member."""
    form = "<4s4B4HL2L5H2L"
    entry = (b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0)
    record = struct.pack(form, *entry) + b"a" * 60
    listed = record * 200_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(listed), 0, 0)
    return b"PK\x03\x04" + bytes(26) + listed + end


_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 9)).replace("&a0;", "&a;")
    + "]>"
)
_SECRET = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

WORKBOOKS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "far cell": (
        lambda: workbook(cell("A1", "nama") + cell("XFD1048576", "x")),
        {"too_many_columns", "too_many_cells"},
    ),
    "far row": (
        lambda: workbook(cell("A1", "nama") + cell("A1048576", "x")),
        {"too_many_rows"},
    ),
    "far column": (
        lambda: workbook(cell("A1", "nama") + cell("XFD2", "x")),
        {"too_many_columns"},
    ),
    "large but within": (
        lambda: workbook(cell("A1", "nama") + cell("VZ199999", "x")),
        {"too_many_cells"},
    ),
    "zeros": (lambda: _with_zeros(150), {"unpacks_too_large"}),
    "ratio": (lambda: _with_zeros(90), {"unpacks_too_large"}),
    "lying size": (_lying, {"unpacks_too_large", "workbook"}),
    "members": (
        lambda: workbook("", more={f"xl/media/{n}.bin": b"x" for n in range(300)}),
        {"unpacks_too_large"},
    ),
    "directory": (_huge_directory, {"unpacks_too_large", "workbook"}),
    "nested": (
        lambda: workbook(cell("A1", "nama"), more={"xl/embeddings/a.xlsx": _with_zeros(1)}),
        {"archive"},
    ),
    "slip": (lambda: workbook(cell("A1", "nama"), more={"../../evil": b"x"}), {"workbook"}),
    "laughs": (lambda: workbook(cell("A1", "&a8;"), head=_LAUGHS), {"workbook", "too_many_cells"}),
    "plain zip": (lambda: _zip({"a.csv": b"nama\nx\n"}), {"archive"}),
    "cut off": (lambda: workbook(cell("A1", "nama"))[:-40], {"workbook"}),
    "only the mark": (lambda: b"PK\x03\x04" + b"x" * 100, {"workbook"}),
    "old mark": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000, {"workbook"}),
}


def deep() -> bytes:
    """A sheet of elements inside elements, hardly any of which ever ends."""
    return workbook(cell("A1", "nama") + "<x>" * 100_000 + "</x>" * 40_000)


def outside_entity() -> bytes:
    """A workbook that asks for a file of the machine."""
    return workbook(cell("A1", "nama") + cell("A2", "&a;"), head=_SECRET)


def _zip(members: dict[str, bytes]) -> bytes:
    page = BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return page.getvalue()


def _card(lines: str) -> bytes:
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:X\n{lines}\nEND:VCARD\n".encode()


CARDS: dict[str, bytes] = {
    "parameters": _card("A" + ";b" * 27),
    "parameters with a quotation mark": _card("A" + ";b" * 27 + '":x'),
    "long line": _card("NOTE:" + "x" * 70_000),
    "folded line": _card("NOTE:" + "x\n " * 70_000),
    "nested": b"BEGIN:VCARD\n" * 10_000,
}
SLOW_CARDS: dict[str, bytes] = {
    "many lines": _card(("A" + ";b" * 20 + "\n") * 5_000),
    "many open quotes": _card(("A" + ";b=c,d" * 20 + '":x\n') * 5_000),
    "many dots": _card(("a." * 30 + "b" * 2_000 + "\n") * 500),
    "odd name": _card("N" + ":;;;;" * 5_000),
    "odd folding": _card("\n ".join(["FN"] * 5_000)),
}


def _event(lines: str) -> str:
    return f"BEGIN:VEVENT\nUID:x\nDTSTART:20240101T000000Z\n{lines}\nEND:VEVENT\n"


def calendar(inside: str) -> bytes:
    """A calendar with these lines in it."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n".encode()


CALENDARS: dict[str, Callable[[], bytes]] = {
    "nested": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 10_000,
    "many": lambda: calendar(_event("SUMMARY:x") * 5_001),
    "long line": lambda: calendar(_event("SUMMARY:" + "x" * 70_000)),
    "folded line": lambda: calendar(_event("SUMMARY:x" + "\n x" * 70_000)),
}


def endless_rules() -> bytes:
    """Three hundred appointments that come again every second for ever, with huge lists."""
    dates = ",".join(["20240101T000000Z"] * 2000)
    rules = f"RRULE:FREQ=SECONDLY\nEXDATE:{dates}\nRDATE:{dates}\nSUMMARY:x"
    alarm = "BEGIN:VALARM\nREPEAT:1000000000\nDURATION:PT1S\nEND:VALARM"
    return calendar(_event(f"{rules}\n{alarm}") * 300)
