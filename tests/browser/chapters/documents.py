"""A paper that was taken back."""

import sqlalchemy as sa

from crm.core.db import db
from crm.documents.models import Document, DocumentState
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    issued = sa.select(Document).where(Document.state == DocumentState.ISSUED)
    papers = list(db.session.scalars(issued.order_by(Document.id)))
    papers[0].void(reason="Tanggal rapat salah ketik.", by=cast.by)
    cast.examples |= {"document_id": papers[-1].id, "code": papers[-1].code}
    cast.examples["void_document"] = papers[0].id
