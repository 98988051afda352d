"""Changing a record and remembering what it was: the before and after of a fact."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from crm.core.db import Model

Values = dict[str, Any]


def changed(record: Model, wanted: Mapping[str, Any]) -> tuple[Values, Values]:
    """Set what differs on the record; give it back as it was and as it is, in plain values."""
    differing = {name: new for name, new in wanted.items() if getattr(record, name) != new}
    before = {name: plain_value(getattr(record, name)) for name in differing}
    for name, new in differing.items():
        setattr(record, name, new)
    return before, {name: plain_value(new) for name, new in differing.items()}


def plain_value(value: Any) -> Any:
    """The value as the trail keeps it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
