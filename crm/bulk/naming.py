"""Whom a row means that names an institution, a parent body or a person by what it has."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from crm.bulk.cells import Doubt, Refused, code
from crm.bulk.remembered import SourceReference
from crm.core.db import db
from crm.core.spans import one_of
from crm.core.text import folded, without_titles
from crm.institutions.models import Institution, ParentBody
from crm.institutions.models.members import sort_key
from crm.people.models import Person

Ids = dict[str, list[int]]


def named(model: Any, texts: Iterable[str]) -> Ids:
    """Those that bear a code, or else a name, by what was written; several bear some names."""
    wanted = sorted(set(filter(None, texts)))
    if not wanted:
        return {}
    codes = {text: as_code(text) for text in wanted}
    by_code = _ids_by(model.code, model.id, codes.values())
    found = {text: by_code[code] for text, code in codes.items() if code in by_code}
    names = {text: sort_key(text) for text in wanted if text not in found}
    by_name = _ids_by(model.sort_name, model.id, names.values())
    return found | {text: by_name[name] for text, name in names.items() if name in by_name}


def parents_named(texts: Iterable[str]) -> dict[str, int]:
    """The parent bodies that alone bear a code or a name, by what was written."""
    return alone(named(ParentBody, texts))


def institutions_named(texts: Iterable[str]) -> dict[str, int]:
    """The institutions that alone bear a code or a name, by what was written."""
    return alone(named(Institution, texts))


def alone(found: Ids) -> dict[str, int]:
    """Those that can be meant by nobody else."""
    return {text: ids[0] for text, ids in found.items() if len(ids) == 1}


def people_by_email(addresses: Iterable[str]) -> Ids:
    """The people who have these addresses."""
    return _ids_by(Person.email, Person.id, filter(None, addresses))


def people_by_name(names: Iterable[str]) -> Ids:
    """The people who bear these names, titles aside; by what was written."""
    written = {name: folded(without_titles(name))[:200] for name in names if name}
    found = _ids_by(Person.sort_name, Person.id, written.values())
    return {name: found[key] for name, key in written.items() if key in found}


def people_by_phone(numbers: Iterable[str]) -> Ids:
    """The people who have these telephone numbers."""
    return _ids_by(Person.phone, Person.id, [one for one in numbers if one.startswith("+")])


def institutions_by_reference(references: Iterable[str]) -> dict[str, int]:
    """The institutions that one earlier file called so, if one file alone knows all of them.

    A number means something within its file only: where two files know them, neither is believed.
    """
    wanted = sorted(set(filter(None, references)))
    by_source: dict[str, dict[str, int]] = {}
    called = sa.select(
        SourceReference.source, SourceReference.reference, SourceReference.record_id
    ).where(SourceReference.record_kind == "institution")
    rows = db.session.execute(called.where(one_of(SourceReference.reference, wanted)))
    for source, reference, record_id in rows:
        by_source.setdefault(source, {})[reference] = record_id
    whole: list[Mapping[str, int]] = [
        found for found in by_source.values() if len(found) == len(wanted)
    ]
    return dict(whole[0]) if len(whole) == 1 else {}


@lru_cache(4096)
def as_code(text: str) -> str:
    """A cell as the code that it may be."""
    with suppress(Doubt, Refused):
        return code(text)
    return text


def _ids_by(column: Any, id_: Any, values: Iterable[str]) -> Ids:
    wanted, found = sorted(set(values)), Ids()
    if wanted:
        asked = sa.select(column, id_).where(one_of(column, wanted))
        for value, number in db.session.execute(asked):
            found.setdefault(value, []).append(number)
    return found
