"""What this room offers to remind about (R29 and R30 of domain 6)."""

from collections.abc import Iterable, Sequence

from crm.accounts.models import User
from crm.campaigns.models import Objective, Placement
from crm.campaigns.queries import unproved_objectives, unstarted_placements
from crm.core.addresses import configuration, path_of
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.reminders.sources import Nature, Occasion, Recipient, Source, Span

ONCE = "once"
"""A piece is started once and a baseline taken once, however often their days move."""


def starts_due(span: Span) -> Iterable[Occasion]:
    """R30: pieces that nobody has begun to make, for whoever is in charge of each."""
    query = unstarted_placements(span.last, since=span.first)
    return (_start_of(placement) for placement in db.session.scalars(query))


def baselines_due(span: Span) -> Iterable[Occasion]:
    """R29: objectives without a figure to begin with, before their campaign's window opens."""
    query = unproved_objectives(span.first, span.last)
    return (_baseline_of(objective) for objective in db.session.scalars(query))


def _start_of(placement: Placement) -> Occasion:
    campaign = placement.campaign
    return Occasion(
        subject_kind="placement",
        subject_id=placement.id,
        title=placement.name,
        occurrence=ONCE,
        on=placement.must_start_on,
        zone=configuration().timezone,
        recipients=(_recipient(placement.owner or campaign.manager, "owner"),),
        facts={
            "material": placement.name,
            "stage": _l("preparation"),
            "campaign": campaign.titles,
        },
        url=path_of("placements.show", campaign_id=campaign.id, placement_id=placement.id),
        known_at=placement.created_at,
    )


def _baseline_of(objective: Objective) -> Occasion:
    campaign = objective.campaign
    return Occasion(
        subject_kind="objective",
        subject_id=objective.id,
        title=objective.behaviour,
        occurrence=ONCE,
        on=campaign.window_starts_on,
        zone=configuration().timezone,
        recipients=(_recipient(campaign.manager, "manager"),),
        facts={"objective": objective.behaviour, "campaign": campaign.titles},
        url=path_of("campaigns.show", campaign_id=campaign.id),
        known_at=campaign.created_at,
    )


def _recipient(user: User, audience: str) -> Recipient:
    return Recipient(
        email=user.email,
        name=user.name,
        language=user.language,
        zone=user.zone,
        user_id=user.id,
        audience=audience,
    )


SOURCES: Sequence[Source] = (
    Source(
        code="placement_must_start",
        label=_l("A placement must be started"),
        nature=Nature.BEFORE,
        occasions=starts_due,
        tokens={"material": "media", "stage": "tahap", "campaign": "kampanye"},
        audiences={"owner": _l("Whoever is in charge of the placement")},
    ),
    Source(
        code="baseline_missing",
        label=_l("A baseline was not taken yet"),
        nature=Nature.BEFORE,
        occasions=baselines_due,
        tokens={"objective": "sasaran", "campaign": "kampanye"},
        audiences={"manager": _l("The campaign's manager")},
    ),
)
