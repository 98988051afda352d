"""Who is the same: each row against what is stored and against the rows before it.

Nothing here knows a database. A kind of record says by which keys its rows are recognised and what
speaks against a match; the order of things is the same for all: the strongest key first, the first
row of a file stands, what is stored stands.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.bulk.kinds import Row
from crm.bulk.outcomes import Outcome

Values = dict[str, Any]
REFERENCE = "reference|"
_TELLING = ("name", "code", "regency_code", "province_code")
IN_THIS_FILE = 0
"""The id of a parent that only comes with the file."""
IGNORED = "ignored"
"""What an objection says when the two are different ones and the key alone was the same."""


@dataclass(slots=True)
class Known:
    """What a row may turn out to be: a record that is stored, or an earlier row of the file."""

    values: Mapping[str, Any]
    record_id: int | None = None
    line: int = 0
    parent_id: int | None = None


Found = Mapping[str, Known | None]
"""What bears a key; None where several do."""


@dataclass(slots=True)
class Candidate:
    """A row on its way: the columns it would fill, and the keys that it claims, strongest first."""

    row: Row
    values: Values
    claims: Sequence[str]
    reference: tuple[str, str] | None = None
    parent: str = ""
    parent_id: int | None = None


@dataclass(slots=True)
class Decision:
    """What becomes of one row, and what it met."""

    candidate: Candidate
    outcome: Outcome
    met: Known | None = None
    reason: str = ""
    value: str = ""
    changes: Values = field(default_factory=dict)
    kept: Values = field(default_factory=dict)
    under: str = ""

    @property
    def line(self) -> int:
        """Where the row stands in the file."""
        return self.candidate.row.line

    @property
    def record_id(self) -> int | None:
        """The record that it is, or that it argues with."""
        return self.met.record_id if self.met else None

    @property
    def is_met_by_the_way(self) -> bool:
        """Whether the record is not met under the row's own strongest key, nor will be.

        A later row may make another record under that key: only the line says whom this row means.
        """
        strongest = self.candidate.claims[0] if self.candidate.claims else ""
        return bool(self.under) and self.under != strongest and not strongest.startswith(REFERENCE)

    @property
    def is_to_be_placed(self) -> bool:
        """Whether nothing stands above it yet, and the row names what shall."""
        named = self.candidate.parent_id is not None
        return named and self.met is not None and self.met.parent_id is None


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How records of one kind are told apart, and which of their columns a file may fill.

    What was only guessed from a name fills an empty column, and never argues with a full one.
    Where keys are `personal`, nobody is given one under which somebody else is known.
    """

    keys: Callable[[Mapping[str, Any]], Iterable[str]]
    objection: Callable[[Candidate, Known, str], str]
    fillable: Sequence[str]
    together: Sequence[Sequence[str]] = ()
    guessed: frozenset[str] = frozenset()
    personal: bool = False
    telling: Sequence[str] = _TELLING


