"""How rows about affiliations find their person and their place, and are recognised."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import sqlalchemy as sa

from crm.bulk.kinds import AffiliationRow
from crm.bulk.matching import IGNORED, Candidate, Known, Likeness, Values
from crm.bulk.naming import Ids, named, people_by_email, people_by_name, people_by_phone
from crm.bulk.regions import Located
from crm.bulk.settling import Amiss, Settled
from crm.core.text import folded
from crm.institutions.models import Institution, ParentBody
from crm.people.models import Affiliation, ContactRole, Person

_NOWHERE = {"institution_id": None, "parent_body_id": None}
_ROLES = {
    ContactRole.HEAD: "kepala | ketua | pimpinan | direktur | dekan | head | director",
    ContactRole.DEPUTY: "wakil | wakil kepala | wakil ketua | deputy | vice",
    ContactRole.LIAISON: "penghubung | narahubung | kontak | pic | liaison | contact",
    ContactRole.IT: "ti | it | sistem informasi | teknologi informasi",
    ContactRole.PROMOTION: "promosi | humas | promotion",
    ContactRole.TRAINING: "pelatihan | diklat | training",
    ContactRole.SIGNATORY: "penandatangan | signatory",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split(" | ")}


def role_of(said: str) -> ContactRole:
    """The role that a cell names; staff where it names none of ours."""
    word = folded(said)
    own = next((role for role in ContactRole if role.value == word), None)
    return own or _ROLE_OF.get(word, ContactRole.STAFF)


def settle(rows: Sequence[AffiliationRow]) -> Settled:
    """Who is meant and where; a row that names nobody, or several, cannot be taken."""
    people, places = _People(rows), _Places(rows)
    settled = Settled()
    for row in rows:
        who, where = people.of(row), places.of(row)
        wrong = [one for one in (who, where) if isinstance(one, Amiss)]
        settled.amiss += wrong
        if not wrong:
            settled.about[row.line] = {"person_id": who, **_NOWHERE, **dict([where])}  # type: ignore[list-item]
    return settled


class _People:
    def __init__(self, rows: Sequence[AffiliationRow]) -> None:
        self._by_email = people_by_email(row.email for row in rows)
        self._by_phone = people_by_phone(row.phone for row in rows)
        self._by_name = people_by_name(row.person for row in rows)

    def of(self, row: AffiliationRow) -> int | Amiss:
        """The person of a row: by the address, the number with the name, or the name alone."""
        named_so = self._by_name.get(row.person, [])
        phoned = [id_ for id_ in self._by_phone.get(row.phone, []) if id_ in named_so]
        found = self._by_email.get(row.email) or phoned or ([] if row.email else named_so)
        if len(found) == 1:
            return found[0]
        key, name = ("several_people" if found else "unknown_person"), row.email or row.person
        return Amiss(row.line, key, "email" if row.email else "person", name)


class _Places:
    def __init__(self, rows: Sequence[AffiliationRow]) -> None:
        texts = set(chain.from_iterable((row.institution_code, row.institution) for row in rows))
        self._found: dict[str, Ids] = {
            "institution_id": named(Institution, texts),
            "parent_body_id": named(ParentBody, texts),
        }

    def of(self, row: AffiliationRow) -> tuple[str, int] | Amiss:
        """An institution, else a parent body; a code is believed before a name."""
        field = "institution_code" if row.institution_code else "institution"
        text = row.institution_code or row.institution
        for column, found in self._found.items():
            ids = found.get(text, [])
            if len(ids) == 1:
                return column, ids[0]
            if ids:
                return Amiss(row.line, "several_institutions", field, text)
        return Amiss(row.line, "unknown_institution", field, text)


def values(row: AffiliationRow, _located: Located, _zone: str) -> Values:
    """The columns of an affiliation that a row fills; the right to confirm is given by people."""
    return {
        "name": row.person or row.email,
        "role": role_of(row.role),
        "position": row.position,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }


def claims(said: Values, reference: str) -> list[str]:
    """The same person in the same place and role; one that began on another day is another."""
    begins = said["starts_on"]
    own = [f"{_base(said)}|{begins}", f"{_base(said)}|None"] if begins else [f"{_base(said)}|any"]
    return [*own, reference] if reference else own


def keys(known: Mapping[str, Any]) -> list[str]:
    """Under its first day and, for rows that tell none, without it."""
    return [f"{_base(known)}|{known.get('starts_on')}", f"{_base(known)}|any"]


def _base(of: Mapping[str, Any]) -> str:
    place = f"{of.get('institution_id')}|{of.get('parent_body_id')}"
    return f"affiliation|{of.get('person_id')}|{place}|{of.get('role')}"


def objection(candidate: Candidate, known: Known, _key: str) -> str:
    """A reference that is given to another person or place is given anew."""
    said, stored = candidate.values, known.values
    names = ("person_id", "institution_id", "parent_body_id")
    return "" if all(said.get(name) == stored.get(name) for name in names) else IGNORED


def found_by(candidates: Sequence[Candidate]) -> Iterable[sa.ColumnElement[bool]]:
    """Everything that the people of some rows are already."""
    return [Affiliation.person_id.in_(sorted(set(_people_of(candidates))))]


def _people_of(candidates: Sequence[Candidate]) -> Iterator[int]:
    return (one.values["person_id"] for one in candidates)


def stored() -> Any:
    """Affiliations with the name of their person."""
    names = ("id", "person_id", "institution_id", "parent_body_id", "role", "position")
    columns = [getattr(Affiliation, name) for name in (*names, "starts_on", "ends_on")]
    return sa.select(*columns, Person.name.label("name")).join(
        Person, Person.id == Affiliation.person_id
    )


AFFILIATIONS = Likeness(
    keys=keys,
    objection=objection,
    fillable=("position", "starts_on", "ends_on"),
    telling=("name", "person_id", "institution_id", "parent_body_id"),
)
