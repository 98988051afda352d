"""One issued paper as PDF: printed from its frozen words, always the same."""

import re
from collections.abc import Sequence

from flask import Response

from crm.core.text import slug
from crm.core.transactions import rollback
from crm.documents.models import Document
from crm.documents.printing import LETTER_S, PaperAttachment, print_paper
from crm.network.logos import pictures

ASSET = re.compile(r"asset:([\w-]+)")


def paper_of(document: Document, language: str) -> bytes:
    """The PDF of an issued paper in one language. Lets go of the database while it prints."""
    html = document.papers.get(language) or document.papers[document.language]
    return printed(html)


def printed(
    html: str, *, attachments: Sequence[PaperAttachment] = (), wall_s: float = LETTER_S
) -> bytes:
    """Words for paper as PDF, with the letterhead's picture they name and files inside."""
    assets = pictures(ASSET.findall(html))
    rollback()
    return print_paper(html, attachments=attachments, assets=assets, wall_s=wall_s)


def sent_as_pdf(pdf: bytes, name: str) -> Response:
    """A PDF for the browser's own viewer, under a name that says what it is."""
    response = Response(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slug(name)}.pdf"'
    return response
