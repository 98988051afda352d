"""A paper that was taken back, and the newest of each kind."""

import sqlalchemy as sa

from crm.core.db import db
from crm.documents.models import Document, DocumentState
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    issued = sa.select(Document).where(Document.state == DocumentState.ISSUED)
    papers = list(db.session.scalars(issued.order_by(Document.id)))
    second_invitation = [paper for paper in papers if paper.kind == "P01"][1]
    second_invitation.void(reason="Tanggal rapat salah ketik.", by=cast.by)
    cast.examples |= {f"{paper.kind} document": paper.id for paper in papers}
    cast.examples |= {"document_id": papers[-1].id, "code": papers[-1].code}
    cast.examples["void_document"] = second_invitation.id
