"""What kinds, fields, outcomes and states of imports are called, and their tones."""

from typing import Any

from crm.bulk.models import Import, ImportedRow
from crm.bulk.outcomes import Outcome
from crm.bulk.vocabulary import ImportKind, ImportState, MatchBy, Verdict
from crm.core.words import lazy_gettext as _l

KIND_NAMES: dict[ImportKind, Any] = {
    ImportKind.PARENT_BODIES: _l("Parent bodies"),
    ImportKind.INSTITUTIONS: _l("Institutions"),
    ImportKind.PEOPLE: _l("People"),
    ImportKind.AFFILIATIONS: _l("Affiliations"),
    ImportKind.AGREEMENTS: _l("Agreements of the past"),
    ImportKind.GATHERINGS: _l("Gatherings of the past"),
}

LIST_NAMES: dict[ImportKind, Any] = {
    ImportKind.PARENT_BODIES: _l("Open the parent bodies"),
    ImportKind.INSTITUTIONS: _l("Open the institutions"),
    ImportKind.PEOPLE: _l("Open the people"),
    ImportKind.AFFILIATIONS: _l("Open the people"),
    ImportKind.AGREEMENTS: _l("Open the agreements"),
    ImportKind.GATHERINGS: _l("Open the gatherings"),
}

FIELD_NAMES: dict[str, Any] = {
    "reference": _l("The file's own reference"),
    "code": _l("Official code"),
    "name": _l("Name"),
    "type": _l("Type"),
    "level": _l("Level"),
    "parent": _l("Parent body"),
    "regency_code": _l("Code of the regency or city"),
    "regency_code_2022": _l("Code of the regency or city in 2022"),
    "regency": _l("Regency or city"),
    "province": _l("Province"),
    "area": _l("Regency and province in one"),
    "latitude": _l("Latitude"),
    "longitude": _l("Longitude"),
    "coordinates": _l("Latitude and longitude in one"),
    "address": _l("Address"),
    "city": _l("Town"),
    "postcode": _l("Postcode"),
    "country": _l("Country"),
    "phone": _l("Phone"),
    "email": _l("E-mail"),
    "website": _l("Website"),
    "first": _l("First name"),
    "middle": _l("Middle name"),
    "last": _l("Last name"),
    "title_front": _l("Title before the name"),
    "title_back": _l("Title after the name"),
    "position": _l("Position"),
    "institution": _l("Institution"),
    "institution_code": _l("Code of the institution"),
    "birth_date": _l("Date of birth"),
    "note": _l("Note"),
    "person": _l("Person"),
    "role": _l("Role"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "title": _l("Title"),
    "instrument": _l("Kind of agreement"),
    "number": _l("Number"),
    "first_party": _l("First party"),
    "partner": _l("Partner"),
    "partner_reference": _l("The file's number of the partner"),
    "partner_code": _l("Code of the partner"),
    "purpose": _l("What it is about"),
    "signed_on": _l("Signed on"),
    "uid": _l("Name in calendars (UID)"),
    "starts_at": _l("Begins"),
    "ends_at": _l("Ends"),
    "hours": _l("Time of day"),
    "place": _l("Place"),
    "link": _l("Link"),
    "form": _l("Kind of gathering"),
    "status": _l("Status"),
}

OUTCOME_NAMES: dict[Outcome, Any] = {
    Outcome.ACCEPTED: _l("New"),
    Outcome.UPDATED: _l("Updated"),
    Outcome.DUPLICATE: _l("Known already"),
    Outcome.CONFLICT: _l("In conflict"),
    Outcome.REJECTED: _l("Rejected"),
}
OUTCOME_LOOKS = {
    Outcome.ACCEPTED: ("good", "plus"),
    Outcome.UPDATED: ("move", "pencil"),
    Outcome.DUPLICATE: ("past", "check"),
    Outcome.CONFLICT: ("wait", "git-compare"),
    Outcome.REJECTED: ("stop", "alert-circle"),
}
KEY_NAMES: dict[MatchBy, Any] = {
    MatchBy.EMAIL: _l("e-mail address"),
    MatchBy.PHONE: _l("telephone number"),
    MatchBy.NAME: _l("name and region"),
}
USUAL_KEYS: dict[ImportKind, Any] = {
    ImportKind.INSTITUTIONS: _l("official code, else name and region (usual)"),
    ImportKind.PARENT_BODIES: _l("official code, else name and region (usual)"),
    ImportKind.PEOPLE: _l("e-mail address, else telephone number with the name (usual)"),
}
VERDICT_NAMES: dict[Verdict, Any] = {
    Verdict.KEEP: _l("What is stored was kept"),
    Verdict.TAKE: _l("What the file says was taken"),
    Verdict.NEW: _l("Both are right: the row was added"),
}


def import_badge(of: Import) -> tuple[str, str]:
    """The word and the tone of how far an import is."""
    if of.state is ImportState.APPLIED:
        return str(_l("Imported")), "good"
    if of.state is ImportState.UNDONE:
        return str(_l("Taken back")), "past"
    return str(_l("Nothing written yet")), "wait"


def outcome_badge(row: ImportedRow) -> tuple[str, str, str]:
    """The word, the tone and the icon of what becomes of a row."""
    return str(OUTCOME_NAMES[row.outcome]), *OUTCOME_LOOKS[row.outcome]


def field_name(field: str) -> str:
    """What a field is called."""
    return str(FIELD_NAMES.get(field, field))


SEPARATOR_NAMES = {
    ",": _l("comma"),
    ";": _l("semicolon"),
    "\t": _l("tab"),
    "|": _l("upright stroke"),
}


def separator_name(sign: str) -> str:
    """What a separator is called."""
    return str(SEPARATOR_NAMES.get(sign, sign))


ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "latin-1": "ISO 8859-1",
    "big5": "Big5",
    "shift_jis": "Shift JIS",
}
"""As programs that save tables call them."""


def encoding_name(codec: str) -> str:
    """What an encoding is called."""
    return ENCODING_NAMES.get(codec.removesuffix("-le").removesuffix("-be"), codec)


ON_PAGES: dict[str, Any] = {
    "encoding_name": encoding_name,
    "field_name": field_name,
    "import_badge": import_badge,
    "import_kinds": KIND_NAMES,
    "import_lists": LIST_NAMES,
    "outcome_badge": outcome_badge,
    "separator_name": separator_name,
    "verdict_names": VERDICT_NAMES,
}
