"""vCards (2.1, 3.0, 4.0) to rows of text. Only a limited child loads this module.

The library that reads them takes exponential time over hostile lines, so it sees only lines whose
beginning has passed a linear look of our own, one card at a time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from typing import Any

import vobject

from crm.bulk.packing import Facts, Row, packed

MOST_LINE_SIGNS = 64 * 1024
MOST_PARAMETERS = 20
MOST_DEPTH = 4
COLUMNS = (
    "name",
    "first name",
    "middle name",
    "last name",
    "gelar depan",
    "gelar belakang",
    "organisation",
    "unit",
    "position",
    "email",
    "phone",
    "address",
    "birth date",
    "website",
    "note",
    "nickname",
    "other e-mails",
    "other phones",
)
_HEAD = re.compile(
    r"(?:[\w-]++\.)?[\w-]++"
    r'(?:;[\w-]++(?:=(?:"[^"]*+"|[^";:,]*+)(?:,(?:"[^"]*+"|[^";:,]*+))*+)?+)*+:',
    re.ASCII,
)
_BEGIN = re.compile(r"(?:[\w-]+\.)?BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"(?:[\w-]+\.)?END\s*:\s*VCARD\s*", re.IGNORECASE)
_UNREAD = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT)\b", re.IGNORECASE)
_TEXT = re.compile(r"(?:[\w-]+\.)?(?:FN|N|ORG|TITLE|ROLE|NOTE|NICKNAME|ADR|URL)[;:]", re.IGNORECASE)
_COMMA = re.compile(r"(\\.)|,")
_SCHEME = re.compile(r"^(?:tel|mailto):", re.IGNORECASE)


class Hostile(ValueError):
    """A line that no address book writes; `line` is where it begins."""

    def __init__(self, line: int) -> None:
        """Keep the place."""
        super().__init__(line)
        self.line = line


@dataclass
class Card:
    """The lines of one card, from the line of the file on which it begins."""

    line: int
    lines: list[str] = field(default_factory=list)
    depth: int = 1


def unfolded(content: bytes, encoding: str, most_rows: int) -> bytes:
    """One row for each card, packed; refused when a line is hostile or there are too many."""
    facts = Facts(columns=list(COLUMNS))
    rows: list[Row] = []
    try:
        for card in cards_in(logical_lines(content, encoding), facts):
            cells = cells_of(card)
            rows.append((card.line, cells or []))
            if len(rows) > most_rows:
                return packed(Facts(unreadable="too_many_rows"), [])
    except Hostile as error:
        return packed(Facts(unreadable="cards", line=error.line), [])
    facts.broken += [line for line, cells in rows if not cells]
    return packed(facts, (row for row in rows if row[1]))


def logical_lines(content: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    """Lines with the number on which each begins: folded and softly broken ones are joined."""
    begun, parts, length = 0, [""], 0
    for number, ended in enumerate(TextIOWrapper(BytesIO(content), encoding), start=1):
        line = ended.rstrip("\n")
        if begun and _breaks_softly(parts):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif begun and line[:1] in {" ", "\t"}:
            parts.append(line[1:])
        else:
            yield begun, "".join(parts)
            begun, parts, length = number, [line], 0
        length += len(line)
        _refuse_long(begun, parts[0], length)
    yield begun, "".join(parts)


def _breaks_softly(parts: list[str]) -> bool:
    return parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()


def _refuse_long(number: int, begin: str, length: int) -> None:
    """Pictures are long, but nobody reads them here."""
    if length > MOST_LINE_SIGNS and not _UNREAD.match(begin):
        raise Hostile(number)


def cards_in(lines: Iterator[tuple[int, str]], facts: Facts) -> Iterator[Card]:
    """The cards of a file. Lines unlike a vCard's are passed over, and cards inside a card."""
    card: Card | None = None
    for number, line in lines:
        if line.partition(":")[0].count(";") > MOST_PARAMETERS:
            raise Hostile(number)
        if _BEGIN.fullmatch(line):
            card = _opened(card, number)
        elif card and _is_complete(card, number, line, facts):
            yield card
            card = None
    if card:
        facts.broken.append(card.line)


