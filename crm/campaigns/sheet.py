"""What the page of a placement shows beside its own facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.almanac.models import CalendarDay
from crm.campaigns.dates import span_in_words
from crm.campaigns.models import Placement, PlacementState, TrackedLink
from crm.campaigns.models.permits import uncovered_spans
from crm.campaigns.models.specs import SPECS, Shape, SpecField
from crm.campaigns.models.stages import SIDEWAYS
from crm.campaigns.queries import link_of, special_days
from crm.campaigns.scans import Scans, scans_on
from crm.campaigns.schedule import lateness
from crm.core.db import db
from crm.core.templating import number
from crm.core.words import gettext as _
from crm.institutions.queries import today as today_here


@dataclass(frozen=True)
class Sheet:
    """One placement with its link, what was counted, and how late it is."""

    placement: Placement
    link: TrackedLink | None
    scans: Scans | None
    late_by: int
    today: date

    @property
    def spec(self) -> Sequence[tuple[str, Any]]:
        """The facts of its medium: name and value in words."""
        fields = SPECS[self.placement.type]
        return [
            (str(one.label), _in_words(one, self.placement.spec.get(one.name))) for one in fields
        ]

    @property
    def steps(self) -> list[PlacementState]:
        """The straight ways on from here."""
        return [state for state in self.placement.next_states() if state not in SIDEWAYS]

    @property
    def ways_out(self) -> list[PlacementState]:
        """The steps aside, each told with a reason."""
        return [state for state in self.placement.next_states() if state in SIDEWAYS]

    @property
    def bare_days(self) -> list[str]:
        """The stretches of the run that no permit covers."""
        one = self.placement
        if not one.needs_permit:
            return []
        bare = uncovered_spans(one.permits, one.run_starts_on, one.run_ends_on)
        return [span_in_words(first, last) for first, last in bare]


def sheet_of(placement: Placement) -> Sheet:
    """Gather the page of a placement."""
    today = today_here()
    link = db.session.scalar(link_of(placement))
    provinces = [placement.province_code] if placement.province_code else []
    days: Sequence[CalendarDay] = ()
    if placement.is_late(on=today):
        days = db.session.scalars(special_days(placement.must_start_on, today, provinces)).all()
    scans = scans_on(link) if link else None
    return Sheet(placement, link, scans, lateness(placement, days, today=today), today)


def _in_words(asked: SpecField, value: Any) -> Any:
    if value is None:
        return None
    if asked.shape is Shape.COUNT:
        return f"{number(value)} {asked.unit}".strip()
    if asked.shape is Shape.YES_NO:
        return _("yes") if value else _("no")
    return asked.choices.get(value, value) if asked.choices else value
