"""A history as a page tells it: newest first, a line for each month, older pages by key."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.db import Model
from crm.core.pages import Page, page_of
from crm.core.templating import local, month_name
from crm.timeline.models import Entry
from crm.timeline.queries import entries_of, line_of


@dataclass(frozen=True)
class History:
    """Some of a record's history and the way to what came before and after."""

    lines: list[dict[str, Any]]
    page: Page[Entry]


def told_history(record: Model) -> History:
    """The page of a record's history that the address asks for. Costs one statement."""
    page = page_of(entries_of(record), Entry.at, Entry.id, descending=True)
    return History(with_months(page.rows), page)


def with_months(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The lines as the timeline macro wants them, the first of each month under its name."""
    told: list[dict[str, Any]] = []
    last = ""
    for line in map(line_of, entries):
        month = month_name(local(line.at).date())
        fields = {"at": line.at, "icon": line.icon, "sentence": line.sentence, "quote": line.quote}
        told.append({**fields, "month": month if month != last else ""})
        last = month
    return told
