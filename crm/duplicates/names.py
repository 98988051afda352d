"""Names as keys: what two spellings of the same name share, and what merely sounds the same."""

import re
from functools import lru_cache

from crm.core.text import folded, institution_key, person_key

_SHORT_FORMS = {
    "fk": "fakultas kedokteran",
    "fkg": "fakultas kedokteran gigi",
    "fkm": "fakultas kesmas",
    "fik": "fakultas keperawatan",
    "fkep": "fakultas keperawatan",
    "ff": "fakultas farmasi",
    "fak": "fakultas",
    "perpus": "",
    "upt": "",
    "univ": "universitas",
    "inst": "institut",
    "stikes": "stikes",
    "poltekes": "poltekkes",
    "ri": "",
    "republik": "",
    "indonesia": "",
}
_LONG_FORMS = (
    (re.compile(r"\bsekolah tinggi ilmu kesehatan\b"), "stikes"),
    (re.compile(r"\bpoliteknik kesehatan\b"), "poltekkes"),
    (re.compile(r"\bfakultas ilmu keperawatan\b"), "fakultas keperawatan"),
    (re.compile(r"\b(?:fakultas|fak) kesehatan masyarakat\b"), "fakultas kesmas"),
    (re.compile(r"\b(?:kementerian kesehatan|kementrian kesehatan)\b"), "kemenkes"),
)
_SPELLINGS = (
    (re.compile("oe"), "u"),
    (re.compile("dj"), "j"),
    (re.compile("tj"), "c"),
    (re.compile("sj|sy"), "s"),
    (re.compile("nj"), "ny"),
    (re.compile("ch|kh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("[vw]"), "f"),
    (re.compile("z"), "j"),
    (re.compile("q"), "k"),
)
_VOWELS = re.compile(r"(?<=\w)[aeiouyh]")
_TWICE = re.compile(r"(\w)\1+")


@lru_cache(maxsize=65536)
def person_name_key(name: str) -> str:
    """The words of a person's name without titles, whatever their order."""
    return " ".join(sorted(person_key(name).split()))[:120]


@lru_cache(maxsize=65536)
def institution_name_key(name: str) -> str:
    """The telling words of an institution's name: FK Lazuardi is Fakultas Kedokteran Lazuardi.

    Kinds (RS, RSUD, Puskesmas, Universitas, Dinas …) are left out; a name of nothing else keeps
    them.
    """
    words = folded(name)
    for pattern, short in _LONG_FORMS:
        words = pattern.sub(short, words)
    spelled = " ".join(_SHORT_FORMS.get(word, word) for word in words.split())
    return " ".join(dict.fromkeys(institution_key(spelled or words).split()))[:120]


@lru_cache(maxsize=65536)
def sound_key(name_key: str) -> str:
    """What a name sounds like: old spellings, doubled letters and vowels make no difference."""
    said = name_key
    for pattern, plain in _SPELLINGS:
        said = pattern.sub(plain, said)
    return " ".join(sorted(map(_skeleton, said.split())))


def _skeleton(word: str) -> str:
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))
