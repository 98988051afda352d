"""Setting the network's own fields."""

from typing import Any

from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import save
from crm.core.events import record
from crm.labels.events import FieldDefined
from crm.labels.models import CustomField


def define_field(one: CustomField, *, by: Actor) -> None:
    """Give a kind of record one more field; an equal key of the same kind is a lost race: 409."""
    record(FieldDefined(subject=save(one), by=by))


def change_field(one: CustomField, facts: dict[str, Any], *, by: Actor) -> None:
    """Change the names of a field, what can be chosen, or that it is used."""
    before, after = changed(one, facts)
    if after:
        record(FieldDefined(subject=one, by=by, before=before, after=after))
