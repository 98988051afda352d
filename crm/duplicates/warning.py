"""A warning while somebody enters a new record: there is one like this already."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from crm.accounts.models import User
from crm.core.db import db
from crm.core.text import clean
from crm.duplicates.kinds import Kind
from crm.duplicates.listing import Side, sides_of
from crm.duplicates.queries import records_sharing, rule_for
from crm.duplicates.scanning import facts_of
from crm.duplicates.scoring import Facts, likeness

FEW = 5
LEAST = 25
"""So much must speak for it: a name that only sounds alike, or a telephone, is enough to look."""
LONGEST = 200


@dataclass(frozen=True)
class Like:
    """A record that is like the one being entered, and why."""

    side: Side
    signs: list[dict[str, Any]]


def likes_of(kind: Kind, given: Mapping[str, str], user: User) -> list[Like]:
    """The records most like what was typed so far, as far as the reader may see them."""
    typed = {name: clean(given.get(name, ""))[:LONGEST] for name in kind.keyed}
    keys = list(dict.fromkeys(kind.keys(SimpleNamespace(**typed))))
    if not keys:
        return []
    ids = list(db.session.scalars(records_sharing(kind, keys)))
    told: dict[str, list[str]] = {}
    for sign, value in keys:
        told.setdefault(sign, []).append(value)
    weights = rule_for(kind).weights
    likes = [
        (found, one.record_id)
        for one in facts_of(kind, ids).values()
        if (found := likeness(Facts(0, {}, told), one, weights)) and found.score >= LEAST
    ]
    likes.sort(key=lambda like: (-like[0].score, like[1]))
    return _shown(kind, [(alike.signs, one) for alike, one in likes[:FEW]], user)


def _shown(kind: Kind, likes: list[tuple[list[dict[str, Any]], int]], user: User) -> list[Like]:
    visible = kind.visible(user).where(kind.model.id.in_([one for _signs, one in likes]))
    ids = [record.id for record in db.session.scalars(visible).unique()]
    sides = sides_of(kind, ids)
    return [Like(sides[one], signs) for signs, one in likes if one in sides]
