"""How rows about gatherings of the past are recognised, and what they become."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from crm.bulk.kinds import GatheringRow
from crm.bulk.matching import IGNORED, Candidate, Known, Likeness, Values
from crm.bulk.regions import Located
from crm.core.text import folded
from crm.gatherings.models import Gathering, GatheringKind, past_gathering

_KINDS = (
    (GatheringKind.MUNAS, "munas | musyawarah nasional | kongres"),
    (
        GatheringKind.WORKSHOP,
        (
            "workshop | lokakarya | pelatihan | bimtek | bimbingan teknis | seminar | webinar"
            " | training"
        ),
    ),
    (GatheringKind.AUDIENCE, "audiensi | audience"),
    (GatheringKind.WORKING_GROUP, "working group | working_group | kelompok kerja | pokja"),
    (GatheringKind.INFORMAL, "informal | silaturahmi | ngobrol | percakapan | conversation"),
)
_LONGEST_UID = 120


def kind_of(*said: str) -> GatheringKind:
    """The kind that a cell names, else the title; a meeting where neither does."""
    for words in map(folded, said):
        padded = f" {words} "
        for kind, names in _KINDS:
            if any(f" {folded(name)} " in padded for name in names.split(" | ")):
                return kind
    return GatheringKind.REGULAR


def uid_within(uid: str) -> str:
    """What calendars call it; a name too long for its place stands as its digest."""
    return uid if len(uid) <= _LONGEST_UID else f"{sha256(uid.encode()).hexdigest()}@long.mitra"


def values(row: GatheringRow, _located: Located, zone: str) -> Values:
    """The columns of a gathering that a row fills; one that lies ahead is only a draft."""
    usual = row.begins.zone.key if isinstance(row.begins.zone, ZoneInfo) else zone
    starts_at = row.begins.begin(usual)
    ends_at = max(starts_at, (row.ends or row.begins).end(usual))
    return {
        "name": row.title,
        "identified": bool(row.uid),
        **past_gathering(
            kind=kind_of(row.form, row.title),
            title=row.title,
            starts_at=starts_at,
            ends_at=ends_at,
            zone=usual,
            place=row.place,
            link=row.link,
            uid=uid_within(row.uid),
            is_cancelled=row.is_cancelled,
        ),
    }


def claims(said: Values, reference: str) -> list[str]:
    """What calendars call it, and nothing else; else the file's reference, else title and start."""
    if said["identified"]:
        return [_uid_key(said)]
    return [reference, _title_key(said)] if reference else [_title_key(said)]


def keys(known: Mapping[str, Any]) -> list[str]:
    """Under both."""
    return [_uid_key(known), _title_key(known)]


def _uid_key(of: Mapping[str, Any]) -> str:
    return f"uid|{of['uid']}"


def _title_key(of: Mapping[str, Any]) -> str:
    return f"title|{folded(of['name'])}|{of['starts_at'].timestamp():.0f}"


def objection(candidate: Candidate, known: Known, key: str) -> str:
    """A reference that stands for a gathering at another time is given anew."""
    same = candidate.values["starts_at"] == known.values["starts_at"]
    return "" if same or not key.startswith("reference|") else IGNORED


def found_by(candidates: Sequence[Candidate]) -> Iterable[sa.ColumnElement[bool]]:
    """Those that calendars call so, or that began at the same instants."""
    uids = {one.values["uid"] for one in candidates if one.values["identified"]}
    starts = {one.values["starts_at"] for one in candidates if not one.values["identified"]}
    asked = ((Gathering.uid, uids), (Gathering.starts_at, starts))
    return [column.in_(sorted(wanted)) for column, wanted in asked if wanted]


def stored() -> Any:
    """Gatherings as rows are compared with them."""
    return sa.select(
        Gathering.id,
        Gathering.title.label("name"),
        Gathering.uid,
        Gathering.starts_at,
        Gathering.place,
    )


GATHERINGS = Likeness(
    keys=keys, objection=objection, fillable=("place",), telling=("name", "starts_at", "uid")
)
