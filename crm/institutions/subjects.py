"""Subjects of health literature by the classes of the NLM and the branches of MeSH (domain 5.2)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from crm.core.words import lazy_gettext as _l
from crm.institutions.models import Scheme

NLM: dict[str, Any] = {
    "QS": _l("Human anatomy"),
    "QT": _l("Physiology"),
    "QU": _l("Biochemistry, cell biology and genetics"),
    "QV": _l("Pharmacology"),
    "QW": _l("Microbiology and immunology"),
    "QX": _l("Parasitology"),
    "QY": _l("Clinical laboratory pathology"),
    "QZ": _l("Pathology"),
    "W": _l("Health professions"),
    "WA": _l("Public health"),
    "WB": _l("Practice of medicine"),
    "WC": _l("Communicable diseases"),
    "WD": _l("Metabolic, nutritional and environmental diseases"),
    "WE": _l("Musculoskeletal system"),
    "WF": _l("Respiratory system"),
    "WG": _l("Cardiovascular system"),
    "WH": _l("Blood and lymph"),
    "WI": _l("Digestive system"),
    "WJ": _l("Urogenital system"),
    "WK": _l("Endocrine system"),
    "WL": _l("Nervous system"),
    "WM": _l("Psychiatry"),
    "WN": _l("Diagnostic imaging"),
    "WO": _l("Surgery"),
    "WP": _l("Gynaecology"),
    "WQ": _l("Obstetrics"),
    "WR": _l("Dermatology"),
    "WS": _l("Paediatrics"),
    "WT": _l("Geriatrics and chronic disease"),
    "WU": _l("Dentistry and oral surgery"),
    "WV": _l("Otolaryngology"),
    "WW": _l("Ophthalmology"),
    "WX": _l("Hospitals and other health facilities"),
    "WY": _l("Nursing"),
    "WZ": _l("History of medicine"),
}

MESH: dict[str, Any] = {
    "A": _l("Anatomy"),
    "B": _l("Organisms"),
    "C": _l("Diseases"),
    "D": _l("Chemicals and drugs"),
    "E": _l("Techniques and equipment"),
    "F": _l("Psychiatry and psychology"),
    "G": _l("Phenomena and processes"),
    "H": _l("Disciplines and occupations"),
    "I": _l("Anthropology, education and society"),
    "J": _l("Technology, industry and agriculture"),
    "K": _l("Humanities"),
    "L": _l("Information science"),
    "M": _l("Named groups of people"),
    "N": _l("Health care"),
}

NAMES: dict[Scheme, dict[str, Any]] = {Scheme.NLM: NLM, Scheme.MESH: MESH}


class Subject(NamedTuple):
    """One subject of one scheme."""

    scheme: Scheme
    subject: str

    @property
    def key(self) -> str:
        """The subject as one word: nlm:WG."""
        return f"{self.scheme}:{self.subject}"

    @property
    def name(self) -> str:
        """What the subject is called, with its code."""
        scheme = "MeSH " if self.scheme is Scheme.MESH else ""
        return f"{NAMES[self.scheme].get(self.subject, self.subject)} ({scheme}{self.subject})"


def subjects() -> Iterator[Subject]:
    """Every subject that can be chosen."""
    for scheme, names in NAMES.items():
        for code in names:
            yield Subject(scheme, code)


def subject_keyed(key: str) -> Subject:
    """The subject with this key."""
    scheme, _colon, code = key.partition(":")
    return Subject(Scheme(scheme), code)
