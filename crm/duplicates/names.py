"""Names as keys: what two spellings of the same name share, and what merely sounds the same."""

import re
from functools import lru_cache

from crm.core.text import folded, person_key, telling_words

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
    ("ilmu kesehatan", re.compile(r"\bsekolah tinggi ilmu kesehatan\b"), "stikes"),
    ("politeknik", re.compile(r"\bpoliteknik kesehatan\b"), "poltekkes"),
    ("ilmu keperawatan", re.compile(r"\bfakultas ilmu keperawatan\b"), "fakultas keperawatan"),
    (
        "kesehatan masyarakat",
        re.compile(r"\b(?:fakultas|fak) kesehatan masyarakat\b"),
        "fakultas kesmas",
    ),
    ("rian kesehatan", re.compile(r"\b(?:kementerian|kementrian) kesehatan\b"), "kemenkes"),
)
"""Each with what a name must hold to be worth a closer look: most names hold none of it."""
_SPELLINGS = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c")),
    *(("sj", "\0"), ("sy", "\0"), ("\0", "s"), ("nj", "ny")),
    *(("ch", "\0"), ("kh", "\0"), ("\0", "h"), ("ph", "f")),
    *(("v", "f"), ("w", "f"), ("z", "j"), ("q", "k")),
)
"""In this order. Two spellings of one sound meet in a sign of no name: neither makes the other."""
_SILENT = str.maketrans("", "", "aeiouyh")
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
    for telling, pattern, short in _LONG_FORMS:
        if telling in words:
            words = pattern.sub(short, words)
    spelled = " ".join(_SHORT_FORMS.get(word, word) for word in words.split())
    return " ".join(dict.fromkeys(telling_words(spelled or words)))[:120]


@lru_cache(maxsize=65536)
def sound_key(name_key: str) -> str:
    """What a name sounds like: old spellings, doubled letters and vowels make no difference."""
    return " ".join(sorted(map(_skeleton, name_key.split())))


@lru_cache(maxsize=16384)
def _skeleton(word: str) -> str:
    for spelling, plain in _SPELLINGS:
        word = word.replace(spelling, plain)
    return _TWICE.sub(r"\1", word[0] + word[1:].translate(_SILENT))
