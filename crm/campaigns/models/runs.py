"""When a piece must be started, and whether its run lies inside the set window (S42, VR5)."""

from datetime import date

from crm.almanac.workdays import Workdays
from crm.campaigns.dates import day_in_words
from crm.campaigns.models.campaigns import LONGEST_TEASER, Campaign
from crm.core.words import gettext as _


def must_start(run_starts_on: date, lead: int, days: Workdays) -> date:
    """The working day on which work must begin to be done `lead` working days later."""
    return days.at_or_before(days.shifted(run_starts_on, -lead))


def run_refusals(
    campaign: Campaign, starts_on: date, ends_on: date, *, teaser: bool
) -> dict[str, str]:
    """Why a run does not fit into the campaign's window, by the day it is about (VR5)."""
    if ends_on < starts_on:
        return {"run_ends_on": _("The run ends before it starts.")}
    if campaign.holds(starts_on, ends_on, teaser=teaser):
        return {}
    if ends_on > campaign.window_ends_on:
        return {"run_ends_on": _ends_after(campaign, ends_on)}
    return {"run_starts_on": _starts_before(campaign, starts_on)}


def _ends_after(campaign: Campaign, ends_on: date) -> str:
    last = campaign.window_ends_on
    return str(
        _(
            "The placement ends on %(end)s, after the campaign window (%(window)s). "
            "Shorten it, or ask to change the window.",
            end=day_in_words(ends_on, beside=last),
            window=day_in_words(last, beside=ends_on),
        )
    )


def _starts_before(campaign: Campaign, starts_on: date) -> str:
    first = campaign.window_starts_on
    return str(
        _(
            "The placement starts on %(start)s, before the campaign window (%(window)s). "
            "Start it later, or mark it as a teaser: a teaser may start on %(earliest)s.",
            start=day_in_words(starts_on, beside=first),
            window=day_in_words(first, beside=starts_on),
            earliest=day_in_words(first - LONGEST_TEASER, beside=first),
        )
    )
