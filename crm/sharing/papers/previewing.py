"""A wording seen with a case before it is saved: on the page, and as a paper without a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.core.languages import spoken
from crm.documents.drafting import drafted
from crm.sharing.models import Assignment
from crm.sharing.papers.cases import Case
from crm.sharing.papers.examples import invented_case, real_case
from crm.sharing.papers.fields import rows_of
from crm.sharing.papers.issuing import words_for
from crm.sharing.papers.kinds import PaperKind
from crm.sharing.papers.texts import Block, blocks_of


@dataclass(frozen=True)
class Preview:
    """What a text says of one case, in the language of the text."""

    blocks: Sequence[Block]
    rows: Sequence[tuple[str, str]]
    code: str
    """Of the assignment; empty where it is invented."""


def preview_of(kind: PaperKind, text: str, language: str, assignment: Assignment | None) -> Preview:
    """The text filled for an assignment, or for an invented one. Writes nothing."""
    with spoken(language):
        case = _case(kind, assignment)
        code = assignment.code if assignment else ""
        return Preview(blocks_of({language: text}, case), rows_of(case), code)


def draft_of(kind: PaperKind, text: str, language: str, assignment: Assignment | None) -> str:
    """The whole paper with this text as HTML: a draft, without a number. Writes nothing."""
    with spoken(language):
        case = _case(kind, assignment)
        words = words_for(case, {language: text})
        return drafted(kind.template, version=case.promise.number, **words)


def _case(kind: PaperKind, assignment: Assignment | None) -> Case:
    return real_case(kind, assignment) if assignment else invented_case(kind)