def _is_complete(card: Card, number: int, line: str, facts: Facts) -> bool:
    """Take one more line into a card, and tell whether it was the last."""
    if _END.fullmatch(line):
        card.depth -= 1
    elif card.depth == 1:
        _keep(card, number, line, facts)
    return card.depth == 0


def _opened(card: Card | None, number: int) -> Card:
    if card is None:
        return Card(number)
    card.depth += 1
    if card.depth > MOST_DEPTH:
        raise Hostile(number)
    return card


def _keep(card: Card, number: int, line: str, facts: Facts) -> None:
    head = _HEAD.match(line)
    if head and not _UNREAD.match(line):
        card.lines.append(_one_text(line, head.end()))
    elif line.strip() and not head:
        facts.passed_over.append((number, line[:80]))


def _one_text(line: str, end: int) -> str:
    """Escape commas, for many programs forget to: "dr. Maya, Sp.PD" is one name, not two."""
    if not _TEXT.match(line):
        return line
    return line[:end] + _COMMA.sub(lambda found: found.group(1) or "\\,", line[end:])


def cells_of(card: Card) -> list[str] | None:
    """The cells of one card, in the order of COLUMNS; None when the library cannot read it."""
    text = "\r\n".join(["BEGIN:VCARD", *card.lines, "END:VCARD", ""])
    try:
        read = vobject.readOne(text, ignoreUnreadable=True, allowQP=True)
        found = _found(read.contents)
    except Exception:  # noqa: BLE001 (whatever a library says of one card, the next is read)
        return None
    return [found.get(column, "") for column in COLUMNS]


def _found(contents: dict[str, list[Any]]) -> dict[str, str]:
    """What a card says, by the names of COLUMNS."""
    values = {
        name: [line.value for line in sorted(lines, key=_last_resorts)]
        for name, lines in contents.items()
    }
    mails, phones = _addresses(values.get("email")), _addresses(values.get("tel"))
    organisation, *units = _first_list(values.get("org"))
    return {
        **_person(values.get("n")),
        "name": _first(values.get("fn")),
        "organisation": organisation,
        "unit": ", ".join(filter(None, units)),
        "position": _first(values.get("title")) or _first(values.get("role")),
        "email": mails[0],
        "other e-mails": "; ".join(mails[1:]),
        "phone": phones[0],
        "other phones": "; ".join(phones[1:]),
        "address": _address(values.get("adr")),
        "birth date": _first(values.get("bday")),
        "website": _first(values.get("url")).replace("\\:", ":"),
        "note": _first(values.get("note")),
        "nickname": _first(values.get("nickname")),
    }


def _last_resorts(line: Any) -> tuple[bool, bool]:
    """The order of what a card says twice: the preferred one first, a fax machine last."""
    params: dict[str, list[str]] = getattr(line, "params", {})
    said = {word.upper() for word in (*params.get("TYPE", ()), *line.singletonparams)}
    return bool(said & {"FAX", "PAGER"}), "PREF" not in said and "1" not in params.get("PREF", ())


def _first(values: list[Any] | None) -> str:
    return _joined(values[0]) if values else ""


def _first_list(values: list[Any] | None) -> list[str]:
    """The parts of the first value; at least one, be it empty."""
    first = values[0] if values else ""
    return [_joined(part) for part in first] or [""] if isinstance(first, list) else [str(first)]


def _addresses(values: list[Any] | None) -> list[str]:
    """Mail addresses or telephone numbers without their scheme; at least one, be it empty."""
    return [_SCHEME.sub("", _joined(value)).partition(";")[0] for value in values or []] or [""]


def _person(names: list[Any] | None) -> dict[str, str]:
    if not names or isinstance(names[0], str):
        return {}
    name = names[0]
    return {
        "first name": _joined(name.given),
        "middle name": _joined(name.additional),
        "last name": _joined(name.family),
        "gelar depan": _joined(name.prefix),
        "gelar belakang": _joined(name.suffix),
    }


def _address(values: list[Any] | None) -> str:
    if not values or isinstance(values[0], str):
        return _first(values)
    one = values[0]
    parts = (one.box, one.extended, one.street, one.city, one.region, one.code, one.country)
    return ", ".join(filter(None, map(_joined, parts)))


def _joined(value: Any) -> str:
    """A text, or several in one line."""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
