"""What acts and types of fields are called, and what templates may ask for."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from crm.core.db import Reference, db, reference_to
from crm.core.filters import address_with
from crm.core.languages import in_reader_language
from crm.core.lists import list_kinds
from crm.core.spreadsheets import Cell
from crm.core.templating import number, plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.core.words import ngettext
from crm.labels.models import Act, BulkAct, CustomField, FieldType
from crm.labels.queries import Labels, fields_of_kind, labels_of

ACT_NAMES: dict[Act, Any] = {
    Act.TAG: _l("Add a tag"),
    Act.UNTAG: _l("Take a tag away"),
    Act.HAND: _l("Put somebody in charge"),
    Act.ARCHIVE: _l("Move into the archive"),
    Act.RESTORE: _l("Bring back from the archive"),
}
FIELD_TYPES: dict[FieldType, Any] = {
    FieldType.TEXT: _l("text"),
    FieldType.NUMBER: _l("number"),
    FieldType.DATE: _l("date"),
    FieldType.YES_NO: _l("yes or no"),
    FieldType.CHOICE: _l("one of several"),
    FieldType.LINK: _l("web address"),
}


def result_of(done: BulkAct) -> str:
    """What an act has done, in numbers."""
    if not done.count:
        return str(_("Nothing changed: it was so already, or may not be."))
    told = {
        Act.TAG: ngettext("%(num)s record tagged.", "%(num)s records tagged.", done.count),
        Act.UNTAG: ngettext("Tag off %(num)s record.", "Tag off %(num)s records.", done.count),
        Act.HAND: ngettext(
            "%(num)s record handed over.", "%(num)s records handed over.", done.count
        ),
        Act.ARCHIVE: ngettext("%(num)s record archived.", "%(num)s records archived.", done.count),
        Act.RESTORE: ngettext("%(num)s record is back.", "%(num)s records are back.", done.count),
    }
    return str(told[done.act])


def said_cell(value: Cell) -> str:
    """A cell as a reader reads it; exports keep the value itself."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, date):
        return plain_date(value)
    return value or "" if value is None or isinstance(value, str) else number(value)


def record_labels(record: Any) -> Labels:
    """What is fastened to a record. Costs one statement."""
    return labels_of(reference_to(record))


def further_data(about: Reference, labels: Labels) -> list[tuple[str, str]]:
    """What the network's own fields hold of a record. Costs one statement where they hold any."""
    if not labels.fields:
        return []
    named = {one.id: one for one in db.session.scalars(fields_of_kind(about.kind))}
    return [_told(named[number], text) for number, text in labels.fields if number in named]


def _told(one: CustomField, stored: str) -> tuple[str, str]:
    return in_reader_language(one.names), said_cell(one.read(stored))


ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "act_name": lambda act: str(ACT_NAMES[act]),
    "field_type": lambda kind: str(FIELD_TYPES[kind]),
    "list_label": lambda kind: str(list_kinds()[kind].label),
    "address_with": address_with,
    "further_data": lambda record, labels: further_data(reference_to(record), labels),
    "record_labels": record_labels,
    "said_cell": said_cell,
}
"""What templates may call."""
