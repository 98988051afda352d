"""What reading a file finds wrong: with the whole file, with a row, or with one cell of it.

Findings keep a key and the facts; the sentence is made when somebody reads it, in their language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel.speaklater import LazyString

from crm.core.errors import NotValid
from crm.core.words import lazy_gettext as _l

MOST_MEGABYTES = 50
MOST_ROWS = 200_000
MOST_COLUMNS = 600
MOST_APPOINTMENTS = 5000

_LIMITS = {
    "megabytes": MOST_MEGABYTES,
    "rows": MOST_ROWS,
    "columns": MOST_COLUMNS,
    "appointments": MOST_APPOINTMENTS,
}

_WHOLE_FILE = {
    "too_large": _l("The file is larger than %(megabytes)s MB. Split it into smaller ones."),
    "empty": _l("There is nothing in this file."),
    "too_many_rows": _l("The file has more than %(rows)s rows. Split it into smaller ones."),
    "too_many_columns": _l("Line %(line)s has more than %(columns)s columns."),
    "binary": _l(
        "This is not a table but something else (%(candidates)s). Save it as CSV or XLSX."
    ),
    "web_page": _l(
        "This is a web page under another name."
        " Open it in a spreadsheet program and save it as XLSX."
    ),
    "encoding": _l(
        "It cannot be told how the letters of this file are encoded. Say which: %(candidates)s."
    ),
    "encoding_unknown": _l("There is no such encoding. Take one of: %(candidates)s."),
    "encoding_wrong": _l(
        "Line %(line)s cannot be read in this encoding. Take another one: %(candidates)s."
    ),
    "damaged": _l(
        "Line %(line)s has broken letters or ends in the middle of one; the file may be cut off."
    ),
    "separator": _l("It cannot be told what separates the columns. Say which: %(candidates)s."),
    "separator_unknown": _l("Nothing can be separated by this. Take one of: %(candidates)s."),
    "header": _l(
        "It cannot be told whether the file names its columns. Say in which line: %(candidates)s."
    ),
    "header_unknown": _l(
        "No row begins in the line said to name the columns. Say: %(candidates)s."
    ),
    "open_quote": _l(
        "A quotation mark opened in line %(line)s is never closed; what follows cannot be read."
    ),
    "archive": _l("This is an archive, not a workbook. Unpack it and take the file inside."),
    "unpacks_too_large": _l("The workbook unpacks to far more than Mitra reads."),
    "workbook": _l("The workbook is damaged or of a kind unknown here. Save it again as XLSX."),
    "locked": _l("The workbook is locked with a password. Save it without one."),
    "too_many_cells": _l(
        "The sheet claims more cells than Mitra reads. Copy the table to a new one."
    ),
    "sheet": _l("The workbook has several sheets with content. Say which: %(candidates)s."),
    "sheet_unknown": _l("The workbook has no such sheet. Take one of: %(candidates)s."),
    "cards": _l("The vCards cannot be read; line %(line)s is unlike any vCard."),
    "appointments": _l("The calendar cannot be read; line %(line)s is unlike any calendar."),
    "too_many_appointments": _l(
        "The calendar holds more than %(appointments)s appointments. Split it into smaller ones."
    ),
    "too_slow": _l("Reading this file takes too long. Split it into smaller ones."),
    "busy": _l("Many files are being read just now. Try again in a minute."),
}

_REASONS = {
    "no_name": _l("There is no name."),
    "impossible_email": _l("No letter can reach this e-mail address."),
    "too_long": _l("The text is longer than can be kept."),
    "too_many_cells": _l("The row has more cells than the header has columns."),
    "quotes": _l("The quotation marks are not in order, so the cells cannot be told apart."),
    "no_person": _l("Neither an e-mail address nor a name says who it is."),
    "no_institution": _l("Neither a code nor a name says which institution it is."),
    "no_title": _l("There is no title."),
    "no_start": _l("There is no day on which it begins."),
    "unreadable_card": _l("The card cannot be read."),
    "unreadable_appointment": _l("The appointment cannot be read."),
    "unknown_person": _l("Nobody of this name or address is registered. Import the people first."),
    "several_people": _l("Several people bear this name. Say which one by an e-mail address."),
    "unknown_institution": _l(
        "No institution of this code or name is registered. Import the institutions first."
    ),
    "several_institutions": _l("Several institutions bear this name. Say which one by its code."),
}

_WARNINGS = {
    "no_email": _l("There is no e-mail address."),
    "reserved_email": _l("The e-mail address lies in a domain set apart for examples."),
    "several_emails": _l("Several e-mail addresses stand here; the first one is taken."),
    "unknown_phone": _l("This is no complete telephone number; it is kept as written."),
    "impossible_coordinates": _l("The coordinates lie nowhere and are left out."),
    "impossible_date": _l("This is no date of the calendar and is left out."),
    "impossible_number": _l("This is no number and is left out."),
    "no_code": _l("This code stands for nothing and is left out."),
    "rounded_code": _l("A spreadsheet has rounded this code; it is left out."),
    "cut": _l("The text was too long and is cut off."),
    "short_row": _l("The row has fewer cells than the header has columns."),
    "repeated_header": _l("The header is repeated here; the line is passed over."),
    "numbered_columns": _l("The line only counts the columns and is passed over."),
    "totals": _l("The line only sums up those above it and is passed over."),
    "remark": _l("The line is a remark below the table and is passed over."),
    "guessed_encoding": _l("The encoding was guessed. Look whether the letters are right."),
    "guessed_name": _l("The name was taken from this column."),
    "repeated_column": _l("A column name occurs twice; only the first is used."),
    "unknown_field": _l("Mitra has no such field; the column is kept beside the record."),
    "unreadable_line": _l("A line of the card cannot be read and is passed over."),
    "unknown_regency": _l("No regency or city of this name is known; it is kept as written."),
    "unknown_province": _l("No province of this name is known; it is kept as written."),
    "guessed_regency": _l("A regency and a city bear this name; the regency is taken."),
    "unknown_parent": _l("No parent body has this code or name; the record is placed nowhere."),
    "unknown_partner": _l(
        "No institution of this code or name is registered; the name is kept as written."
    ),
    "partner_by_reference": _l("The partner was found by its number in an earlier file."),
    "unknown_workplace": _l("No institution has this code or name; it is kept as written."),
    "backward_end": _l("The end lies before the beginning and is left out."),
    "recurs": _l("It comes again and again; only the first date is taken."),
    "shared_key": _l("Several rows of the file share this; they are taken as one."),
    "impossible_parent": _l("The parent body cannot stand above this one; nothing is placed."),
    "stored_stands": _l("The file says otherwise; what is stored stands."),
    "namesake": _l("Somebody bears the same name. It may be the same person, or another."),
}

_CONFLICTS = {
    "other_place": _l("The same code is stored with another place."),
    "other_name": _l("The same code is stored with a clearly different name."),
    "other_person": _l("The same e-mail address is stored with another name."),
    "other_one": _l("What you match by is the same, but the code or the name is another's."),
    "several_alike": _l("Several bear this name there, so it can't be told which one is meant."),
}


class Unreadable(NotValid):
    """The file as a whole cannot be read; `candidates` are what it might be told to be."""

    def __init__(self, key: str, candidates: Sequence[str] = (), *, line: int = 0) -> None:
        """Keep what is the matter, and where."""
        self.key = key
        self.candidates = tuple(candidates)
        self.line = line
        facts = {"candidates": ", ".join(self.candidates), "line": line, **_LIMITS}
        super().__init__(LazyString(_sentence, key, facts))

    def __str__(self) -> str:
        """The sentence, in the reader's language."""
        return str(self.message)


