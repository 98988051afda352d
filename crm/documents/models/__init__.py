"""Registers, papers that go out, letters that come in."""

from crm.documents.models.incoming import IncomingLetter, LetterLink
from crm.documents.models.papers import (
    Counter,
    Document,
    DocumentReader,
    DocumentState,
    Register,
)

__all__ = [
    "Counter",
    "Document",
    "DocumentReader",
    "DocumentState",
    "IncomingLetter",
    "LetterLink",
    "Register",
]
