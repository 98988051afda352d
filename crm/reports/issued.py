"""Papers that were issued with a number: printed as they were frozen."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask_babel import get_locale
from sqlalchemy.orm import undefer

from crm.accounts.models import User
from crm.core.db import Model, db, get_or_404
from crm.core.errors import NotPossible
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.documents.models import Document, DocumentState
from crm.documents.queries import documents_about
from crm.gatherings.queries import gatherings_visible_to
from crm.institutions.queries import today
from crm.reports.papers import Report
from crm.sharing.queries import agreements_visible_to, assignments_visible_to

RECORDS: dict[str, Callable[[User], sa.Select[Any]]] = {
    "gathering": gatherings_visible_to,
    "assignment": lambda user: assignments_visible_to(user, on=today()),
    "agreement": lambda user: agreements_visible_to(user, on=today()),
}
COUNTS = (DocumentState.ISSUED, DocumentState.SIGNED)


def maker(kind: str, about: str) -> Callable[[User, int], Report]:
    """Make the report that prints the newest paper of one kind about one record."""

    def make(user: User, of: int) -> Report:
        record = get_or_404(RECORDS[about](user), of)
        document = db.session.scalars(newest(record, kind)).first()
        if document is None:
            raise NotPossible(_("This paper has not been issued yet."))
        locale = get_locale()
        language = locale.language if locale else document.language
        words = document.papers.get(language) or document.papers[document.language]
        return Report(f"{document.number} {in_reader_language(document.titles)}", [words])

    return make


def newest(record: Model, kind: str) -> sa.Select[Document]:
    """The newest paper of a kind about a record that still counts."""
    return (
        documents_about(record)
        .where(Document.kind == kind, Document.state.in_(COUNTS))
        .options(undefer(Document.papers))
        .limit(1)
    )
