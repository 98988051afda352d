"""The way into the network: what an application needs, and what it still lacks (domain 5.3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import current_app

from crm.core.actors import Actor
from crm.core.db import db, save
from crm.institutions.models import Filing, Institution, MembershipState, Requirement
from crm.institutions.queries import filings_of
from crm.institutions.words import REQUIREMENT_NAMES

BEFORE_MEMBERSHIP = frozenset(
    {MembershipState.PROSPECT, MembershipState.APPLIED, MembershipState.VERIFIED}
)


@dataclass(frozen=True)
class Evidence:
    """What the house itself knows about a requirement, and whether that is enough."""

    said: str
    is_enough: bool = False


Witness = Callable[[Institution], Evidence | None]


@dataclass(frozen=True)
class Item:
    """One requirement: what was filed, what the house knows."""

    requirement: Requirement
    filing: Filing | None
    evidence: Evidence | None

    @property
    def is_met(self) -> bool:
        """Tell whether nothing is missing.

        A liaison must be known here as well as have consented; anything may be waived.
        """
        if self.filing is not None and self.filing.is_waiver:
            return True
        if self.evidence is not None and self.evidence.is_enough:
            return True
        needs_witness = self.requirement is Requirement.LIAISON
        return self.filing is not None and (self.evidence is not None or not needs_witness)


def checklist_of(institution: Institution) -> list[Item]:
    """Every requirement with what meets it. Costs one statement, and those of the witnesses."""
    filed = {one.requirement: one for one in db.session.scalars(filings_of(institution))}
    heard = {Requirement.NPP: _npp_of(institution)}
    heard |= {what: witness(institution) for what, witness in _witnesses().items()}
    return [Item(what, filed.get(what), heard.get(what)) for what in Requirement]


def missing_of(institution: Institution) -> list[str]:
    """What an application still lacks, in words."""
    checklist = checklist_of(institution)
    return [str(REQUIREMENT_NAMES[item.requirement]) for item in checklist if not item.is_met]


def move(  # noqa: PLR0913  (all that is said of a move, by name)
    institution: Institution,
    to: MembershipState,
    *,
    by: Actor,
    on: date,
    until: date | None = None,
    reason: str = "",
) -> None:
    """Move the membership; nothing is verified while something is missing."""
    missing = missing_of(institution) if to is MembershipState.VERIFIED else ()
    institution.move_membership(to, by=by, on=on, until=until, reason=reason, missing=missing)


def file_requirement(  # noqa: PLR0913  (all that is said of a paper, by name)
    institution: Institution,
    requirement: Requirement,
    said: str,
    *,
    by: Actor,
    on: date,
    is_waiver: bool = False,
) -> Filing:
    """File what meets a requirement, in place of what was filed before."""
    filed = db.session.scalar(filings_of(institution).where(Filing.requirement == requirement))
    filing = filed or Filing(institution=institution, requirement=requirement)
    filing.file(said, by=by, on=on, is_waiver=is_waiver)
    return save(filing)


def _npp_of(institution: Institution) -> Evidence | None:
    return Evidence(institution.npp, is_enough=True) if institution.npp else None


def _witnesses() -> Mapping[Requirement, Witness]:
    """Which rooms above know something about a requirement: `wiring` says so."""
    found: Mapping[Requirement, Witness] = current_app.extensions["mitra.witnesses"]
    return found
