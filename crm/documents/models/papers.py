"""Registers with their numbers, and papers as frozen snapshots (domain 0.7, 4.2)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.documents.events import DocumentEvent, DocumentSigned, DocumentVoided


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
    papers: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    facts: Mapped[dict[str, Any]]
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(sa.String(200))
    void_reason: Mapped[str] = mapped_column(sa.Text, default="")
    superseded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("document.id"))
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str] = mapped_column(sa.String(200), default="")

    register: Mapped[Register] = relationship(lazy="joined", innerjoin=True)
    readers: Mapped[list["DocumentReader"]] = relationship(cascade="all, delete-orphan")

    def void(self, *, reason: str, by: Actor) -> None:
        """Take the paper back. Its number stays in the register and is never given out again."""
        if self.state is DocumentState.VOID:
            raise NotPossible(_("%(number)s is void already.", number=self.number))
        self._move_to(DocumentState.VOID, by=by, fact=DocumentVoided, reason=reason)
        self.void_reason = reason

    def sign(self, *, on: datetime, signed_by: str, by: Actor) -> None:
        """Note that the paper was signed, by whom and when."""
        if self.state is not DocumentState.ISSUED:
            raise NotPossible(_("Only an issued paper can be signed."))
        self._move_to(DocumentState.SIGNED, by=by, fact=DocumentSigned)
        self.signed_at, self.signed_by = on, signed_by

    def _move_to(
        self, state: DocumentState, *, by: Actor, fact: type[DocumentEvent], reason: str = ""
    ) -> None:
        record(fact(subject=self, by=by, from_state=self.state, to_state=state, reason=reason))
        self.state = state

    @property
    def titles(self) -> dict[str, str]:
        """The title by language."""
        found: dict[str, str] = self.facts.get("titles") or {"id": self.title}
        return found

    __table_args__ = (
        sa.UniqueConstraint("register_id", "year", "sequence"),
        sa.Index("ix_document_about", "about_kind", "about_id", "id"),
        sa.Index("ix_document_issued_at_id", "issued_at", "id"),
    )


class DocumentReader(Model):
    """An institution that may read a paper, besides those who read every paper."""

    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), primary_key=True)
    institution_id: Mapped[int] = mapped_column(primary_key=True, index=True)
