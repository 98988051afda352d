"""Edges between records that hold for a span of days."""

from datetime import date

from sqlalchemy.orm import Mapped

from crm.core.errors import NotPossible
from crm.core.words import gettext as _


class DatedEdge:
    """What all such edges share: days, both included, open where none is given."""

    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    def is_current(self, *, on: date) -> bool:
        """Tell whether the edge holds on a day."""
        begun = self.starts_on is None or self.starts_on <= on
        return begun and (self.ends_on is None or on <= self.ends_on)

    def _end(self, on: date) -> None:
        if self.starts_on is not None and on < self.starts_on:
            raise NotPossible(_("This can't end before it began. Remove it if it never held."))
        self.ends_on = on