class Matching:
    """The decisions on the rows of one file, in their order."""

    def __init__(self, likeness: Likeness, *, takes_file: bool = False) -> None:
        """`takes_file` lets the file's values replace stored ones that differ."""
        self._likeness = likeness
        self._takes_file = takes_file
        self._seen: dict[str, Known | None] = {}
        self._recalled: dict[int | None, Known] = {}
        self._left: set[tuple[int | None, str]] = set()
        self.shared: Counter[tuple[int, str]] = Counter()

    def decide(self, candidate: Candidate, stored: Found) -> Decision:
        """What becomes of the next row, given what of it is stored.

        What the same line of the same file was found to be before it is again, and adds nothing.
        """
        told = stored.get(told_key(candidate.row.line))
        if told is not None:
            return Decision(candidate, Outcome.DUPLICATE, told)
        for key in candidate.claims:
            for found in (self._seen, stored):
                if key in found and not self._has_left(found[key], key):
                    decision = self._met(candidate, found[key], key, stored)
                    if decision:
                        return decision
        known = Known(self._telling(candidate.values), line=candidate.row.line)
        self._remember(known, candidate.values, candidate.claims)
        return Decision(candidate, Outcome.ACCEPTED, known)

    def _has_left(self, known: Known | None, key: str) -> bool:
        """Whether a record is no longer met under a key, since an earlier row filled it up."""
        return known is not None and (known.record_id, key) in self._left

    def _met(
        self, candidate: Candidate, known: Known | None, key: str, stored: Found
    ) -> Decision | None:
        """The decision that a key leads to; none when it leads to somebody else."""
        known = self._recalled.get(known.record_id, known) if known else None
        if known is None:
            name = str(candidate.values["name"])
            return Decision(candidate, Outcome.CONFLICT, reason="several_alike", value=name)
        objection = self._likeness.objection(candidate, known, key)
        if objection == IGNORED:
            return None
        if objection:
            value = str(known.values["name"])
            return Decision(candidate, Outcome.CONFLICT, known, reason=objection, value=value)
        if known.line:
            self.shared[known.line, key] += 1
            self._refer(candidate, known)
            return Decision(candidate, Outcome.DUPLICATE, known, under=key)
        return self._recognised(candidate, known, key, stored)

    def _recognised(self, candidate: Candidate, known: Known, key: str, stored: Found) -> Decision:
        said, kept = self._difference(candidate.values, known.values)
        changes = {
            name: value
            for name, value in said.items()
            if not self._is_key_of_another({name: value}, known, stored)
        }
        is_placed = known.parent_id is None and candidate.parent_id is not None
        outcome = Outcome.UPDATED if changes or is_placed else Outcome.DUPLICATE
        becomes = {**known.values, **changes}
        if changes:
            self._leave(known, becomes)
        first = Known(self._telling(becomes), known.record_id, candidate.row.line)
        self._recalled[known.record_id] = first
        self._remember(first, becomes, ())
        self._refer(candidate, first)
        is_found_again = candidate.claims[0] in self._likeness.keys(becomes)
        under = "" if is_found_again else key
        return Decision(candidate, outcome, known, changes=changes, kept=kept, under=under)

    def _leave(self, known: Known, becomes: Values) -> None:
        """Meet a record no longer under what is not stored of it any more."""
        left = {*self._likeness.keys(known.values)} - {*self._likeness.keys(becomes)}
        self._left |= {(known.record_id, key) for key in left}

    def _is_key_of_another(self, said: Values, known: Known, stored: Found) -> bool:
        """Whether a value would let the record be met under what another one is met under."""
        if not self._likeness.personal:
            return False
        before = set(self._likeness.keys(known.values))
        gained = set(self._likeness.keys({**known.values, **said})) - before
        met = [found[key] for key in gained for found in (self._seen, stored) if key in found]
        return any(other is None or other.record_id != known.record_id for other in met)

    def _telling(self, values: Mapping[str, Any]) -> Values:
        """What of an earlier row may speak against a later one."""
        telling = {name: values[name] for name in self._likeness.telling if values.get(name)}
        country = (values.get("extras") or {}).get("country")
        return telling | ({"extras": {"country": country}} if country else {})

    def _refer(self, candidate: Candidate, known: Known) -> None:
        """Let later rows meet what a row is under the file's own reference, as it will be kept."""
        for key in candidate.claims:
            if key.startswith(REFERENCE):
                self._seen.setdefault(key, known)

    def _remember(self, known: Known, values: Mapping[str, Any], claims: Iterable[str]) -> None:
        """Let later rows meet this one under all that is stored of it, and nothing else.

        A reference stays with the first that bore it.
        """
        for key in dict.fromkeys([*self._likeness.keys(values), *claims]):
            before = self._seen.setdefault(key, known)
            if before is not known and not key.startswith(REFERENCE):
                self._seen[key] = None

    def _difference(self, said: Values, stored: Mapping[str, Any]) -> tuple[Values, Values]:
        """What the file says more than is stored, and what it says otherwise."""
        changes: Values = {}
        kept: Values = {}
        for name in self._likeness.fillable:
            new, old = said.get(name), stored.get(name)
            if _says_nothing(new) or new == old:
                continue
            if _says_nothing(old) or (self._takes_file and name not in self._likeness.guessed):
                changes[name] = new
            elif name not in self._likeness.guessed:
                kept[name] = new
        for names in self._likeness.together:
            _keep_together(names, said, changes, kept)
        return changes | _more_extras(said, stored), kept


def told_key(line: int) -> str:
    """The key of what a line of this very file was found to be before."""
    return f"told|{line}"


def _says_nothing(value: object) -> bool:
    return value is None or value in {"", "other"}


def _keep_together(names: Sequence[str], said: Values, changes: Values, kept: Values) -> None:
    """Columns that mean something only together are filled together or not at all."""
    if kept.keys() & set(names):
        for name in names:
            changes.pop(name, None)
    elif changes.keys() & set(names):
        changes |= {name: said[name] for name in names}


def _more_extras(said: Values, stored: Mapping[str, Any]) -> Values:
    """Further columns are kept beside those that are kept already."""
    before = stored.get("extras") or {}
    more = {name: text for name, text in (said.get("extras") or {}).items() if name not in before}
    return {"extras": {**before, **more}} if more else {}
