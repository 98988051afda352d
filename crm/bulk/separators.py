"""What separates the columns of a text file, judged by its first lines."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from crm.bulk import columns
from crm.bulk.findings import Unreadable

NAMES = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
_RARE = {"~": "~", "^": "^", "#": "#", "\x1f": "US"}
NONE = "none"
NOTHING = "\x1f"
_SPOKEN = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "koma": ",",
    "titikkoma": ";",
}
_SAID = re.compile(r"sep=([,;\t|])[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
_CONSISTENT = 0.5
_CLEARLY_BETTER = 1.3
_NEVER = re.compile(r"(?!)")
_PROSE = {",": re.compile(r", |(?<=\d),(?=\d)"), ";": re.compile(r"; ")}


@dataclass(frozen=True)
class Verdict:
    """How well one separator explains the first records of a file."""

    sign: str
    score: float
    known: int


def separator_of(sample: str, asked: str | None = None) -> str | None:
    """The sign between cells, None in a file of one column; refused when it can't be told."""
    if asked:
        return _asked(asked)
    said = _SAID.match(sample)
    if said:
        return said.group(1)
    verdicts = sorted(_verdicts(sample), key=lambda one: (one.score, one.known), reverse=True)
    if not verdicts:
        return _rare_sign(sample)
    best, *others = verdicts
    rivals = [one for one in others if best.score < one.score * _CLEARLY_BETTER]
    if any(one.known >= best.known for one in rivals):
        raise Unreadable("separator", [NAMES[one.sign] for one in [best, *rivals]])
    return best.sign


def _rare_sign(sample: str) -> str | None:
    """A sign that few programs write, taken only where it parts known names of columns."""
    found = [one for sign in _RARE if sign in sample and (one := _verdict(sample, sign))]
    return next((one.sign for one in found if one.known > 1), None)


@dataclass(frozen=True)
class Marks:
    """With which signs a file is read: between cells and around them."""

    between: str
    quote: str = '"'
    is_spaced: bool = False


def marks_of(sign: str | None, sample: str) -> Marks:
    """What to read a file with; where nothing separates, a sign that no text has."""
    first = next((line for line in sample.splitlines() if line.strip()), "")
    if sign is None:
        return Marks(NOTHING if columns.is_known(first.strip()) else ",")
    cells = [cell.strip() for cell in first.split(sign)]
    if all(len(cell) > 2 and cell[0] == cell[-1] == "'" for cell in cells):  # noqa: PLR2004
        return Marks(sign, quote="'")
    return Marks(sign, is_spaced=_is_spaced(sign, sample))


def _is_spaced(sign: str, sample: str) -> bool:
    """Tell whether blanks stand before quoted cells, and no cell holds quotation marks inside."""
    if sign == " " or not re.search(rf'{re.escape(sign)} +"', sample):
        return False
    plain = re.sub(r'"(?:[^"]|"")*"', "", sample)
    reader = csv.reader(
        StringIO(sample, newline=""), delimiter=sign, skipinitialspace=True, strict=True
    )
    try:
        for _ in reader:
            pass
    except csv.Error:
        return False
    return '"' not in plain


def first_line_is_a_hint(sample: str) -> bool:
    """Tell whether the file begins with the line `sep=;` that spreadsheet programs understand."""
    return _SAID.match(sample) is not None


def _asked(asked: str) -> str | None:
    if asked.strip().lower() == NONE:
        return None
    sign = _SPOKEN.get(asked.strip().lower(), asked)
    if len(sign) != 1 or sign in '"\r\n\0' or sign.isalnum():
        raise Unreadable("separator_unknown", [*NAMES.values(), NONE])
    return sign


def records_of(sample: str, separator: str | None) -> list[list[str]]:
    """The records of a piece of text, as far as they can be told apart."""
    reader = csv.reader(StringIO(sample, newline=""), delimiter=separator or ",")
    found: list[list[str]] = []
    try:
        found.extend(cells for cells in reader if any(cells))
    except csv.Error:
        return found
    return found


def _verdicts(sample: str) -> list[Verdict]:
    judged = (_verdict(sample, sign) for sign in NAMES if sign in sample)
    return [verdict for verdict in judged if verdict]


def _verdict(sample: str, sign: str) -> Verdict | None:
    records = records_of(sample, sign)
    widths = Counter(len(cells) for cells in records if len(cells) > 1)
    if not widths:
        return None
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    share, known = times / len(records), max(_known(cells) for cells in records[:20])
    is_likely = share >= _CONSISTENT or known > 1
    if not is_likely or _is_one_named_column(records):
        return None
    first_wide = next(len(cells) for cells in records if len(cells) > 1)
    score = share * (1.0 if first_wide == width else 0.7) * _plainness(sample, sign)
    return Verdict(sign, score, known)


def _is_one_named_column(records: Sequence[Sequence[str]]) -> bool:
    """A column that bears a known name and stands alone: commas below it belong to the text."""
    return len(records[0]) == 1 and columns.is_known(records[0][0])


def _plainness(sample: str, sign: str) -> float:
    """How much the sign is used as a separator rather than in sentences and numbers."""
    unquoted = re.sub(r'"[^"]*"', '""', sample)
    inside_text = len(_PROSE.get(sign, _NEVER).findall(unquoted))
    return 0.5 if inside_text * 2 > unquoted.count(sign) else 1.0


def _known(cells: Sequence[str]) -> int:
    return sum(columns.is_known(cell) for cell in cells)
