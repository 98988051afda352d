"""Questions about papers and registers."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from crm.core.actors import Visitor
from crm.core.db import Model, record_kind, reference_to
from crm.documents.models import Document, DocumentReader, IncomingLetter, LetterLink, Register
from crm.permissions import Permission


def documents_visible_to(user: Visitor) -> sa.Select[Document]:
    """Every paper for those who keep the registers; else those that name the own institution."""
    if user.can(Permission.SEE_DOCUMENTS):
        return sa.select(Document)
    named = sa.select(DocumentReader.document_id).where(
        DocumentReader.institution_id == user.institution_id
    )
    return sa.select(Document).where(Document.id.in_(named))


def documents_about(record: Model) -> sa.Select[Document]:
    """The papers of one record, newest first."""
    return (
        sa.select(Document)
        .where(Document.about_kind == record_kind(record), Document.about_id == record.id)  # type: ignore[attr-defined]
        .order_by(Document.id.desc())
    )


def document_with_code(code: str) -> sa.Select[Document]:
    """The paper that carries this verification code."""
    return sa.select(Document).where(Document.code == code.strip().upper())


def registers() -> sa.Select[Register]:
    """Every register, by code."""
    return sa.select(Register).order_by(Register.code)


def documents_in(query: sa.Select[Document], register_code: str) -> sa.Select[Document]:
    """Only the papers of one register; all of them when none is named."""
    if not register_code:
        return query
    return query.join(Register).where(Register.code == register_code)


def letters_visible_to(user: Visitor) -> sa.Select[IncomingLetter]:
    """The letters that came in, for those who keep the registers; nobody else sees any."""
    query = sa.select(IncomingLetter).options(selectinload(IncomingLetter.links))
    return query if user.can(Permission.SEE_DOCUMENTS) else query.where(sa.false())


def waiting() -> sa.ColumnElement[bool]:
    """Hold for letters that somebody has yet to follow up."""
    asked = IncomingLetter.due_on.isnot(None) | IncomingLetter.follower_id.isnot(None)
    return sa.and_(IncomingLetter.done_at.is_(None), asked)


def late(on: date) -> sa.ColumnElement[bool]:
    """Hold for letters whose day to follow up has passed."""
    return sa.and_(IncomingLetter.done_at.is_(None), IncomingLetter.due_on < on)


def letters_to_follow_up(user: Visitor) -> sa.Select[IncomingLetter]:
    """The letters that wait for one person, the most urgent first."""
    return (
        sa.select(IncomingLetter)
        .where(IncomingLetter.follower_id == user.id, IncomingLetter.done_at.is_(None))
        .order_by(IncomingLetter.due_on.is_(None), IncomingLetter.due_on, IncomingLetter.id)
    )


def letters_linked_to(record: Model) -> sa.Select[IncomingLetter]:
    """The letters that came in about or from a record, newest first."""
    about = reference_to(record)
    return (
        sa.select(IncomingLetter)
        .join(LetterLink, LetterLink.letter_id == IncomingLetter.id)
        .where(LetterLink.record_kind == about.kind, LetterLink.record_id == about.id)
        .order_by(IncomingLetter.received_on.desc(), IncomingLetter.id.desc())
    )


def documents_in_order(user: Visitor) -> sa.Select[Document]:
    """Every number that a reader may see, in the order of the books."""
    return documents_visible_to(user).order_by(
        Document.register_id, Document.year, Document.sequence, Document.id
    )


def letters_in_order(user: Visitor) -> sa.Select[IncomingLetter]:
    """Every letter that came in, in the order in which it came."""
    return letters_visible_to(user).order_by(IncomingLetter.id)
