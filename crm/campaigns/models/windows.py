"""The set window of a campaign: its order, its length, what lies inside (S42, VR1)."""

from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from crm.campaigns.dates import day_in_words
from crm.core.errors import NotPossible
from crm.core.words import gettext as _

LONGEST_IN_MONTHS = 18


def window_refusals(
    starts_on: date, ends_on: date, *, peak_on: date | None = None
) -> dict[str, str]:
    """What is wrong with a window, by the day it is about: order, 18 months, the peak (VR1)."""
    if ends_on < starts_on:
        return {"window_ends_on": _("The window ends before it starts.")}
    latest = starts_on + relativedelta(months=LONGEST_IN_MONTHS) - timedelta(days=1)
    if ends_on > latest:
        words = _(
            "A window is at most 18 months long. End it on %(day)s or earlier.",
            day=day_in_words(latest),
        )
        return {"window_ends_on": words}
    if peak_on and not starts_on <= peak_on <= ends_on:
        return {"peak_on": _("Choose a peak inside the window.")}
    return {}


def check_window(starts_on: date, ends_on: date, *, peak_on: date | None = None) -> None:
    """Refuse a window that makes no sense."""
    for refusal in window_refusals(starts_on, ends_on, peak_on=peak_on).values():
        raise NotPossible(refusal)


def check_nothing_stranded(names: Sequence[str]) -> None:
    """Refuse a window that would leave placements outside."""
    if names:
        raise NotPossible(
            _("These placements would lie outside the new window. Move them first:"),
            missing=names,
        )
