"""The campaign calendar on paper (P14): its words, and its table for those who count on."""

from flask import render_template

from crm.campaigns.models import Campaign
from crm.campaigns.overview import calendar_of
from crm.campaigns.queries import placements_of
from crm.campaigns.schedule import Schedule, schedule_of
from crm.campaigns.words import TYPES, permit_in_words, word_of
from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db
from crm.core.words import gettext as _
from crm.institutions.queries import today as today_here


def calendar_paper(campaign: Campaign) -> str:
    """The A3 calendar as HTML for paper, in the language that is spoken."""
    return render_template(
        "campaigns/documents/calendar.html",
        campaign=campaign,
        schedule=present_schedule(campaign),
        printed_at=clock.now(),
        zone=configuration().timezone,
    )


def calendar_columns() -> list[str]:
    """The heads of the calendar's table."""
    heads = (
        _("Placement"), _("Kind"), _("Stage"), _("Must start"), _("First day of the run"),
        _("Last day of the run"), _("Permit"), _("Days"), _("Working days late"),
    )  # fmt: skip
    return [str(head) for head in heads]


def calendar_rows(campaign: Campaign) -> list[list[object]]:
    """The rows of the calendar's table, dates as dates."""
    return [
        [
            bar.placement.name,
            str(TYPES[bar.placement.type]),
            word_of(bar.placement.state),
            bar.placement.must_start_on,
            bar.placement.run_starts_on,
            bar.placement.run_ends_on,
            permit_in_words(bar.placement),
            bar.placement.days,
            bar.late_by,
        ]
        for bar in present_schedule(campaign).bars
    ]


def present_schedule(campaign: Campaign) -> Schedule:
    """The schedule of a campaign as it stands today: two statements."""
    placements = db.session.scalars(placements_of(campaign)).unique().all()
    days = calendar_of(campaign, placements)
    return schedule_of(campaign, placements, days, today=today_here())
