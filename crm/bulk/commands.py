"""What the command line asks of import: one file in, one report out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from crm.bulk import importing
from crm.bulk.columns import NoNameColumn
from crm.bulk.dependents import created_by
from crm.bulk.findings import Unreadable
from crm.bulk.importing import Checked, Terms
from crm.bulk.models import Import
from crm.bulk.outcomes import Report
from crm.bulk.reading import read
from crm.bulk.stored import source_of
from crm.bulk.targets import TARGETS
from crm.bulk.undoing import undo
from crm.bulk.vocabulary import ImportKind, MatchBy
from crm.core.actors import Actor
from crm.core.db import db, reading
from crm.core.errors import NotPossible, NotValid, Refusal
from crm.core.text import clean
from crm.core.transactions import unit_of_work
from crm.core.words import gettext as _
from crm.core.words import ngettext

COMMAND_LINE = Actor(name="Mitra", role="admin", way="command")
MOST_LINES = 20
COUNTED = ("rows", "accepted", "updated", "duplicates", "conflicts", "rejected")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line says beside the kind and the file."""

    map_file: Path | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header: str | None = None
    match_by: str | None = None
    dry_run: bool = False
    keep_good: bool = False

    @property
    def terms(self) -> Terms:
        """On what terms the file comes in: what is stored stands."""
        return Terms(match_by=MatchBy(self.match_by or ""))


class Refused(Refusal):
    """Nothing was written; `answer` is what a program is told beside the sentence."""

    def __init__(self, message: Any, answer: dict[str, Any]) -> None:
        """Keep both."""
        super().__init__(message)
        self.answer = answer


def import_file(kind: str, file: Path, asked: Asked) -> Report:
    """Import one file, or say what would come of it, or raise Refused."""
    try:
        checked = _checked(_importable(kind), file, asked)
    except (NotPossible, NotValid) as refusal:
        raise Refused(refusal.message, _answer(kind, file, refusal)) from refusal
    may_write = not asked.dry_run and (checked.is_whole or asked.keep_good)
    is_written = may_write and not checked.is_empty
    report = _applied(checked, asked) if is_written else _compared(checked, asked)
    if report.is_whole or asked.keep_good:
        return report
    raise Refused(_rejected_sentence(report), report.as_json())


def undo_import(number: int) -> dict[str, Any]:
    """Take an import back; refused, naming what depends on it, while anything does."""
    with unit_of_work():
        of = db.session.get(Import, number)
        if of is None:
            raise NotPossible(_("There is no import %(number)s.", number=number))
        undo(of, by=COMMAND_LINE)
        return {"id": of.id, "removed": created_by(of).count, "restored": of.updated}


def _importable(kind: str) -> ImportKind:
    if kind not in list(ImportKind):
        said = ", ".join(ImportKind)
        raise NotPossible(
            _("Files of this kind can't be imported yet. Take one of: %(kinds)s.", kinds=said)
        )
    return ImportKind(kind)


def _checked(kind: ImportKind, file: Path, asked: Asked) -> Checked:
    TARGETS[kind].recognised_by(asked.terms.match_by)
    table = read(
        file,
        encoding=asked.encoding,
        separator=asked.separator,
        sheet=asked.sheet,
        header=asked.header,
    )
    wanted = _map_in(asked.map_file)
    name, digest = clean(file.name), importing.digest_of(file)
    return importing.check(kind, table, wanted, file_name=name, digest=digest)


def _map_in(file: Path | None) -> dict[str, str | None] | None:
    if file is None:
        return None
    try:
        told = json.loads(file.read_bytes())
    except ValueError as error:
        raise NotValid(_("The map is not JSON.")) from error
    if not isinstance(told, dict) or not all(map(_is_meaning, told.values())):
        raise NotValid(_('The map is no JSON object like {"source column": "field"}.'))
    return told


def _is_meaning(value: object) -> bool:
    return value is None or isinstance(value, str)


def _compared(checked: Checked, asked: Asked) -> Report:
    with reading():
        return importing.compare(checked, asked.terms).report


class _NotWhole(Exception):
    """A row names what nobody knows, which only the register can tell."""


def _applied(checked: Checked, asked: Asked) -> Report:
    """Write it; again when somebody entered one of its codes at the same moment."""
    try:
        return _applied_once(checked, asked)
    except IntegrityError:
        return _applied_once(checked, asked)
    except _NotWhole:
        return _compared(checked, asked)


def _applied_once(checked: Checked, asked: Asked) -> Report:
    kind, name, digest = checked.kind, checked.file_name, checked.sha256
    with importing.unswept(), unit_of_work():
        source = source_of(kind, name, digest)
        of = Import.stage(by=COMMAND_LINE, kind=kind, file_name=name, sha256=digest, source=source)
        report = importing.apply(checked, of, asked.terms, by=COMMAND_LINE).report
        if not (report.is_whole or asked.keep_good):
            raise _NotWhole
    report.elapsed_s = checked.elapsed_s
    return report


def _rejected_sentence(report: Report) -> str:
    return str(
        ngettext(
            "%(num)s row was rejected, so nothing was written. Mend it, or add --keep-good.",
            "%(num)s rows were rejected, so nothing was written. Mend them, or add --keep-good.",
            len(report.rejected),
        )
    )


def _answer(kind: str, file: Path, refusal: Refusal) -> dict[str, Any]:
    """What a program is told of a file that can't be taken: the shape of a report, and why."""
    draft = refusal.draft if isinstance(refusal, NoNameColumn) else {}
    report = Report(kind=kind, file=clean(file.name), mapping=draft)
    candidates = refusal.candidates if isinstance(refusal, Unreadable) else ()
    return report.as_json() | {"error": str(refusal.message), "candidates": list(candidates)}


def lines_of(answer: dict[str, Any]) -> Iterator[str]:
    """A report for people to read; a file without a name column gets a draft of its map."""
    if "error" in answer:
        yield from [json.dumps(answer["mapping"], ensure_ascii=False)] * bool(answer["mapping"])
        return
    yield _(
        "%(rows)s rows: %(accepted)s new, %(updated)s updated, %(duplicates)s known already,"
        " %(conflicts)s in conflict, %(rejected)s rejected.",
        **{name: _count(answer[name]) for name in COUNTED},
    )
    for name in ("rejected", "conflicts"):
        for one in answer[name][:MOST_LINES]:
            yield _("line %(line)s: %(reason)s", line=one["line"], reason=_with_value(one))
    yield _("Written.") if answer["written"] else _("Nothing was written.")


def _count(found: object) -> int:
    return len(found) if isinstance(found, list) else int(str(found))


def _with_value(one: dict[str, Any]) -> str:
    place = ": ".join(filter(None, [one.get("column"), one["value"]]))
    return f"{one['reason']} ({place})" if place else str(one["reason"])
