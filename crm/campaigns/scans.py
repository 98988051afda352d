"""How often a link was followed: rows by day, and what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.campaigns.models import ScanDay, TrackedLink
from crm.campaigns.queries import scans_of
from crm.core.db import db


@dataclass(frozen=True)
class Scans:
    """The days on which a link was followed, oldest first."""

    days: Sequence[ScanDay]

    @property
    def hits(self) -> int:
        """How often it was followed in all."""
        return sum(day.hits for day in self.days)

    @property
    def visitors(self) -> int:
        """Different visitors of each day, added up: who comes on two days counts twice."""
        return sum(day.visitors for day in self.days)

    @property
    def busiest(self) -> ScanDay | None:
        """The day with the most different visitors."""
        return max(self.days, key=lambda day: (day.visitors, day.hits), default=None)


def scans_on(link: TrackedLink) -> Scans:
    """What was counted of a link so far."""
    return Scans(db.session.scalars(scans_of(link)).all())
