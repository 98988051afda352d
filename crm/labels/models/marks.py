"""What is fastened to a record from outside: tags, somebody in charge, its place in the archive."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model


class Tag(Model):
    """A word by which records are found again; the same word twice is one tag."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    folded: Mapped[str] = mapped_column(sa.String(60), unique=True)


class Tagging(Model):
    """A tag on a record."""

    record_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(sa.ForeignKey("tag.id"), primary_key=True)

    # A list that is narrowed to a tag begins at the tag.
    __table_args__ = (sa.Index("ix_tagging_tag", "tag_id", "record_kind", "record_id"),)


class Charge(Model):
    """Somebody of the network is in charge of a record."""

    record_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(200))

    __table_args__ = (sa.Index("ix_charge_user", "user_id", "record_kind", "record_id"),)


class Archived(Model):
    """A record is out of the lists, with when and by whom; it comes back as it was."""

    record_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(sa.String(200))
