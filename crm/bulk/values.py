"""The cells of one row, read, on their way to become a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.bulk.cells import Doubt, Refused
from crm.bulk.findings import Findings


@dataclass(slots=True)
class Values:
    """What a row's cells say, by field, and what else stands in it, by column."""

    line: int
    columns: Mapping[str, str]
    findings: Findings
    found: dict[str, Any] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field's text, empty where there is none."""
        said = self.found.get(name)
        return "" if said is None else str(said)

    @property
    def naming(self) -> str:
        """The field whose column should have said what the row is called."""
        names = ("name", "first", "last", "title", "person")
        return next((name for name in names if name in self.columns), "name")

    def warn(self, key: str, name: str, value: str | None = None) -> None:
        """Note that a field of this row looks odd."""
        self.findings.warn(self.line, key, self.columns.get(name), value)

    def reject(self, key: str, name: str, value: str | None = None) -> None:
        """Note that the row cannot be taken because of a field."""
        self.findings.reject(self.line, key, self.columns.get(name), value)

    def doubt(self, doubt: Doubt, name: str, text: str) -> Any:
        """Note the doubt, keep beside the record what would be lost, and give what remains."""
        self.warn(doubt.key, name, text[:200])
        if doubt.kept is None or doubt.key in {"several_emails", "cut"}:
            self.keep(name, text)
        return doubt.kept

    def keep(self, name: str, text: str | None = None) -> None:
        """Keep a cell beside the record, under the name of its column."""
        kept = self.text(name) if text is None else text
        if kept:
            self.extras[self.columns.get(name, name)] = kept

    def needed(self, key: str, *names: str) -> None:
        """Refuse the row unless one of these fields says something."""
        for name in names:
            if self.found.get(name):
                return
        raise Refused(key, names[0])