def _sentence(key: str, facts: dict[str, object]) -> str:
    return str(_WHOLE_FILE[key]) % facts


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken, and the cell that stands against it."""

    line: int
    column: str | None
    key: str
    value: str | None = None

    @property
    def reason(self) -> str:
        """The sentence for people."""
        return str(_REASONS[self.key])


@dataclass(frozen=True, slots=True)
class Conflicting:
    """A row that argues with what is stored; that stands until a person decides."""

    line: int
    key: str
    value: str | None = None

    @property
    def reason(self) -> str:
        """The sentence for people."""
        return str(_CONFLICTS[self.key])


@dataclass(frozen=True, slots=True)
class Warned:
    """A row that is taken although something in it looks odd."""

    line: int
    key: str
    column: str | None = None
    value: str | None = None

    @property
    def sentence(self) -> str:
        """The sentence for people who see the place."""
        return str(_WARNINGS[self.key])

    @property
    def message(self) -> str:
        """The sentence for people, with the place and what stands there."""
        place = ": ".join(filter(None, [self.column, self.value]))
        return f"{self.sentence} ({place})" if place else self.sentence

    def kept(self) -> dict[str, Any]:
        """The facts as plain values, from which the sentence can be made again."""
        return {"line": self.line, "key": self.key, "column": self.column, "value": self.value}


@dataclass
class Findings:
    """What has been found so far while the rows of a file go by."""

    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)

    def copy(self) -> "Findings":
        """The same findings, to go on from."""
        return Findings([*self.rejected], [*self.warnings])

    def warn(
        self, line: int, key: str, column: str | None = None, value: str | None = None
    ) -> None:
        """Note that something looks odd."""
        self.warnings.append(Warned(line, key, column, value))

    def reject(
        self, line: int, key: str, column: str | None = None, value: str | None = None
    ) -> None:
        """Note that a row cannot be taken."""
        self.rejected.append(Rejected(line, column, key, value))
