"""What stands on every letter of the network (source S01)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.actors import Actor
from crm.core.db import Model
from crm.core.events import record
from crm.network.events import NetworkChanged


class Network(Model):
    """The one network that this installation serves."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), default="JPK")
    secretariat_code: Mapped[str] = mapped_column(sa.String(20), default="SEK-JPK")
    name: Mapped[str] = mapped_column(sa.String(200))
    name_en: Mapped[str] = mapped_column(sa.String(200), default="")
    short_name: Mapped[str] = mapped_column(sa.String(40), default="")
    unit: Mapped[str] = mapped_column(sa.String(200), default="")
    address: Mapped[str] = mapped_column(sa.Text, default="")
    city: Mapped[str] = mapped_column(sa.String(80), default="")
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    web: Mapped[str] = mapped_column(sa.String(200), default="")
    zone: Mapped[str] = mapped_column(sa.String(40), default="Asia/Jakarta")
    principle: Mapped[str] = mapped_column(sa.Text, default="")
    logo_sha256: Mapped[str | None] = mapped_column(sa.ForeignKey("logo.sha256"))
    most_renewals: Mapped[int] = mapped_column(default=3)
    drops_days_away: Mapped[bool] = mapped_column(default=True)
    hour_rate: Mapped[int | None]
    lent_minutes: Mapped[int] = mapped_column(default=450)
    travel_minutes: Mapped[int] = mapped_column(default=240)
    island_minutes: Mapped[int] = mapped_column(default=1440)
    setup_done_at: Mapped[datetime | None]

    __table_args__ = (
        sa.CheckConstraint("hour_rate > 0", name="hour_rate_counts"),
        sa.CheckConstraint(
            "lent_minutes > 0 and travel_minutes > 0 and island_minutes > 0", name="hours_count"
        ),
    )

    def change(self, *, by: Actor, **changes: Any) -> None:
        """Change what stands on every letter from now on; issued letters stay as they are."""
        before = {name: str(getattr(self, name) or "") for name in changes}
        for name, value in changes.items():
            setattr(self, name, value)
        after = {name: str(value or "") for name, value in changes.items()}
        if before != after:
            record(NetworkChanged(subject=self, by=by, before=before, after=after))


class Logo(Model):
    """A picture for the letterhead, kept by its content: issued papers keep the one they had."""

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    content_type: Mapped[str] = mapped_column(sa.String(40))
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Signatory(Model):
    """Who signs for the network: office, name, NIP."""

    id: Mapped[int] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(sa.String(200))
    name: Mapped[str] = mapped_column(sa.String(200))
    nip: Mapped[str] = mapped_column(sa.String(18), default="")
    active: Mapped[bool] = mapped_column(default=True)
