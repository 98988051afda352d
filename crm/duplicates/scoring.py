"""How alike two records are, and why: a sum of weights over what they share. Pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.core.later import Later

fuzz = Later("rapidfuzz.fuzz")
OTHER = "other_"
ALIKE, NEARLY = 90, 75
"""Names alike by so many percent are near; names that sound the same need not be so near."""
SILENT = frozenset({"sound", "family"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of one record: official codes, and for each sign what it tells."""

    record_id: int
    codes: Mapping[str, str]
    told: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two records count as one, and the signs that speak for and against it."""

    score: int
    signs: list[dict[str, Any]]


def likeness(one: Facts, other: Facts, weights: Mapping[str, int]) -> Likeness | None:
    """The likeness of two records; none when an official code says that they are two."""
    if any(one.codes[name] != other.codes[name] for name in one.codes if name in other.codes):
        return None
    shared = {sign: value for sign in one.told if (value := _common(one, other, sign)) is not None}
    if "name" not in shared and _are_near(one, other, sounds_alike="sound" in shared):
        shared["near_name"] = ""
    against = [sign for sign in weights if sign.startswith(OTHER) and _differ(one, other, sign)]
    signs: list[dict[str, Any]] = [
        {"sign": sign, "value": shared.get(sign, ""), "weight": weights[sign]}
        for sign in weights
        if (sign in shared or sign in against) and sign not in SILENT
    ]
    return Likeness(sum(sign["weight"] for sign in signs), signs)


def _common(one: Facts, other: Facts, sign: str) -> str | None:
    theirs = other.told.get(sign, ())
    return next((value for value in one.told[sign] if value in theirs), None)


def _differ(one: Facts, other: Facts, sign: str) -> bool:
    known = sign.removeprefix(OTHER)
    has_both = one.told.get(known) and other.told.get(known)
    return bool(has_both) and _common(one, other, known) is None


def _are_near(one: Facts, other: Facts, *, sounds_alike: bool) -> bool:
    """Tell whether two names differ by no more than a typing error or an old spelling."""
    enough = NEARLY if sounds_alike else ALIKE
    return any(
        fuzz.ratio(mine, theirs, score_cutoff=enough) > 0
        for mine in one.told.get("name", ())
        for theirs in other.told.get("name", ())
    )
