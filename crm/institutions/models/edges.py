"""Edges between records that hold for a span of days."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Mapped

from crm.core.errors import NotPossible


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
