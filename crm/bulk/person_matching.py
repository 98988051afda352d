"""How rows about people are recognised (contract, Who is the same)."""

from collections.abc import Mapping
from typing import Any

from crm.bulk.kinds import PersonRow
from crm.bulk.likeness import another_person
from crm.bulk.matching import IGNORED, Candidate, Known, Likeness, Values
from crm.bulk.regions import Located, is_abroad
from crm.core.text import folded


def person_values(row: PersonRow, located: Located, _zone: str) -> Values:
    """The columns of a person that a row fills; what it has no column for is kept beside."""
    beside = {
        "address": row.address,
        "postcode": row.postcode,
        "country": row.country if is_abroad(row.country) else "",
        "website": row.web,
        "institution": row.institution,
        "institution_code": row.institution_code,
    }
    return {
        "name": row.name,
        "sort_name": folded(row.name)[:200],
        "title_before": row.title_before,
        "title_after": row.title_after,
        "email": row.email or None,
        "phone": row.phone,
        "position": row.position,
        "city": row.city,
        "regency_code": located.regency_code,
        "born_on": row.born_on,
        "note": row.note,
        "extras": row.extras | {name: text for name, text in beside.items() if text},
    }


def claims(values: Values, reference: str) -> list[str]:
    """An e-mail address identifies, else a telephone number with the name, else the reference."""
    return [*keys(values), reference] if reference else keys(values)


def keys(values: Mapping[str, Any]) -> list[str]:
    """The address, and the number together with the name."""
    found = [f"email|{values['email']}"] if values.get("email") else []
    phone = str(values.get("phone") or "")
    return [*found, f"phone|{phone}|{values['sort_name']}"] if phone.startswith("+") else found


def objection(candidate: Candidate, known: Known, key: str) -> str:
    """An address that stands with another name is a conflict; a reference may be given anew."""
    if not another_person(candidate.values["name"], str(known.values["name"])):
        return ""
    return "other_person" if key.startswith("email|") else IGNORED


PEOPLE = Likeness(
    keys=keys,
    objection=objection,
    fillable=(
        *("title_before", "title_after", "email", "phone", "position"),
        *("city", "regency_code", "born_on", "note"),
    ),
    together=(("city", "regency_code"),),
    personal=True,
)
