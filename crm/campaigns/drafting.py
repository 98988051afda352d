"""The form of a placement with what it offers: audiences, provinces, the words of its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.campaigns.forms.placements import PlacementForm, form_for
from crm.campaigns.models import KINDS, Campaign, Media, Placement, PlacementType
from crm.campaigns.queries import audiences_of, provinces
from crm.campaigns.words import MEDIA, PERMITS, PROOFS, TYPES
from crm.core.db import db
from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _


@dataclass(frozen=True)
class Offer:
    """One kind of medium on the page where one is chosen."""

    type: PlacementType
    name: str
    lead: int
    permit: str
    proofs: str


def kinds_on_offer() -> list[tuple[str, Sequence[Offer]]]:
    """Every kind of medium, grouped by how people meet it."""
    groups: dict[Media, list[Offer]] = {media: [] for media in Media}
    for one, kind in KINDS.items():
        proofs = ", ".join(str(PROOFS[proof]) for proof in kind.proofs)
        offer = Offer(one, str(TYPES[one]), kind.lead, str(PERMITS[kind.permit_by]), proofs)
        groups[kind.media].append(offer)
    return [(str(MEDIA[media]), offers) for media, offers in groups.items()]


def kind_in(arguments: Mapping[str, Any]) -> PlacementType:
    """The kind of medium that an address or form names."""
    try:
        return PlacementType(arguments.get("type", ""))
    except ValueError as error:
        raise NotUnderstood(_("Choose a kind of medium first.")) from error


def new_form(campaign: Campaign, kind: PlacementType) -> PlacementForm:
    """The form of a piece to be planned."""
    audiences = db.session.scalars(audiences_of(campaign)).all()
    return form_for(kind)(campaign, audiences, db.session.scalars(provinces()).all())


def form_of(campaign: Campaign, placement: Placement) -> PlacementForm:
    """The form of a piece that is planned."""
    audiences = db.session.scalars(audiences_of(campaign)).all()
    known = db.session.scalars(provinces()).all()
    return form_for(placement.type)(campaign, audiences, known, placement)
