"""What a row about an institution or a parent body becomes."""

import re

from crm.bulk import cells
from crm.bulk.cells import Doubt, Reader, name_within, text_within
from crm.bulk.columns import squeezed
from crm.bulk.countries import phone_region
from crm.bulk.institution_types import institution_type, is_type
from crm.bulk.kinds import InstitutionRow, Place
from crm.bulk.values import Values

READERS: dict[str, Reader] = {
    "reference": cells.reference,
    "code": cells.code,
    "name": name_within(255),
    "type": text_within(100),
    "level": text_within(40),
    "parent": text_within(255),
    "regency_code": cells.regency_code,
    "regency_code_2022": cells.regency_code,
    "regency": text_within(80),
    "province": text_within(80),
    "area": text_within(160),
    "latitude": cells.latitude,
    "longitude": cells.longitude,
    "coordinates": cells.coordinates,
    "address": text_within(1000),
    "city": text_within(80),
    "postcode": text_within(10),
    "country": text_within(80),
    "phone": text_within(200),
    "email": cells.email,
    "website": text_within(200),
}
_POINT = re.compile(r"\s*\(\s*(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*\)\s*$")


def built(values: Values) -> InstitutionRow:
    """The record of one institution; refused without a name."""
    values.needed("no_name", "name")
    text = values.text
    said, name = text("type"), text("name")
    if said and not is_type(said):
        values.keep("type")
    return InstitutionRow(
        line=values.line,
        name=name,
        place=_place(values),
        reference=text("reference"),
        code=text("code"),
        type=institution_type(name, code_column=_code_column(values), said=said),
        level=text("level"),
        parent=text("parent"),
        phone=phone_in(values),
        email=text("email"),
        web=text("website"),
        extras=values.extras,
    )


def _code_column(values: Values) -> str:
    return squeezed(values.columns.get("code", "")) if "code" in values.found else ""


def _place(values: Values) -> Place:
    text = values.text
    regency, province = _area(values)
    point = _point(values)
    return Place(
        regency_code=text("regency_code"),
        regency_code_2022=text("regency_code_2022"),
        regency=regency,
        province=province,
        city=text("city"),
        country=text("country"),
        address=_POINT.sub("", text("address")) if "address" in values.found else "",
        postcode=text("postcode"),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
    )


def _area(values: Values) -> tuple[str, str]:
    """Regency and province, each from its own column or both from one cell."""
    regency, _, province = values.text("area").partition(",")
    return values.text("regency") or regency.strip(), values.text("province") or province.strip()


def _point(values: Values) -> tuple[float, float] | None:
    """Latitude and longitude: from two columns, from one, or from the end of the address."""
    found = values.found
    if "latitude" in found or "longitude" in found:
        return _checked(values, found.get("latitude"), found.get("longitude"))
    if found.get("coordinates"):
        return _checked(values, *found["coordinates"])
    written = _POINT.search(values.text("address")) if "address" in found else None
    return (float(written.group(1)), float(written.group(2))) if written else None


def _checked(
    values: Values, latitude: float | None, longitude: float | None
) -> tuple[float, float] | None:
    """Both or none; where equator and Greenwich meet lies nobody, only forms left empty."""
    if latitude is None or longitude is None:
        return None
    if latitude == longitude == 0:
        values.warn("impossible_coordinates", "latitude", "0, 0")
        return None
    return latitude, longitude


def phone_in(values: Values) -> str:
    """The telephone number as +62…, or as written with a warning."""
    written = values.text("phone")
    if not written:
        return ""
    try:
        return cells.phone(written, phone_region(values.found.get("country")))
    except Doubt as doubt:
        return str(values.doubt(doubt, "phone", written))
