"""The wording that stands now: the network's own where it has one, else the delivered text."""

from dataclasses import dataclass
from datetime import datetime

from crm.core.actors import Actor
from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from crm.core.languages import LANGUAGES
from crm.core.words import gettext as _
from crm.sharing.models import PaperWording
from crm.sharing.occasions import in_each_language
from crm.sharing.papers.kinds import Worded
from crm.sharing.papers.known import DELIVERED, WORDED, AnyPaper
from crm.sharing.queries.wordings import paper_wordings, wordings_of


@dataclass(frozen=True)
class Standing:
    """The text of one kind of paper in one language, and whose it is."""

    kind: AnyPaper
    language: str
    own: PaperWording | None = None

    @property
    def delivered(self) -> str:
        """The text that came with Mitra."""
        return DELIVERED[self.kind.slug][self.language]

    @property
    def is_own(self) -> bool:
        """Tell whether the network says it in its own words."""
        return self.own is not None and self.own.text is not None

    @property
    def text(self) -> str:
        """What new papers say."""
        return (self.own.text if self.own else None) or self.delivered

    @property
    def version(self) -> int:
        """How often it was changed."""
        return self.own.version if self.own else 0

    @property
    def changed_by(self) -> str:
        """Who changed it last; empty while nobody has."""
        return self.own.changed_by if self.own else ""

    @property
    def changed_at(self) -> datetime | None:
        """When it was changed last."""
        return self.own.changed_at if self.own else None


def standings() -> list[tuple[AnyPaper, list[Standing]]]:
    """Every kind of paper with its wording in each language. Costs one statement."""
    own = {(one.kind, one.language): one for one in db.session.scalars(paper_wordings())}
    return [
        (kind, [Standing(kind, tongue, own.get((kind.slug, tongue))) for tongue in LANGUAGES])
        for kind in WORDED
    ]


def standing_of(kind: AnyPaper, language: str, *, held: bool = False) -> Standing:
    """The wording of a kind in a language. `held` keeps everybody else off it while we write."""
    query = wordings_of(kind.slug).where(PaperWording.language == language)
    own = db.session.scalar(query.with_for_update() if held else query)
    return Standing(kind, language, own)


def texts_of(kind: Worded) -> dict[str, str]:
    """What a new paper of a kind says, by language. Costs one statement."""
    own = {one.language: one.text for one in db.session.scalars(wordings_of(kind.slug))}
    return {
        language: own.get(language) or delivered
        for language, delivered in DELIVERED[kind.slug].items()
    }


def reword(standing: Standing, text: str, *, by: Actor) -> None:
    """Let new papers say this; the delivered text, typed in, is none of the network's own."""
    _say(standing, None if text == standing.delivered else text, by=by)


def go_back(standing: Standing, *, version: int | None, by: Actor, reason: str) -> None:
    """Let new papers say what was delivered. Refused without a reason, and for an old page."""
    if not reason.strip():
        raise NotValid(_("Say why the delivered text holds again."))
    if not standing.is_own:
        raise NotPossible(_("This paper says what was delivered already."))
    if version != standing.version:
        raise NotPossible(_("Someone changed this text meanwhile. Open it again and look first."))
    _say(standing, None, by=by, reason=reason.strip())


def _say(standing: Standing, text: str | None, *, by: Actor, reason: str = "") -> None:
    kind, language = standing.kind, standing.language
    own = standing.own or PaperWording(kind=kind.slug, language=language, version=0)
    paper = in_each_language(lambda: str(kind.title))
    own.say(text, delivered=standing.delivered, by=by, paper=paper, reason=reason)
