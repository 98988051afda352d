"""A paper as it would be: without a number, nothing of it kept, nothing counted."""

from typing import Any

from flask import render_template

from crm.core import clock
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.network.queries import the_network


def drafted(template: str, *, version: int = 1, **words: Any) -> str:
    """The HTML of a paper that nobody issued, in the language that is spoken now."""
    document = Document(
        number=str(_("Draft")), code="", about_version=version, issued_at=clock.now()
    )
    network = the_network()
    return render_template(
        template,
        document=document,
        network=network,
        verify_url="",
        qr="",
        zone=network.zone,
        **words,
    )
