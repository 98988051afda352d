"""Narrowing a list by the network's own fields: what an address asks of one, and how it is said.

`field.<key>` asks for a value, `field.<key>.from` and `.to` for a span of numbers or days, both
included; a single `-` asks for the records of which the field says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from crm.core.errors import NotUnderstood
from crm.core.filters import PLACES, address_with
from crm.core.languages import in_reader_language
from crm.core.templating import number, plain_date
from crm.core.words import gettext as _
from crm.labels.models import CustomField, FieldType, FieldValue
from crm.labels.models.fields import NUMBER

FIELD = "field."
FROM, TO = ".from", ".to"
UNSAID = "-"
LONGEST = 200
Asked = Mapping[str, str]


@dataclass(frozen=True)
class FieldFilter:
    """What a list asks of one field: a word, a span, or that nothing is said."""

    field: CustomField
    word: str = ""
    first: str = ""
    last: str = ""

    @property
    def name(self) -> str:
        """How the address names the field."""
        return f"{FIELD}{self.field.key}"

    @property
    def label(self) -> str:
        """What the field is called."""
        return in_reader_language(self.field.names)

    @property
    def removal(self) -> str:
        """The list's address without this filter."""
        return address_with(**dict.fromkeys((self.name, self.name + FROM, self.name + TO)))

    @property
    def offers(self) -> list[tuple[str, str]]:
        """What there is to choose from, where it is one of several."""
        if self.field.type is FieldType.YES_NO:
            return [("1", _("yes")), ("0", _("no"))]
        return [(word, word) for word in self.field.choices]

    def unsaid_among(self, arguments: Asked) -> str:
        """What an address asks for when it asks for the records where nothing is said."""
        own = {self.name, self.name + FROM, self.name + TO}
        others = {name: word for name, word in arguments.items() if name not in own | PLACES}
        return urlencode({**others, self.name: UNSAID})

    def said(self) -> str:
        """What is asked for, in words."""
        if self.word == UNSAID:
            return str(_("not known"))
        if self.word:
            return self._told(self.word)
        first, last = (self._told(word) if word else "" for word in (self.first, self.last))
        if first and last:
            return str(_("from %(first)s to %(last)s", first=first, last=last))
        return str(_("from %(first)s", first=first) if first else _("to %(last)s", last=last))

    def _told(self, word: str) -> str:
        kind = self.field.type
        if kind is FieldType.NUMBER:
            return number(Decimal(word))
        if kind is FieldType.DATE:
            return plain_date(date.fromisoformat(word))
        if kind is FieldType.YES_NO:
            return str(_("yes") if word == "1" else _("no"))
        return word if kind is FieldType.CHOICE else f"“{word}”"

    def condition(self, model: Any) -> sa.ColumnElement[bool]:
        """Hold for the records that the filter lets through."""
        held = sa.select(FieldValue.record_id).where(FieldValue.field_id == self.field.id)
        if self.word == UNSAID:
            return sa.not_(_among(model, held))
        return _among(model, held.where(*self._values()))

    def _values(self) -> Iterable[sa.ColumnElement[bool]]:
        if self.word and self.field.type in {FieldType.TEXT, FieldType.LINK}:
            return [FieldValue.value.icontains(self.word, autoescape=True)]
        if self.word:
            return [FieldValue.value == self.word]
        value = self._comparable()
        spans = [(value >= word) for word in self._ends(self.first)]
        return [*spans, *(value <= word for word in self._ends(self.last))]

    def _comparable(self) -> Any:
        """The value as it is compared; what other fields hold is never read as a number."""
        if self.field.type is FieldType.DATE:
            return FieldValue.value
        is_this = FieldValue.field_id == self.field.id
        return sa.case((is_this, sa.cast(FieldValue.value, sa.Double)))

    def _ends(self, word: str) -> list[Any]:
        return [float(word) if self.field.type is FieldType.NUMBER else word] if word else []


def _among(model: Any, ids: sa.Select[int]) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = model.id.in_(ids)
    return found


def asked_of_fields(arguments: Asked) -> dict[str, str]:
    """What an address asks of the network's own fields, whether or not there are such."""
    return {
        name: word.strip()[:LONGEST]
        for name, word in arguments.items()
        if name.startswith(FIELD) and word.strip()
    }


def filters_of(fields: Sequence[CustomField], asked: Asked) -> list[FieldFilter]:
    """The filters that an address asks for; a field or a word that nobody knows is refused."""
    found = [_filter_of(one, asked) for one in fields]
    names = {one.name + ending for one in found for ending in ("", FROM, TO)}
    if unknown := asked.keys() - names:
        raise NotUnderstood(
            _("This list has no field %(name)s.", name=min(unknown).removeprefix(FIELD)[:40])
        )
    return [one for one in found if one.word or one.first or one.last]


def _filter_of(field: CustomField, asked: Asked) -> FieldFilter:
    name = f"{FIELD}{field.key}"
    word, first, last = (
        _read(field, asked.get(name + ending, ""), spans=bool(ending)) for ending in ("", FROM, TO)
    )
    return FieldFilter(field, word, first, last)


def _read(field: CustomField, word: str, *, spans: bool) -> str:
    """A word of the address as the field stores it."""
    if not word or (word == UNSAID and not spans):
        return word
    if spans and not field.type.has_order:
        raise NotUnderstood(_("%(name)s has no span.", name=in_reader_language(field.names)))
    if field.type is FieldType.NUMBER:
        return _as_number(word)
    if field.type is FieldType.DATE:
        return _as_day(word)
    known = {FieldType.YES_NO: ["1", "0"], FieldType.CHOICE: field.choices}.get(field.type, [word])
    if word not in known:
        raise NotUnderstood(_("Take one of the choices."))
    return word


def _as_number(word: str) -> str:
    plain = word.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        raise NotUnderstood(_("Enter a number such as 1200 or 12,5."))
    return format(Decimal(plain).normalize(), "f")


def _as_day(word: str) -> str:
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError as error:
        raise NotUnderstood(_("Write a date of the calendar.")) from error
