"""By what else rows may be recognised, where a person says so.

The key that is named comes before the usual ones; none of what speaks against a match is passed
over then: where the rest tells of another one, a person decides.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crm.bulk.matching import IGNORED, Candidate, Known, Likeness, Values
from crm.core.text import folded

NAMED = "named|"
OTHER_ONE = "other_one"
"""The named key is the same, and code or name are another's."""


@dataclass(frozen=True)
class Way:
    """A key: what a row says of it, and the column by which stored records are asked for."""

    column: str
    said: Callable[[Mapping[str, Any]], str]
    beside: Callable[[Mapping[str, Any]], str] = lambda _values: ""

    def keys(self, values: Mapping[str, Any]) -> list[str]:
        """The key that a record or row bears; none where it says nothing of it."""
        said = self.said(values)
        return [f"{NAMED}{said}|{self.beside(values)}"] if said else []

    def asked(self, candidates: Iterable[Candidate]) -> set[str]:
        """What some rows say of it."""
        return set(filter(None, (self.said(one.values) for one in candidates)))


def by_way(likeness: Likeness, way: Way) -> Likeness:
    """The same kind of record, recognised by one more key."""

    def keys(values: Mapping[str, Any]) -> list[str]:
        return [*way.keys(values), *likeness.keys(values)]

    def objection(candidate: Candidate, known: Known, key: str) -> str:
        found = likeness.objection(candidate, known, key)
        return OTHER_ONE if found == IGNORED and key.startswith(NAMED) else found

    return replace(likeness, keys=keys, objection=objection)


def claims_by(
    way: Way, usual: Callable[[Values, str], list[str]]
) -> Callable[[Values, str], list[str]]:
    """What a row claims: the named key first."""
    return lambda values, reference: [*way.keys(values), *usual(values, reference)]


def _email(values: Mapping[str, Any]) -> str:
    return str(values.get("email") or "")


def _phone(values: Mapping[str, Any]) -> str:
    phone = str(values.get("phone") or "")
    return phone if phone.startswith("+") else ""


def _name(values: Mapping[str, Any]) -> str:
    return str(values["sort_name"]) if _region(values) else ""


def _region(values: Mapping[str, Any]) -> str:
    town = folded(str(values.get("city") or ""))
    return str(values.get("regency_code") or values.get("province_code") or town)


EMAIL = Way("email", _email)
PHONE = Way("phone", _phone)
NAME = Way("sort_name", _name, _region)
