"""What the pages of wordings find and do."""

from dataclasses import dataclass
from functools import cached_property

from flask import abort

from crm.accounts.models import User
from crm.core.languages import LANGUAGES
from crm.sharing.forms.wordings import WordingForm
from crm.sharing.papers.comparing import Change, changes_between
from crm.sharing.papers.gallery import Example, examples_of, invented_example
from crm.sharing.papers.known import fields_of, worded
from crm.sharing.papers.naming import TextField
from crm.sharing.papers.previewing import Preview, draft_of, preview_of
from crm.sharing.papers.standing import Standing, reword, standing_of


@dataclass(frozen=True)
class Desk:
    """One wording as it lies before who edits it, with what was typed."""

    standing: Standing
    form: WordingForm

    @property
    def fields(self) -> list[TextField]:
        """The fields that may stand in braces."""
        return fields_of(self.standing.kind)

    @property
    def changes(self) -> list[Change]:
        """What the text before them changes in the delivered one."""
        return changes_between(self.standing.delivered, self.text)

    @property
    def example(self) -> Example:
        """The case that was chosen; an invented one while there is none."""
        return self.form.chosen or invented_example(self.standing.kind)

    @cached_property
    def preview(self) -> Preview:
        """The text with the case that was chosen."""
        return preview_of(self.text, self.standing.language, self.example)

    @property
    def text(self) -> str:
        """What was typed; the standing text on a page that was just opened."""
        return self.form.text.data or ""

    @property
    def draft(self) -> str:
        """The whole paper with this text, as HTML for the printer."""
        return draft_of(self.text, self.standing.language, self.example)

    def save(self, *, by: User) -> None:
        """Let new papers say what was typed."""
        reword(self.standing, self.text, by=by.as_actor())


def desk_for(slug: str, language: str, user: User, *, held: bool = False) -> Desk:
    """The wording that an address names; 404 where there is no such paper or language."""
    standing = standing_or_404(slug, language, held=held)
    return Desk(standing, WordingForm(standing, examples_of(standing.kind, user)))


def standing_or_404(slug: str, language: str, *, held: bool = True) -> Standing:
    """The wording that an address names, held until our work is settled."""
    kind = worded(slug)
    if kind is None or language not in LANGUAGES:
        abort(404)
    return standing_of(kind, language, held=held)
