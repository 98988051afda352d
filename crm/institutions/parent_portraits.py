"""What the page of a parent body shows: the tree around it, and every member under it."""

from dataclasses import dataclass
from enum import StrEnum

from crm.core.actors import Visitor
from crm.core.db import db
from crm.core.pages import Page, page_of
from crm.institutions.models import Backing, Institution, ParentBody, Subordination
from crm.institutions.models.members import NETWORK_STAFF
from crm.institutions.queries import (
    backings_of,
    bodies_above,
    institutions_below,
    subordinations_of,
    today,
)
from crm.institutions.rolling import RolledUp, rolled_up
from crm.permissions import Permission, Role
from crm.timeline.telling import History, told_history


class ParentPart(StrEnum):
    """The parts of the page, each with its own address."""

    MEMBERS = "members"
    TIMELINE = "timeline"


@dataclass(frozen=True)
class ParentPortrait:
    """One parent body as one reader may see it. `members` is rolled up through the whole tree."""

    part: ParentPart
    is_editable: bool
    has_history: bool
    chain: list[ParentBody]
    above: list[Subordination]
    below: list[Subordination]
    members: Page[Institution] | None
    history: History | None
    sums: RolledUp
    backings: list[Backing]


def parent_portrait_of(body: ParentBody, reader: Visitor, part: ParentPart) -> ParentPortrait:
    """Ask for what this reader's page needs. Costs ten statements at most."""
    edges = list(db.session.scalars(subordinations_of(body)))
    has_history = Role(reader.role_word) in NETWORK_STAFF
    tells = part is ParentPart.TIMELINE and has_history
    return ParentPortrait(
        part=part if tells else ParentPart.MEMBERS,
        is_editable=reader.can(Permission.EDIT_PARENT_BODIES),
        has_history=has_history,
        chain=list(db.session.scalars(bodies_above(body.id, on=today()))),
        above=[edge for edge in edges if edge.child_id == body.id],
        below=[edge for edge in edges if edge.parent_id == body.id],
        members=None if tells else members_page(body),
        history=told_history(body, reader) if tells else None,
        sums=rolled_up(body, on=today()),
        backings=list(db.session.scalars(backings_of(body))) if has_history else [],
    )


def members_page(body: ParentBody) -> Page[Institution]:
    """The institutions under a parent body, through every level, by name."""
    below = institutions_below(body.id, on=today())
    return page_of(below, Institution.sort_name, Institution.id)
