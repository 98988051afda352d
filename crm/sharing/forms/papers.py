"""What a paper asks before it is issued; a kind that asks nothing has only its button."""

from typing import Any

from crm.core.forms import Form
from crm.sharing.papers.cases import Case
from crm.sharing.papers.kinds import PaperKind


class PaperForm(Form):
    """The questions of one kind of paper."""

    def given(self) -> dict[str, Any]:
        """The answers as plain words, for the paper and for the next one of its kind."""
        return {name: field.data for name, field in self._fields.items() if name != "csrf_token"}


FORMS: dict[str, type[PaperForm]] = {}


def form_for(kind: PaperKind, case: Case) -> PaperForm:
    """The form of a kind, filled from the last paper of its kind, else from the case."""
    return FORMS.get(kind.slug, PaperForm)(data=dict(case.given))
