"""Columns of a file and what they mean: the names known without a map, a map, a draft of one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from crm.bulk.known import FIELDS, NEEDED, NOT_THE_NAME
from crm.core.errors import NotValid
from crm.core.later import Later
from crm.core.words import lazy_gettext as _l

rapidfuzz = Later("rapidfuzz")

_SEPARATING = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TONGUES = re.compile(r"\s*/\s*")
_FEWEST_SIGNS = 3
_LESS_SURE = 1000
_LIKE_ENOUGH = 93
_KEPT = {"", "-", "extra", "ignore"}
_MOST_NAME_SIGNS = 100
OURS = "mitra:"
"""Columns that we add ourselves to what we give back bear this before their names."""


@lru_cache(1024)
def squeezed(name: str) -> str:
    """A column's name without case, blanks, underscores, hyphens and points."""
    return _SEPARATING.sub("", name).casefold()


@dataclass(frozen=True)
class Meaning:
    """What each column of a file stands for, by its place from nought.

    A column in neither `fields` nor `extras` is left out altogether: those that we added.
    """

    kind: str
    fields: Mapping[int, str]
    extras: Mapping[int, str]
    guessed_name: str | None = None
    unknown_fields: tuple[str, ...] = ()

    def place_of(self, wanted: str) -> int | None:
        """Where a field stands in a row."""
        return next((place for place, name in self.fields.items() if name == wanted), None)

    def as_map(self, names: Sequence[str]) -> dict[str, str]:
        """The same as a map that can be kept and given again."""
        return {names[place]: name for place, name in sorted(self.fields.items())}


class NoNameColumn(NotValid):
    """No column says what the rows are called; `draft` is a map for a person to complete."""

    def __init__(self, draft: dict[str, str], needed: Sequence[Sequence[str]]) -> None:
        """Keep the draft, and the fields that some column must stand for."""
        self.draft = draft
        self.needed = [" + ".join(fields) for fields in needed]
        super().__init__(
            _l(
                "No column says what the rows are called. Say in a map which means: %(fields)s.",
                fields=" / ".join(self.needed),
            )
        )


class NoSuchColumn(NotValid):
    """A map speaks of columns that the file does not have."""

    def __init__(self, missing: Sequence[str], columns: Sequence[str]) -> None:
        """Keep what is missing, and what there is."""
        self.columns = tuple(columns)
        super().__init__(
            _l(
                "The map names columns that the file does not have: %(missing)s.",
                missing=", ".join(missing),
            ),
            missing=missing,
        )


def is_known(name: str) -> bool:
    """Tell whether a column of this name is understood for some kind of record."""
    if len(name) >= _MOST_NAME_SIGNS:
        return False
    known, (whole, plain, parts) = _every_known_name(), _spellings(name)
    return whole in known or plain in known or (bool(parts) and known.issuperset(parts))


@lru_cache(1024)
def _spellings(name: str) -> tuple[str, str, tuple[str, ...]]:
    """The name squeezed; without its remark: "Telp (kantor)"; and each of "Nama / Name".

    A remark that names somebody or something else stays: "Telp (direktur)".
    """
    words = {word.casefold() for said in _REMARK.findall(name) for word in _WORDS.findall(said)}
    plain = name if NOT_THE_NAME & words else _REMARK.sub(" ", name)
    parts = _TONGUES.split(plain) if _TONGUES.search(plain) else ()
    return squeezed(name), squeezed(plain), tuple(map(squeezed, parts))


def _known_as(kind: str, name: str) -> tuple[str, int] | None:
    """The field that a column names, and how surely: as written before as meant.

    Two languages must mean the same: "Nama / Alamat" is neither.
    """
    known, (whole, plain, parts) = _known_names(kind), _spellings(name)
    if whole in known:
        return known[whole]
    said = (plain,) if plain in known else parts
    meant = {known[one][0] if one in known else "" for one in said}
    field = meant.pop() if len(meant) == 1 else ""
    return (field, _LESS_SURE) if field else None


@cache
def _every_known_name() -> frozenset[str]:
    return frozenset(name for kind in FIELDS for name in _known_names(kind))


@cache
def _known_names(kind: str) -> dict[str, tuple[str, int]]:
    """Each known name, squeezed, with its field and its rank among that field's names."""
    known: dict[str, tuple[str, int]] = {}
    for wanted, names in FIELDS[kind].items():
        for rank, name in enumerate([*names.split(" | "), wanted]):
            known.setdefault(squeezed(name), (wanted, rank))
    return known


