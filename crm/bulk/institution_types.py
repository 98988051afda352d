"""What kind of institution a name or a column tells of (domain 5.1)."""

import re

from crm.bulk.columns import squeezed
from crm.core.text import folded
from crm.institutions.models import InstitutionType as Type

_LIBRARY_WORDS = ("perpustakaan", "taman baca", "library")
_LIBRARY = re.compile(r"(?:upt|uptd|upa|unit|dinas|pusat|badan)?\s*\b(?:perpustakaan|taman baca)\b")
_LIBRARIES = (
    (r"\b(?:rs[a-z]{0,4}|rumah sakit|hospital)\b", Type.HOSPITAL_LIBRARY),
    (r"\bpuskesmas\b", Type.PUSKESMAS_CORNER),
    (r"\bdinas kesehatan\b", Type.HEALTH_OFFICE_LIBRARY),
    (r"\b(?:poltekkes|politeknik kesehatan)\b", Type.POLTEKKES_LIBRARY),
    (r"\b(?:stikes\w*|sekolah tinggi ilmu kesehatan)\b", Type.STIKES_LIBRARY),
    (r"\b(?:kedokteran gigi|fkg|farmasi)\b", Type.DENTISTRY_PHARMACY_FACULTY_LIBRARY),
    (r"\b(?:kedokteran|fk|medical)\b", Type.MEDICAL_FACULTY_LIBRARY),
    (r"\b(?:keperawatan|fik|nursing)\b", Type.NURSING_FACULTY_LIBRARY),
    (r"\b(?:kesehatan masyarakat|fkm|public health)\b", Type.PUBLIC_HEALTH_FACULTY_LIBRARY),
    (r"\bkementerian kesehatan\b|\bkemenkes\b", Type.MOH_UNIT_LIBRARY),
    (
        r"\b(?:universitas|university|institut|iain|uin|stain|politeknik|akademi|sekolah tinggi)\b",
        Type.UNIVERSITY_CENTRAL_LIBRARY,
    ),
    (
        r"\b(?:umum|public|nasional|daerah|provinsi|kabupaten|kota|desa)\b",
        Type.PUBLIC_LIBRARY_PARTNER,
    ),
)
_SCHOOLS = (
    r"poltekkes|politeknik|politenik|stikes\w*|stik|akademi|akper|akbid|akfar|aktek|akkes"
    r"|universitas|institut|sekolah tinggi|iain|uin"
)
_UNITS = (
    (r"(?:upt|uptd|upf|blud)?\s*(?:puskesmas|pusat kesehatan masyarakat)\b", Type.PUSKESMAS),
    (r"(?:suku )?dinas kesehatan\b|dinkes\b", Type.HEALTH_OFFICE),
    (rf"(?:{_SCHOOLS})\b", Type.HEALTH_SCHOOL),
    (r"rs[a-z]{0,4}\b|.*\b(?:rumah sakit|hospitals?)\b", Type.HOSPITAL),
)
_FROM_LIBRARY = [(re.compile(rf".*(?:{pattern})"), kind) for pattern, kind in _LIBRARIES]
_FROM_UNIT = [(re.compile(pattern), kind) for pattern, kind in _UNITS]
_BY_CODE_COLUMN = {"koders": Type.HOSPITAL, "kodept": Type.HEALTH_SCHOOL}
_BY_WORD = {squeezed(kind.value): kind for kind in Type}


def institution_type(name: str, *, code_column: str = "", said: str = "") -> Type:
    """The type that a cell says outright, else that of the code's column, the name, the cell."""
    return (
        _BY_WORD.get(squeezed(said))
        or _BY_CODE_COLUMN.get(code_column)
        or _by_name(name)
        or _first_match(_FROM_UNIT, folded(said))
        or Type.OTHER
    )


def is_type(said: str) -> bool:
    """Tell whether a cell says a type outright."""
    return squeezed(said) in _BY_WORD


def _by_name(name: str) -> Type | None:
    words = folded(name)
    if _is_library(words):
        return _first_match(_FROM_LIBRARY, words) or Type.SPECIAL_LIBRARY_OTHER
    return _first_match(_FROM_UNIT, words)


def _is_library(words: str) -> bool:
    """Tell whether folded words name a library; most names hold none of its words at all."""
    if not any(map(words.__contains__, _LIBRARY_WORDS)):
        return False
    return "library" in words.split() or _LIBRARY.match(words) is not None


def _first_match(patterns: list[tuple[re.Pattern[str], Type]], words: str) -> Type | None:
    for pattern, kind in patterns:
        if pattern.match(words):
            return kind
    return None
