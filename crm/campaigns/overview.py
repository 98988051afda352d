"""What the page of a campaign shows, gathered in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.accounts.models import User
from crm.almanac.models import CalendarDay
from crm.campaigns.approval import Plan
from crm.campaigns.dates import day_in_words
from crm.campaigns.models import (
    Campaign,
    CampaignPartner,
    Objective,
    ObjectiveLevel,
    Placement,
)
from crm.campaigns.models.stages import SHOWING
from crm.campaigns.queries import (
    partners_of,
    placements_of,
    plan_of,
    scans_by_placement,
    sees_plan,
    special_days,
)
from crm.campaigns.schedule import Schedule, schedule_of, span_of_schedule
from crm.campaigns.words import figure_in_words
from crm.core.db import db
from crm.core.templating import number
from crm.core.words import gettext as _
from crm.institutions.queries import today as today_here


@dataclass(frozen=True)
class Overview:
    """A plan as those see it who work with it."""

    plan: Plan
    schedule: Schedule
    days: Sequence[CalendarDay]
    scans: dict[int, tuple[int, int]]
    today: date

    @property
    def figures(self) -> list[tuple[str, Any, str]]:
        """Up to four key figures: name, value, what it is out of."""
        needing = [one for one in self.plan.standing if one.needs_permit]
        covered = [one for one in needing if not one.awaits_permit]
        late = len(self.schedule.late)
        found = [
            *_promise(self.plan.objectives),
            (_("Placements"), len(self.plan.standing), _("%(n)d late", n=late) if late else ""),
        ]
        if needing:
            share = _("%(some)d of %(all)d", some=len(covered), all=len(needing))
            found.append((_("Permits"), share, _("cover every day")))
        hits = sum(hits for hits, _visitors in self.scans.values())
        visitors = sum(visitors for _hits, visitors in self.scans.values())
        people = _("by %(n)s different visitors a day, added up", n=number(visitors))
        return [*found, (_("Scans"), number(hits), people if hits else "")]


@dataclass(frozen=True)
class PublishedFacts:
    """What a partner of the campaign may know: no figures, no drafts."""

    partners: Sequence[CampaignPartner]
    placements: Sequence[Placement]


def overview_of(campaign: Campaign, user: User) -> Overview | PublishedFacts:
    """The whole plan for those who may read it, the published facts for its partners."""
    if not sees_plan(user):
        return published_facts(campaign)
    plan = plan_of(campaign)
    today = today_here()
    days = calendar_of(campaign, plan.placements)
    scans = db.session.execute(scans_by_placement(campaign))
    return Overview(
        plan,
        schedule_of(campaign, plan.placements, days, today=today),
        days,
        {placement_id: (hits, visitors) for placement_id, hits, visitors in scans},
        today,
    )


def published_facts(campaign: Campaign) -> PublishedFacts:
    """Who carries the campaign, and what people can see or saw of it."""
    shown = placements_of(campaign).where(Placement.state.in_(SHOWING))
    return PublishedFacts(
        db.session.scalars(partners_of(campaign)).all(), db.session.scalars(shown).unique().all()
    )


def calendar_of(campaign: Campaign, placements: Sequence[Placement]) -> Sequence[CalendarDay]:
    """The calendar's rows over the days of the schedule, for the provinces concerned."""
    first, last = span_of_schedule(campaign, placements)
    provinces = {one.province_code for one in placements if one.province_code}
    return db.session.scalars(special_days(first, last, provinces)).all()


def _promise(objectives: Sequence[Objective]) -> list[tuple[str, Any, str]]:
    """The first objective about behaviour: baseline and target, or why there is no figure yet."""
    behaviour = [one for one in objectives if one.level is ObjectiveLevel.BEHAVIOUR]
    return [(_("Behaviour"), *baseline_in_words(one)) for one in behaviour[:1]]


def baseline_in_words(objective: Objective) -> tuple[str | None, str]:
    """The baseline, and beside it the target or why there is no figure yet."""
    aims = ""
    if objective.target_value is not None:
        target = figure_in_words(objective.target_value, objective.unit)
        aims = str(_("target %(figure)s", figure=target))
    if objective.baseline_value is not None:
        return figure_in_words(objective.baseline_value, objective.unit), aims
    if objective.baseline_wave_on is None:
        why = str(_("no baseline yet"))
    else:
        day = day_in_words(objective.baseline_wave_on)
        why = str(_("the baseline is planned for %(day)s", day=day))
    return None, ", ".join(filter(None, [why, aims]))
