"""Fields that a network adds to a kind of record, typed and named in both languages."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model, Words
from crm.core.spreadsheets import Cell

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
"""How a number is stored: a point, no signs between thousands."""


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINK = "link"

    @property
    def has_order(self) -> bool:
        """Tell whether values come one after the other, so that a span of them can be asked for."""
        return self in {FieldType.NUMBER, FieldType.DATE}


class CustomField(Model):
    """One field of a kind of record. Its key never changes; a closed one keeps what it holds."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    key: Mapped[str] = mapped_column(sa.String(40))
    name_id: Mapped[str] = mapped_column(sa.String(120))
    name_en: Mapped[str] = mapped_column(sa.String(120))
    type: Mapped[FieldType] = mapped_column(Words(FieldType))
    choices: Mapped[list[str]] = mapped_column(default=list)
    required: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (sa.UniqueConstraint("record_kind", "key"),)

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return {"id": self.name_id, "en": self.name_en}

    def read(self, stored: str) -> Cell:
        """What is stored, as what it is."""
        if self.type is FieldType.NUMBER:
            return _number(stored)
        if self.type is FieldType.DATE:
            return date.fromisoformat(stored)
        return stored == "1" if self.type is FieldType.YES_NO else stored


def _number(stored: str) -> Cell:
    try:
        return Decimal(stored)
    except InvalidOperation:
        return stored


class FieldValue(Model):
    """What one record holds in one field, in one way of writing it: dates in ISO, yes as 1."""

    field_id: Mapped[int] = mapped_column(sa.ForeignKey("custom_field.id"), primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(sa.String(1000))

    # A list that is narrowed to a value begins at the value, a record's page at the record.
    __table_args__ = (
        sa.Index("ix_field_value_value", "field_id", "value", "record_id"),
        sa.Index("ix_field_value_record", "record_kind", "record_id"),
    )
