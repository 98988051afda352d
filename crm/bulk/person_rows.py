"""What a row about a person becomes."""

from crm.bulk import cells
from crm.bulk.cells import Reader, name_within, text_within
from crm.bulk.institution_rows import phone_in
from crm.bulk.kinds import PersonRow
from crm.bulk.values import Values
from crm.core.text import folded, split_titles

_PART = text_within(100)

READERS: dict[str, Reader] = {
    "reference": cells.reference,
    "name": name_within(200),
    "first": _PART,
    "middle": _PART,
    "last": _PART,
    "title_front": text_within(80),
    "title_back": text_within(120),
    "position": text_within(200),
    "institution": text_within(255),
    "institution_code": cells.code,
    "birth_date": cells.day,
    "note": text_within(cells.MOST_TEXT_SIGNS),
    "address": text_within(1000),
    "city": text_within(80),
    "postcode": text_within(10),
    "country": text_within(80),
    "phone": text_within(200),
    "email": cells.email,
    "website": text_within(200),
}


def built(values: Values) -> PersonRow:
    """The record of one person; refused without a name, warned about without an address."""
    text = values.text
    titled = split_titles(_written_name(values))
    if not values.found.get("email"):
        values.warn("no_email", "email")
    return PersonRow(
        line=values.line,
        name=titled.name,
        title_before=_title(titled.front, text("title_front"), titled.name),
        title_after=_title(titled.back, text("title_back"), titled.name),
        reference=text("reference"),
        email=text("email"),
        phone=phone_in(values),
        position=text("position"),
        institution=text("institution"),
        institution_code=text("institution_code"),
        city=text("city"),
        address=text("address"),
        postcode=text("postcode"),
        country=text("country"),
        web=text("website"),
        born_on=values.found.get("birth_date"),
        note=text("note"),
        extras=values.extras,
    )


def _written_name(values: Values) -> str:
    """The name as one column has it, else its parts joined."""
    parts = [values.text(name) for name in ("first", "middle", "last")]
    whole = values.text("name")
    if whole:
        for part in ("first", "middle", "last"):
            values.keep(part)
        return whole
    return str(name_within(200)(" ".join(filter(None, parts))))


def _title(found: str, given: str, name: str) -> str:
    """The title of its own column, unless the name bears it already."""
    is_in_name = folded(given) in folded(name).split()
    return found or ("" if is_in_name else given)
