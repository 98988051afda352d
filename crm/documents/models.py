"""Registers with their numbers, and papers as frozen snapshots (domain 0.7, 4.2)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model, Words


class DocumentState(StrEnum):
    """A paper is issued once; later it may be signed, void or superseded, never changed."""

    ISSUED = "issued"
    SIGNED = "signed"
    VOID = "void"
    SUPERSEDED = "superseded"


class Register(Model):
    """A book of numbers: UND for invitations, ST for duty letters, PKS for agreements."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name_id: Mapped[str] = mapped_column(sa.String(120))
    name_en: Mapped[str] = mapped_column(sa.String(120))
    pattern: Mapped[str] = mapped_column(
        sa.String(120), default="{seq:03}/{type}/{unit}/{roman_month}/{year}"
    )

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return {"id": self.name_id, "en": self.name_en}


class Counter(Model):
    """The last number given out in a register in a calendar year."""

    register_id: Mapped[int] = mapped_column(sa.ForeignKey("register.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Document(Model):
    """One issued paper. Its words are frozen in both languages; the PDF is printed from them."""

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(sa.ForeignKey("register.id"))
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(sa.String(120), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(300))
    state: Mapped[DocumentState] = mapped_column(Words(DocumentState), default=DocumentState.ISSUED)
    about_kind: Mapped[str] = mapped_column(sa.String(40))
    about_id: Mapped[int]
    about_version: Mapped[int] = mapped_column(default=1)
    institution_id: Mapped[int | None] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    papers: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(sa.String(200))
    void_reason: Mapped[str] = mapped_column(sa.Text, default="")
    superseded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("document.id"))
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str] = mapped_column(sa.String(200), default="")

    register: Mapped[Register] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        sa.UniqueConstraint("register_id", "year", "sequence"),
        sa.Index("ix_document_about", "about_kind", "about_id", "id"),
    )
