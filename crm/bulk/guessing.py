"""What the columns of a file without a header may be, by what stands in them."""

import re
from collections.abc import Sequence

from crm.bulk.known import FIELDS

_LOOKS = (
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("phone", re.compile(r"\+?[\d\s()./-]{7,20}")),
    ("website", re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("regency_code", re.compile(r"\d\d\.\d\d")),
    ("name", re.compile(r".*[^\W\d_]{2}.*")),
)


def by_content(kind: str, samples: Sequence[Sequence[str]]) -> dict[int, str]:
    """The field that each column looks like, each field once; only a draft for a person."""
    found: dict[int, str] = {}
    width = max(map(len, samples), default=0)
    for field, looks in _LOOKS:
        fitting = (
            place
            for place in range(width)
            if field in FIELDS[kind] and place not in found and _all_look(samples, place, looks)
        )
        place = next(fitting, None)
        if place is not None:
            found[place] = field
    return found


def _all_look(samples: Sequence[Sequence[str]], place: int, looks: re.Pattern[str]) -> bool:
    said = [row[place] for row in samples if place < len(row) and row[place]]
    return bool(said) and all(map(looks.fullmatch, said))