def meaning_of(
    kind: str, names: Sequence[str], asked: Mapping[str, str | None] | None = None
) -> Meaning:
    """What the columns stand for: first by the map, then by their names.

    Raises NoNameColumn with a draft, or NoSuchColumn when the map names what is not there.
    """
    told, unknown = _told(kind, names, asked or {})
    fields = _by_name(kind, names, told)
    guessed = None
    if names and not _is_enough(kind, fields.values()):
        guessed = _guessed_name(kind, names, [*told, *fields])
        if guessed is None:
            raise NoNameColumn(draft_of(kind, names), NEEDED[kind])
        fields[guessed] = NEEDED[kind][0][0]
    extras = {
        place: told.get(place) or name
        for place, name in enumerate(names)
        if place not in fields and not name.startswith(OURS)
    }
    return Meaning(
        kind, fields, extras, None if guessed is None else names[guessed], tuple(unknown)
    )


def _told(
    kind: str, names: Sequence[str], asked: Mapping[str, str | None]
) -> tuple[dict[int, str], list[str]]:
    """The map by places: fields of ours, or a name under which the column is kept."""
    places = {squeezed(name): place for place, name in reversed(list(enumerate(names)))}
    places |= {name: place for place, name in reversed(list(enumerate(names)))}
    missing = [name for name in asked if _place(name, places) is None]
    if missing:
        raise NoSuchColumn(missing, names)
    told = {_place(name, places) or 0: _field_or_name(kind, asked[name]) for name in asked}
    unknown = [name for name in told.values() if name and name not in FIELDS[kind]]
    return told, unknown


def _field_or_name(kind: str, wanted: str | None) -> str:
    """The field of this name; else the name under which to keep the column, empty for its own."""
    known = _known_names(kind).get(squeezed(wanted or ""))
    if known:
        return known[0]
    return "" if (wanted or "") in _KEPT else str(wanted)


def _place(name: str, places: Mapping[str, int]) -> int | None:
    exact = places.get(name)
    return places.get(squeezed(name)) if exact is None else exact


def _by_name(kind: str, names: Sequence[str], told: Mapping[int, str]) -> dict[int, str]:
    """The fields, one column each: those of the map, then the first known name of each field."""
    fields = {place: name for place, name in told.items() if name in FIELDS[kind]}
    ranked = sorted(
        (rank, place, wanted)
        for place, name in enumerate(names)
        if place not in told and (found := _known_as(kind, name))
        for wanted, rank in [found]
    )
    for _, place, wanted in ranked:
        if wanted not in fields.values():
            fields[place] = wanted
    return fields


def _is_enough(kind: str, fields: Iterable[str]) -> bool:
    present = set(fields)
    return any(present.issuperset(one) for one in NEEDED[kind])


def _guessed_name(kind: str, names: Sequence[str], taken: Sequence[int]) -> int | None:
    """Indonesian puts the noun first: "nama rumah sakit" is a name, "nama kota" is not its own."""
    if NEEDED[kind][0] != ("name",):
        return None
    for place, name in enumerate(names):
        words = [word.casefold() for word in _WORDS.findall(name)]
        is_named = len(words) > 1 and words[0] == "nama" and not NOT_THE_NAME.intersection(words)
        if is_named and place not in taken:
            return place
    return None


def draft_of(kind: str, names: Sequence[str]) -> dict[str, str]:
    """A map for a person to correct: what each column might be, nothing where no idea comes."""
    known = _by_name(kind, names, {})
    draft: dict[str, str] = {}
    for place, name in enumerate(names):
        taken = {*known.values(), *draft.values()}
        draft[name] = known.get(place) or _likely(kind, name, taken)
    return draft


def _likely(kind: str, name: str, taken: set[str]) -> str:
    """The free field whose names the column's own words contain or resemble most."""
    words = " ".join(_WORDS.findall(name)).casefold()
    choices = {
        spelled: wanted
        for wanted, spellings in FIELDS[kind].items()
        if wanted not in taken
        for spelled in (spellings.replace("_", " ").split(" | "))
    }
    if len(words) < _FEWEST_SIGNS:
        return ""
    best = rapidfuzz.process.extractOne(
        words, choices.keys(), scorer=rapidfuzz.fuzz.token_set_ratio
    )
    return choices[best[0]] if best and best[1] >= _LIKE_ENOUGH else ""
