"""What a plan needs before it is approved, and what its reader should be warned of."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.campaigns.dates import day_in_words
from crm.campaigns.models import (
    TARGETED_USERS,
    AudienceType,
    Campaign,
    CampaignPartner,
    CampaignSegment,
    Objective,
    ObjectiveLevel,
    Placement,
)
from crm.campaigns.models.stages import GONE
from crm.core.actors import Actor
from crm.core.words import gettext as _


@dataclass(frozen=True)
class Plan:
    """A campaign with all its parts, as it is read and approved."""

    campaign: Campaign
    objectives: Sequence[Objective]
    audiences: Sequence[CampaignSegment]
    placements: Sequence[Placement]
    partners: Sequence[CampaignPartner]

    @property
    def standing(self) -> list[Placement]:
        """The placements that still count."""
        return [placement for placement in self.placements if placement.state not in GONE]

    def missing(self) -> list[str]:
        """Everything that stands between the plan and its approval, each with what to do."""
        return [*_missing_promise(self), *_missing_words(self)]

    def warnings(self) -> list[str]:
        """What a reader should know, though it blocks nothing (VR2, VR9, S39)."""
        late = [
            _("The baseline of “%(name)s” was taken after the campaign began. "
              "It can't show a change.", name=objective.behaviour)
            for objective in self.objectives
            if objective.baseline_is_late
        ]  # fmt: skip
        return [*late, *_unserved(self)]

    def approve(self, *, by: Actor) -> None:
        """Agree to the plan and to its teasers; refused with all that is missing."""
        self.campaign.approve(by=by, missing=self.missing())
        for placement in self.standing:
            if placement.awaits_teaser_approval:
                placement.approve_teaser(by=by)


def _missing_promise(plan: Plan) -> list[str]:
    promised = [one for one in plan.objectives if one.level is ObjectiveLevel.BEHAVIOUR]
    if not promised:
        return [_("an objective about behaviour, with its target and its baseline")]
    if any(one.has_target and one.has_baseline for one in promised):
        return []
    starts = day_in_words(plan.campaign.window_starts_on)
    missing = []
    if not any(one.has_target for one in promised):
        missing.append(_("a target, with its date, for the objective about behaviour"))
    if not any(one.has_baseline for one in promised):
        missing.append(
            _("a baseline for the objective about behaviour: "
              "its figure, or a wave planned by %(day)s", day=starts)
        )  # fmt: skip
    return missing or [_("one objective about behaviour with both a target and a baseline")]


def _missing_words(plan: Plan) -> list[str]:
    missing = []
    if not plan.campaign.welfare_benefit:
        missing.append(_("how people will be better off"))
    if not plan.partners:
        missing.append(_("a partner with its role: nobody changes behaviour alone"))
    return missing


def _unserved(plan: Plan) -> list[str]:
    served = {one.id for placement in plan.standing for one in placement.campaign_segments}
    bare = [
        _("No placement is for %(name)s yet.", name=audience.segment.name)
        for audience in plan.audiences
        if audience.id not in served
    ]
    return [*bare, *_one_sided(plan, served)]


def _one_sided(plan: Plan, served: set[int]) -> list[str]:
    """Librarians and the users meant are both to be reached, or there is a reason (S39)."""
    if plan.campaign.unserved_reason:
        return []
    kinds = {one.segment.audience_type for one in plan.audiences if one.id in served}
    found = []
    if AudienceType.LIBRARIAN not in kinds:
        found.append(_("No placement reaches librarians. Add one, or write down why."))
    if not kinds & TARGETED_USERS:
        found.append(_("No placement reaches the users meant. Add one, or write down why."))
    return found
