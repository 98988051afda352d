"""What the page of an institution shows to whom: which parts, and how much."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa

from crm.core.actors import Visitor
from crm.core.db import db
from crm.institutions.joining import BEFORE_MEMBERSHIP, Item, checklist_of
from crm.institutions.models import (
    MOVES,
    Belonging,
    CheckState,
    DataCheck,
    Institution,
    MembershipState,
    Need,
    OfferedService,
    Relation,
    Strength,
)
from crm.institutions.models.members import SEES_ALL
from crm.institutions.opening import ComingDay, coming_days
from crm.institutions.pulse import Pulse, pulse_at
from crm.institutions.queries import (
    belongings_of,
    checks_of,
    needs_of,
    relations_seen_by,
    services_offered_by,
    strengths_of,
    today,
)
from crm.institutions.words import MOVE_NAMES
from crm.permissions import Permission, Role
from crm.timeline.telling import History, told_history

Row = TypeVar("Row")
READS_NOTES = frozenset({Role.SECRETARIAT, Role.BOARD, Role.ADMIN})


class Part(StrEnum):
    """The parts of the page, each with its own address. Upper rooms fill the last four."""

    TIMELINE = "timeline"
    PROFILE = "profile"
    NEEDS = "needs"
    SHARING = "sharing"
    GATHERINGS = "gatherings"
    CAMPAIGNS = "campaigns"
    LETTERS = "letters"


@dataclass(frozen=True)
class Portrait:
    """One institution as one reader may see it."""

    part: Part
    is_known: bool
    is_editable: bool
    is_staff: bool
    sees_all: bool
    reads_notes: bool
    has_history: bool
    belongings: list[Belonging]
    services: list[OfferedService]
    history: History | None
    moves: list[MembershipState]
    checklist: list[Item]
    needs: list[Need]
    strengths: list[Strength]
    relations: list[Relation]
    coming: list[ComingDay]
    check: DataCheck | None
    pulse: Pulse | None


def portrait_of(institution: Institution, reader: Visitor, part: Part | None) -> Portrait:
    """Ask for what this reader's page needs. Costs seven statements at most."""
    known = institution.is_known_to(reader)
    has_history = institution.has_timeline_for(reader)
    shown = _part_for(part, known=known, has_history=has_history)
    staff = reader.can(Permission.EDIT_INSTITUTIONS)
    return Portrait(
        part=shown,
        is_known=known,
        is_editable=institution.is_editable_by(reader),
        is_staff=staff,
        sees_all=Role(reader.role_word) in SEES_ALL,
        reads_notes=Role(reader.role_word) in READS_NOTES,
        has_history=has_history,
        belongings=_rows(known, belongings_of, institution),
        services=_rows(shown is Part.PROFILE, services_offered_by, [institution.id]),
        history=told_history(institution, reader) if shown is Part.TIMELINE else None,
        moves=[to for to in MOVE_NAMES if staff and to in MOVES[institution.state]],
        checklist=checklist_of(institution) if staff and applies(institution) else [],
        needs=_rows(shown is Part.NEEDS, needs_of, institution),
        strengths=_rows(shown is Part.PROFILE, strengths_of, institution),
        coming=coming_days(institution) if shown is Part.PROFILE else [],
        relations=_rows(shown is Part.PROFILE, relations_seen_by, reader, institution),
        check=db.session.scalar(_waiting(institution)) if staff and institution.is_member else None,
        pulse=pulse_at(institution, on=today()) if _feels(institution, reader) else None,
    )


def _feels(institution: Institution, reader: Visitor) -> bool:
    """Tell whether the pulse is taken and shown: of members, to the staff and the own people."""
    return institution.is_member and institution.has_history_for(reader)


def _rows(wanted: bool, question: Callable[..., sa.Select[Row]], *about: Any) -> list[Row]:
    """The rows of a question, where this part of the page shows them."""
    return list(db.session.scalars(question(*about))) if wanted else []


def _waiting(institution: Institution) -> sa.Select[DataCheck]:
    return checks_of(institution).where(DataCheck.state == CheckState.WAITING).limit(1)


def applies(institution: Institution) -> bool:
    """Tell whether the institution is on its way into the network."""
    return institution.state in BEFORE_MEMBERSHIP


def _part_for(wanted: Part | None, *, known: bool, has_history: bool) -> Part:
    """The part asked for, or the first that there is for this reader."""
    if not known or (wanted in {None, Part.TIMELINE} and not has_history):
        return Part.PROFILE
    return wanted or Part.TIMELINE
