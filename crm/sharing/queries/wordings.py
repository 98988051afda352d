"""Questions about the network's own wording of its papers."""

import sqlalchemy as sa

from crm.sharing.models import PaperWording


def paper_wordings() -> sa.Select[PaperWording]:
    """Every wording that the network has or had of its own."""
    return sa.select(PaperWording)


def wordings_of(kind: str) -> sa.Select[PaperWording]:
    """Those of one kind of paper, in each language."""
    return paper_wordings().where(PaperWording.kind == kind)
