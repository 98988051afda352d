"""A file's rows beside what is stored: a portion of decisions after the other, nothing written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.bulk import naming, stored
from crm.bulk.findings import Findings
from crm.bulk.kinds import InstitutionRow, PersonRow, Row
from crm.bulk.matching import IN_THIS_FILE, Candidate, Decision, Matching
from crm.bulk.outcomes import Outcome
from crm.bulk.regions import Located, Regions
from crm.bulk.settling import Settled
from crm.bulk.spool import Spool
from crm.bulk.targets import TARGETS, Above, Target
from crm.bulk.vocabulary import ImportKind, MatchBy
from crm.core.text import folded
from crm.institutions.models import ParentBody
from crm.institutions.models.members import sort_key

MANY = 2
_FIELD_OF_DOUBT = {
    "unknown_regency": ("regency", "area"),
    "guessed_regency": ("regency", "area"),
    "unknown_province": ("province", "area"),
}
_FIELD_OF_COLUMN = {"web": "website", "born_on": "birth_date", "title_before": "title_front"}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is asked of a comparison: of which kind, from where, and how far the file may go."""

    kind: ImportKind
    file_name: str
    sha256: str
    columns: Mapping[str, str]
    on: date
    zone: str
    takes_file: bool = False
    match_by: MatchBy = MatchBy.USUAL


class Comparison:
    """Goes through the rows of one file in their order; warnings gather in the findings."""

    def __init__(self, order: Order, spool: Spool, findings: Findings) -> None:
        """Look up what holds for the whole file. Costs five statements."""
        self.target: Target = TARGETS[order.kind].recognised_by(order.match_by)
        self._order, self._spool, self._findings = order, spool, findings
        self._regions = Regions.installed()
        self.source = stored.source_of(order.kind, order.file_name, order.sha256)
        knows_lines = order.match_by is not MatchBy.NOTHING
        self._told = stored.told_lines(self.target, order.sha256) if knows_lines else {}
        self._matching = Matching(self.target.likeness, takes_file=order.takes_file)
        self._names: set[str] = set()
        self._within = _called(spool) if self.target.model is ParentBody else frozenset[str]()

    def portions(self) -> Iterator[list[Decision]]:
        """The decisions, some at a time; what was written of one portion shows in the next."""
        for rows in self._spool.portions():
            settled = self.target.settle(rows)
            amiss = self._say_what_is_amiss(settled)
            candidates = [
                self._candidate(row, settled.about.get(row.line, {}))
                for row in rows
                if row.line not in amiss
            ]
            self._look_above(candidates)
            found = stored.met(self.target, candidates, on=self._order.on, told=self._told)
            decisions = [self._matching.decide(one, found) for one in candidates]
            self._warn(decisions)
            yield decisions
        self._warn_of_shared_keys()

    def _warn_of_shared_keys(self) -> None:
        """Two rows of one record are a slip; a key under many rows may be no key at all."""
        for (line, key), others in self._matching.shared.items():
            if others >= MANY:
                value = key.partition("|")[2].strip("|")
                self._findings.warn(line, "shared_key", value=f"{value} \u00d7 {others + 1}")

    def _say_what_is_amiss(self, settled: Settled) -> set[int]:
        """Refuse the rows that name what nobody knows, and give their lines."""
        columns = self._order.columns
        # A row is rejected once, for its first reason, so that the counts add up to the rows.
        for one in {one.line: one for one in reversed(settled.amiss)}.values():
            self._findings.reject(one.line, one.key, columns.get(one.field), one.value)
        for one in settled.odd:
            self._findings.warn(one.line, one.key, columns.get(one.field), one.value)
        return {one.line for one in settled.amiss}

    def _candidate(self, row: Row, about: Mapping[str, Any]) -> Candidate:
        located = self._regions.locate(self.target.place(row))
        if located.doubt:
            self._warn_of_place(row, located)
        values = {**self.target.values(row, located, self._order.zone), **about}
        reference = self._reference(row, sure=self.target.is_known_for_sure(values))
        key = stored.reference_key(reference) if reference else ""
        claims = self.target.claims(values, key)
        return Candidate(row, values, claims, reference, self.target.parent_of(row))

    def _reference(self, row: Row, *, sure: bool) -> tuple[str, str] | None:
        """What the file calls the row; its line where nothing else would tell it again."""
        if row.reference:
            return self.source, row.reference
        return None if sure else (self._order.sha256, f"line {row.line}")

    def _warn_of_place(self, row: Row, located: Located) -> None:
        fields = _FIELD_OF_DOUBT[located.doubt]
        column = next(filter(None, map(self._order.columns.get, fields)), None)
        self._findings.warn(row.line, located.doubt, column, located.value)

    def _look_above(self, candidates: Sequence[Candidate]) -> None:
        """Find what stands above the rows by what they name."""
        above = self.target.above
        if above is None:
            return
        known = above.known(one.parent for one in candidates)
        for one in candidates:
            one.parent_id = known.get(one.parent)
            if one.parent and one.parent_id is None:
                self._look_above_within_file(one, above)

    def _look_above_within_file(self, candidate: Candidate, above: Above) -> None:
        """A parent body may stand in the same file, before or behind its children."""
        parent = candidate.parent
        if self._within and not self._within.isdisjoint((naming.as_code(parent), sort_key(parent))):
            candidate.parent_id = IN_THIS_FILE
            return
        asked = self._order.columns
        names = ("parent", "institution_code", "institution", "regency_code_2022")
        column = next(filter(None, map(asked.get, names)), None)
        self._findings.warn(candidate.row.line, above.amiss, column, parent)

    def _warn(self, decisions: Sequence[Decision]) -> None:
        for one in decisions:
            for name, value in one.kept.items():
                self._warn_of_kept(one, name, value)
        if self.target.has_namesakes:
            self._warn_of_namesakes(decisions)

    def _warn_of_kept(self, decision: Decision, name: str, value: object) -> None:
        column = self._order.columns.get(_FIELD_OF_COLUMN.get(name, name), name)
        before = decision.met.values.get(name) if decision.met else None
        said = f"{before} ≠ {value}"
        self._findings.warn(decision.line, "stored_stands", column, said)

    def _warn_of_namesakes(self, decisions: Sequence[Decision]) -> None:
        """An equal name, titles included, is no proof; somebody may want to look."""
        new = [one for one in decisions if one.outcome is Outcome.ACCEPTED]
        known = stored.full_names(one.candidate.values["sort_name"] for one in new)
        for one in new:
            full_name = _full_name(one.candidate.row)
            name = folded(full_name)
            if name in self._names or name in known:
                self._findings.warn(one.line, "namesake", None, full_name)
            self._names.add(name)


def _full_name(row: Row) -> str:
    return row.full_name if isinstance(row, PersonRow) else ""


def _called(spool: Spool) -> frozenset[str]:
    """The codes and names of all rows of a file."""
    return frozenset(
        called
        for rows in spool.portions()
        for row in rows
        if isinstance(row, InstitutionRow)
        for called in filter(None, (row.code, sort_key(row.name)))
    )
