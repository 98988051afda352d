"""Questions about papers and registers."""

import sqlalchemy as sa

from crm.core.actors import Visitor
from crm.core.db import Model, record_kind
from crm.documents.models import Document, DocumentReader, Register
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
