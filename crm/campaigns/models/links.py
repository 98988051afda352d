"""Tracked links: one for each placement, scans counted by day, never by whom (M9, VR11)."""

import re
import secrets
from datetime import date, datetime
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.urls import iri_to_uri

from crm.campaigns.events.placements import LinkLaid, LinkTurned
from crm.campaigns.models.placements import Placement
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, save
from crm.core.errors import NotValid
from crm.core.events import record
from crm.core.words import gettext as _

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 7
LONGEST_TARGET = 2000
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`]")


class TrackedLink(Model):
    """A short address printed on one placement, and where it leads."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    placement_id: Mapped[int] = mapped_column(
        sa.ForeignKey("placement.id", ondelete="CASCADE"), unique=True
    )
    target_url: Mapped[str] = mapped_column(sa.String(LONGEST_TARGET))
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(sa.String(200), default="")

    placement: Mapped[Placement] = relationship()

    @classmethod
    def lay(cls, placement: Placement, target_url: str, *, by: Actor) -> "TrackedLink":
        """Give a placement its own short address; it has one at most."""
        placement.campaign.require_changeable()
        link = save(
            cls(
                code=new_code(),
                placement=placement,
                target_url=checked_target(target_url),
                created_at=clock.now(),
                created_by=by.name,
            )
        )
        record(LinkLaid(subject=placement, by=by, name=placement.name))
        return link

    def turn(self, target_url: str, *, by: Actor) -> None:
        """Lead somewhere else, even after printing; the code stays."""
        before, self.target_url = self.target_url, checked_target(target_url)
        record(
            LinkTurned(
                subject=self.placement,
                by=by,
                name=self.placement.name,
                before={"target_url": before},
                after={"target_url": self.target_url},
            )
        )


class ScanDay(Model):
    """How often a link was followed on one civil day, and by how many different visitors."""

    link_id: Mapped[int] = mapped_column(
        sa.ForeignKey("tracked_link.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    hits: Mapped[int] = mapped_column(default=0)
    visitors: Mapped[int] = mapped_column(default=0)


class ScanVisitor(Model):
    """A salted digest that tells two visitors of one link and day apart; forgotten next day."""

    link_id: Mapped[int] = mapped_column(
        sa.ForeignKey("tracked_link.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(32), primary_key=True)

    __table_args__ = (sa.Index("ix_scan_visitor_day", "day"),)


def new_code() -> str:
    """A code that can be read from a wall and typed: no look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


def checked_target(address: str) -> str:
    """A web address that a browser may be sent to; anything else is refused (A15)."""
    wanted = address.strip()
    if len(wanted) > LONGEST_TARGET or _UNSAFE.search(wanted) or not _leads_to_web(wanted):
        raise NotValid(
            _("Give a full web address that begins with https:// or http://, without a password.")
        )
    return iri_to_uri(wanted)


def _leads_to_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    named = bool(parts.hostname) and "@" not in parts.netloc
    return parts.scheme.lower() in {"http", "https"} and named and port_is_fine
