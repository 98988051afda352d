"""The papers that the page of an assignment offers to one reader, and what each waits for."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.accounts.models import User
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.sharing.models import Assignment
from crm.sharing.papers.issuing import COUNTS, is_offered, may_issue
from crm.sharing.papers.kinds import KINDS, PaperKind
from crm.sharing.wording import listed


@dataclass(frozen=True)
class Offer:
    """One kind of paper that the reader may issue, now or once it is time."""

    kind: PaperKind
    missing: list[str]
    issued: Document | None

    @property
    def gate(self) -> str:
        """What has to come first, in words; empty when it can be issued."""
        if not self.missing:
            return ""
        return str(_("Possible after: %(what)s", what=listed(self.missing)))


def offers_to(user: User, assignment: Assignment, documents: Sequence[Document]) -> list[Offer]:
    """What can be issued, or issued anew; a paper that would say the same again is left out."""
    fitting = [kind for kind in KINDS if is_offered(kind, assignment)]
    offers = [
        Offer(kind, kind.needs(assignment), _newest(kind, documents))
        for kind in fitting
        if may_issue(user, kind, assignment)
    ]
    return [one for one in offers if one.kind.asks or not _says_the_same(one, assignment)]


def _newest(kind: PaperKind, documents: Sequence[Document]) -> Document | None:
    own = (one for one in documents if one.kind == kind.name and one.state in COUNTS)
    return next(own, None)


def _says_the_same(offer: Offer, assignment: Assignment) -> bool:
    number = assignment.promise.number
    return offer.issued is not None and offer.issued.about_version == number
