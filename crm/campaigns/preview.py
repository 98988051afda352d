"""The must-start day of a piece that is only being thought of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crm.almanac.workdays import workdays
from crm.campaigns.models.runs import must_start
from crm.institutions.queries import today as today_here

LONGEST_LEAD = 250


@dataclass(frozen=True)
class Preview:
    """When work would have to begin, and by how many working days that is over already."""

    must_start_on: date
    run_starts_on: date
    lead_workdays: int
    late_by: int


def preview_of(answers: Mapping[str, str]) -> Preview | None:
    """Count back from what was typed so far; None while that is not enough."""
    try:
        starts = date.fromisoformat(answers.get("run_starts_on", ""))
        lead = int(answers.get("lead_workdays", ""))
    except ValueError:
        return None
    if not 0 <= lead <= LONGEST_LEAD or not 1946 <= starts.year <= 2100:  # noqa: PLR2004
        return None
    return count_back(starts, lead, answers.get("province_code") or None)


def count_back(starts: date, lead: int, province_code: str | None) -> Preview:
    """The day on which work must begin for a run that starts on a day."""
    days, today = workdays(province_code), today_here()
    begins = must_start(starts, lead, days)
    late_by = days.between(begins, today) if begins < today else 0
    return Preview(begins, starts, lead, late_by)
