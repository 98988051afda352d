"""Views of lists under a name: filters, order and columns as an address holds them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.actors import Visitor
from crm.core.db import Model
from crm.permissions import Permission


class SavedView(Model):
    """A view of one list: somebody's own, or for all; an own one may be where the list opens."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(80))
    query: Mapped[str] = mapped_column(sa.String(1000), default="")
    owner_id: Mapped[int]
    owner: Mapped[str] = mapped_column(sa.String(200))
    shared: Mapped[bool] = mapped_column(default=False)
    opens: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime]

    __table_args__ = (sa.Index("ix_saved_view_owner", "owner_id", "record_kind", "opens"),)

    @property
    def asks(self) -> str:
        """What an address asks of the list to show it, and under which name."""
        return f"{self.query}&view={self.id}" if self.query else f"view={self.id}"

    def is_own(self, reader: Visitor) -> bool:
        """Tell whether somebody saved it."""
        return self.owner_id == reader.id

    def is_removable_by(self, reader: Visitor) -> bool:
        """Tell whether somebody may forget it: the owner; a shared one, who keeps the labels."""
        return self.is_own(reader) or (self.shared and reader.can(Permission.EDIT_LABELS))
