"""What the states of a paper are called, and their tone."""

from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.documents.models import DocumentState

STATE_NAMES: dict[DocumentState, Any] = {
    DocumentState.ISSUED: _l("Issued"),
    DocumentState.SIGNED: _l("Signed"),
    DocumentState.VOID: _l("Void"),
    DocumentState.SUPERSEDED: _l("Superseded"),
}
TONES = {
    DocumentState.ISSUED: "good",
    DocumentState.SIGNED: "good",
    DocumentState.VOID: "past",
    DocumentState.SUPERSEDED: "past",
}


def document_badge(state: DocumentState) -> tuple[str, str]:
    """The word and the tone of a state."""
    return str(STATE_NAMES[state]), TONES[state]
