"""A wording seen with a case before it is saved: on the page, and as a paper without a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.core.languages import spoken
from crm.documents.drafting import drafted
from crm.sharing.papers.cases import Case
from crm.sharing.papers.fields import rows_of
from crm.sharing.papers.gallery import Example, told
from crm.sharing.papers.texts import Block, blocks_of


@dataclass(frozen=True)
class Preview:
    """What a text says of one case, in the language of the text."""

    blocks: Sequence[Block]
    rows: Sequence[tuple[str, str]]
    code: str
    """Of what it is about; empty where that is invented."""


def preview_of(text: str, language: str, example: Example) -> Preview:
    """The text filled for a case. Writes nothing."""
    with spoken(language):
        case = example.case()
        rows = rows_of(case) if isinstance(case, Case) else []
        return Preview(blocks_of({language: text}, case), rows, example.code)


def draft_of(text: str, language: str, example: Example) -> str:
    """The whole paper with this text as HTML: a draft, without a number. Writes nothing."""
    with spoken(language):
        case = example.case()
        about = case.promise.number if isinstance(case, Case) else case.agreement.document_version
        return drafted(case.kind.template, version=about, **told(case, {language: text}))
