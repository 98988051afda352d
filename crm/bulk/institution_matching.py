"""How rows about institutions and parent bodies are recognised (contract, Who is the same)."""

from collections.abc import Mapping
from typing import Any

from crm.bulk.countries import country_code
from crm.bulk.kinds import InstitutionRow
from crm.bulk.likeness import clearly_different
from crm.bulk.matching import IGNORED, REFERENCE, Candidate, Known, Likeness, Values
from crm.bulk.regions import Located, is_abroad
from crm.core.text import folded
from crm.institutions.models import InstitutionType
from crm.institutions.models.members import sort_key
from crm.places.models import zone_of

UNDER_AN_OFFICE = frozenset({InstitutionType.HOSPITAL, InstitutionType.PUSKESMAS})


def institution_values(row: InstitutionRow, located: Located, zone: str) -> Values:
    """The columns of an institution that a row fills; `zone` is where nothing else is known."""
    place, province = row.place, located.province_code
    return {
        **_shared_values(row, located),
        "type": row.type,
        "is_library": row.is_library,
        "zone": zone_of(province) if province else zone,
        "postcode": place.postcode,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "extras": row.extras | _left_of_place(row, located),
    }


def body_values(row: InstitutionRow, located: Located, _zone: str) -> Values:
    """The columns of a parent body that a row fills; what it has no column for is kept beside."""
    place = row.place
    point = "" if place.latitude is None else f"{place.latitude}, {place.longitude}"
    beside = {"postcode": place.postcode, "coordinates": point}
    return {
        **_shared_values(row, located),
        "level": row.level,
        "extras": row.extras
        | _left_of_place(row, located)
        | {name: text for name, text in beside.items() if text},
    }


def _shared_values(row: InstitutionRow, located: Located) -> Values:
    return {
        "name": row.name,
        "sort_name": sort_key(row.name),
        "code": row.code or None,
        "regency_code": located.regency_code,
        "province_code": located.province_code,
        "address": row.place.address,
        "phone": row.phone,
        "email": row.email,
        "web": row.web,
    }


def _left_of_place(row: InstitutionRow, located: Located) -> dict[str, str]:
    """What a row says of its place that codes cannot hold: towns and lands abroad, misspellings."""
    place, left = row.place, {}
    if is_abroad(place.country):
        left["country"] = country_code(place.country) or place.country
    if located.regency_code is None:
        left |= {"city": place.city, "regency": place.regency}
    if located.province_code is None:
        left["province"] = place.province
    return {name: text for name, text in left.items() if text}


def parent_named(row: InstitutionRow) -> str:
    """What stands above: what the row says outright, else a health unit's office by its code."""
    if row.parent:
        return row.parent
    return row.office_code if row.type in UNDER_AN_OFFICE else ""


def claims(values: Values, reference: str) -> list[str]:
    """An official code identifies, else the file's own reference, else the name at its place."""
    if values["code"]:
        return [_code_key(values), reference] if reference else [_code_key(values)]
    return [reference, _place_key(values)] if reference else [_place_key(values)]


def keys(values: Mapping[str, Any]) -> list[str]:
    """What bears a code is met under its name only where its regency is known as well."""
    if not values.get("code"):
        return [_place_key(values)]
    regency = [_place_key(values)] if values.get("regency_code") else []
    return [_code_key(values), *regency]


def _code_key(values: Mapping[str, Any]) -> str:
    return f"code|{values['code']}"


def _place_key(values: Mapping[str, Any]) -> str:
    extras = values.get("extras") or {}
    region = values.get("regency_code") or values.get("province_code") or ""
    town = "" if values.get("regency_code") else folded(str(extras.get("city", "")))
    return f"place|{folded(values['name'])}|{extras.get('country', '')}|{region}|{town}"


def objection(candidate: Candidate, known: Known, key: str) -> str:
    """What speaks against a match: the reason of a conflict, or that these are different ones."""
    said, stored = candidate.values, known.values
    is_reference = key.startswith(REFERENCE)
    if said["code"] and _bears_another_code(said["code"], known):
        return IGNORED
    if _lies_elsewhere(said, stored):
        return IGNORED if is_reference else "other_place"
    if clearly_different(said["name"], str(stored["name"])):
        return IGNORED if is_reference else "other_name"
    return ""


def _bears_another_code(code: str, known: Known) -> bool:
    """Tell whether a code is another's: an earlier row without one can no longer take it up.

    A stored record without a code does, once: were the row a mere duplicate, its code would be lost
    and the next row with another code would be one, too.
    """
    stored = known.values.get("code")
    return stored != code if stored or known.line else False


def _lies_elsewhere(said: Mapping[str, Any], stored: Mapping[str, Any]) -> bool:
    pairs = [(said.get(name), stored.get(name)) for name in ("regency_code", "province_code")]
    lands = [(one.get("extras") or {}).get("country") for one in (said, stored)]
    return any(one and other and one != other for one, other in [*pairs, (lands[0], lands[1])])


INSTITUTIONS = Likeness(
    keys=keys,
    objection=objection,
    fillable=(
        *("code", "type", "regency_code", "province_code"),
        *("address", "postcode", "latitude", "longitude", "phone", "email", "web"),
    ),
    together=(
        ("regency_code", "province_code", "zone"),
        ("latitude", "longitude"),
        ("type", "is_library"),
    ),
    guessed=frozenset({"type"}),
)
PARENT_BODIES = Likeness(
    keys=keys,
    objection=objection,
    fillable=(
        *("code", "level", "regency_code", "province_code"),
        *("address", "phone", "email", "web"),
    ),
    together=(("regency_code", "province_code"),),
)
